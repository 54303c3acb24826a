using System.Collections.Concurrent;
using Harness.Scenarios.Running;
using NUnit.Framework;

namespace Harness.Scenarios;

/// <summary>
/// The base of the one small class that makes NUnit tests of feature files:
/// <code>
/// [TestFixture]
/// public sealed class AllScenarios : ScenarioFixture
/// {
///     [ScenarioSource("**/*.feature")]
///     public Task Scenario(ScenarioCase scenario) => RunAsync(scenario);
/// }
/// </code>
/// </summary>
public abstract class ScenarioFixture
{
    private readonly ConcurrentDictionary<ScenarioRun, bool> _runs = [];

    /// <summary>Ends features and the run: AfterFeature where a filter left scenarios out, and AfterTestRun.</summary>
    [OneTimeTearDown]
    public async Task CloseRunsAsync()
    {
        var failures = new List<Exception>();
        foreach (var run in _runs.Keys)
        {
            failures.AddRange(await run.CloseAsync());
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("The run did not end well.", failures);
        }
    }

    /// <exception cref="AssertionException">The scenario failed: where, the story so far and why.</exception>
    protected async Task RunAsync(ScenarioCase scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var run = scenario.Run ?? throw new ArgumentException("The case does not come from [ScenarioSource].", nameof(scenario));
        _runs[run] = true;
        var outcome = await run.RunAsync(scenario);
        if (outcome.Passed)
        {
            await TestContext.Out.WriteAsync(outcome.Story.ToString());
            return;
        }

        if (outcome.Stopped is not null && outcome.Failures.Count == 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(outcome.Stopped);
        }

        throw new AssertionException(outcome.Message(), outcome.Failures is [var first, ..] ? first : null);
    }
}
