using Harness.Scenarios.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Scenarios.Running;

/// <summary>
/// All scenarios of one source. The run opens with its first scenario and a feature with its own; each
/// closes after its last planned scenario, whose test then tells what went wrong with that. Where a
/// filter left scenarios out, both close when the fixture does.
/// </summary>
public sealed class ScenarioRun
{
    private readonly Bindings _bindings;
    private readonly IReadOnlyList<ServiceDescriptor> _services;
    private readonly ScenarioRunner _runner;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FeatureRun> _features = [];
    private readonly Dictionary<string, HashSet<string>> _waiting;
    private OpenRun? _open;

    /// <param name="bindings">The bindings; their problems fail the scenarios, not the run.</param>
    /// <param name="cases">Every case that may be run.</param>
    public ScenarioRun(Bindings bindings, IEnumerable<ScenarioCase> cases)
    {
        _bindings = bindings;
        // A broken registration is among the bindings' problems; then nothing is run and nothing is registered.
        _services = bindings.Problems.Count > 0
            ? []
            : [.. bindings.Dependencies.SelectMany(method => (IServiceCollection)method.Invoke(null, null)!)];
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

    /// <summary>Closes features that are still open, then the run. Gives what was thrown; nothing when all is closed.</summary>
    public async Task<IReadOnlyList<Exception>> CloseAsync()
    {
        List<FeatureRun> features;
        OpenRun? run;
        lock (_lock)
        {
            features = [.. _features.Values];
            _features.Clear();
            run = _open;
            _open = null;
        }

        var failures = new List<Exception>();
        foreach (var feature in features)
        {
            failures.AddRange(await feature.CloseAsync());
        }

        if (run is not null)
        {
            failures.AddRange(await Closing.CloseAsync(_bindings.HooksAt(HookPoint.AfterTestRun, []), run.Container));
        }

        return failures;
    }

    private async Task<ScenarioOutcome> RunAsync(ScenarioCase scenario, IReadOnlyList<StepMatch> steps)
    {
        try
        {
            var run = Open();
            await run.Opening;
            var feature = Enter(scenario, run);
            await feature.OpenAsync();
            return await _runner.RunAsync(scenario, steps, feature.Container);
        }
        catch (Exception failure)
        {
            return new ScenarioOutcome(scenario, new Story(scenario)) { Failures = [failure] };
        }
    }

    private OpenRun Open()
    {
        lock (_lock)
        {
            if (_open is null)
            {
                var container = new ScenarioContainer(_services);
                _open = new OpenRun(container, Hooks.CallAsync(_bindings.HooksAt(HookPoint.BeforeTestRun, []), container));
            }

            return _open;
        }
    }

    private FeatureRun Enter(ScenarioCase scenario, OpenRun run)
    {
        lock (_lock)
        {
            if (!_features.TryGetValue(scenario.Path, out var feature))
            {
                feature = new FeatureRun(scenario.Feature, _bindings, _services, run.Container);
                _features[scenario.Path] = feature;
            }

            return feature;
        }
    }

    private async Task<IReadOnlyList<Exception>> LeaveAsync(ScenarioCase scenario)
    {
        FeatureRun? feature = null;
        bool isLast;
        lock (_lock)
        {
            if (!_waiting.TryGetValue(scenario.Path, out var waiting) || !waiting.Remove(scenario.Name))
            {
                // A scenario that is run again; what it opened closes with the fixture.
                return [];
            }

            if (waiting.Count == 0)
            {
                _waiting.Remove(scenario.Path);
                _features.Remove(scenario.Path, out feature);
            }

            isLast = _waiting.Count == 0;
        }

        var failures = new List<Exception>();
        if (feature is not null)
        {
            failures.AddRange(await feature.CloseAsync());
        }

        if (isLast)
        {
            failures.AddRange(await CloseAsync());
        }

        return failures;
    }

    private sealed record OpenRun(ScenarioContainer Container, Task Opening);
}
