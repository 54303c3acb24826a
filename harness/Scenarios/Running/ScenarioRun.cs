using Harness.Scenarios.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Scenarios.Running;

/// <summary>
/// All scenarios of one source. The run opens with its first scenario and a feature with its own; a
/// feature closes after its last planned scenario, or with the run when a filter left some out.
/// </summary>
public sealed class ScenarioRun
{
    private readonly Bindings _bindings;
    private readonly IReadOnlyList<ServiceDescriptor> _services;
    private readonly ScenarioContainer _container;
    private readonly ScenarioRunner _runner;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FeatureRun> _features = [];
    private readonly Dictionary<string, HashSet<string>> _waiting;
    private Task? _opening;

    /// <param name="bindings">The bindings; their problems fail the scenarios, not the run.</param>
    /// <param name="cases">Every case that may be run.</param>
    public ScenarioRun(Bindings bindings, IEnumerable<ScenarioCase> cases)
    {
        _bindings = bindings;
        // A broken registration is among the bindings' problems; then nothing is run and nothing is registered.
        _services = bindings.Problems.Count > 0
            ? []
            : [.. bindings.Dependencies.SelectMany(method => (IServiceCollection)method.Invoke(null, null)!)];
        _container = new ScenarioContainer(_services);
        _runner = new ScenarioRunner(bindings, _services);
        _waiting = cases.Where(one => one.IgnoreReason is null)
            .GroupBy(one => one.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(one => one.Name).ToHashSet(StringComparer.Ordinal));
    }

    public async Task<ScenarioOutcome> RunAsync(ScenarioCase scenario)
    {
        var (refused, steps) = _runner.Prepare(scenario);
        var outcome = refused ?? await RunAsync(scenario, steps);
        var failures = await LeaveAsync(scenario);
        return failures.Count == 0 ? outcome : outcome with { Failures = [.. outcome.Failures, .. failures] };
    }

    /// <summary>Closes features that are still open, then the run. Gives what was thrown.</summary>
    public async Task<IReadOnlyList<Exception>> CloseAsync()
    {
        List<FeatureRun> open;
        bool isOpen;
        lock (_lock)
        {
            open = [.. _features.Values];
            _features.Clear();
            isOpen = _opening is not null;
            _opening = null;
        }

        var failures = new List<Exception>();
        foreach (var feature in open)
        {
            failures.AddRange(await feature.CloseAsync());
        }

        if (isOpen)
        {
            failures.AddRange(await Closing.CloseAsync(_bindings.HooksAt(HookPoint.AfterTestRun, []), _container));
        }

        return failures;
    }

    private async Task<ScenarioOutcome> RunAsync(ScenarioCase scenario, IReadOnlyList<StepMatch> steps)
    {
        try
        {
            await OpenAsync();
            var feature = Enter(scenario);
            await feature.OpenAsync();
            return await _runner.RunAsync(scenario, steps, feature.Container);
        }
        catch (Exception failure)
        {
            return new ScenarioOutcome(scenario, new Story(scenario)) { Failures = [failure] };
        }
    }

    private Task OpenAsync()
    {
        lock (_lock)
        {
            return _opening ??= Hooks.CallAsync(_bindings.HooksAt(HookPoint.BeforeTestRun, []), _container);
        }
    }

    private FeatureRun Enter(ScenarioCase scenario)
    {
        lock (_lock)
        {
            if (!_features.TryGetValue(scenario.Path, out var feature))
            {
                feature = new FeatureRun(scenario.Feature, _bindings, _services, _container);
                _features[scenario.Path] = feature;
            }

            return feature;
        }
    }

    private async Task<IReadOnlyList<Exception>> LeaveAsync(ScenarioCase scenario)
    {
        FeatureRun? done = null;
        lock (_lock)
        {
            if (_waiting.TryGetValue(scenario.Path, out var waiting) && waiting.Remove(scenario.Name) && waiting.Count == 0)
            {
                _features.Remove(scenario.Path, out done);
            }
        }

        return done is null ? [] : await done.CloseAsync();
    }
}
