using Harness.Scenarios;
using Harness.Scenarios.Matching;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Running;

namespace Harness.Tests.Scenarios.Samples;

/// <summary>Runs features given as text, with chosen binding classes.</summary>
internal static class Sample
{
    public const string Path = "features/Sample.feature";

    public static IReadOnlyList<ScenarioCase> Read(string feature) => FeatureReader.Read(Path, feature);

    /// <summary>Runs every case of the text, then closes the run.</summary>
    public static async Task<Played> PlayAsync(string feature, params Type[] bindings)
    {
        var cases = Read(feature);
        var run = new ScenarioRun(Bindings.From(bindings), cases);
        var outcomes = new List<ScenarioOutcome>();
        foreach (var one in cases.Where(one => one.IgnoreReason is null))
        {
            outcomes.Add(await run.RunAsync(one));
        }

        return new Played(outcomes, await run.CloseAsync());
    }

    /// <summary>Runs a text that holds one scenario.</summary>
    public static async Task<ScenarioOutcome> PlayOneAsync(string feature, params Type[] bindings) =>
        (await PlayAsync(feature, bindings)).Outcomes.Single();
}

internal sealed record Played(IReadOnlyList<ScenarioOutcome> Outcomes, IReadOnlyList<Exception> AtTheEnd);
