using Harness.Scenarios.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Scenarios.Running;

/// <summary>A feature while its scenarios run: its hooks and its container. Opened once, before its first scenario.</summary>
internal sealed class FeatureRun(
    FeatureInfo feature, Bindings bindings, IReadOnlyList<ServiceDescriptor> services, ScenarioContainer run)
{
    private readonly ScenarioContainer _container = new(services, run);
    private readonly Lock _lock = new();
    private Task? _opening;

    public ScenarioContainer Container => _container;

    /// <summary>Calls BeforeFeature once; every scenario sees the same failure.</summary>
    public Task OpenAsync()
    {
        lock (_lock)
        {
            return _opening ??= OpenOnceAsync();
        }
    }

    /// <summary>Calls AfterFeature and disposes; gives what was thrown.</summary>
    public Task<IReadOnlyList<Exception>> CloseAsync() =>
        Closing.CloseAsync(bindings.HooksAt(HookPoint.AfterFeature, feature.Tags), _container);

    private Task OpenOnceAsync()
    {
        _container.Hold(new FeatureContext(feature));
        return Hooks.CallAsync(bindings.HooksAt(HookPoint.BeforeFeature, feature.Tags), _container);
    }
}
