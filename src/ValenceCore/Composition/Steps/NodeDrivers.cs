using ValenceCore.Failures;
using ValenceCore.PodManagers;

namespace ValenceCore.Composition;

/// <summary>Finds the driver of the pod that a node stands on, for one capability.</summary>
internal sealed class NodeDrivers(PodManagerStore pods, IServiceProvider services)
{
    public async Task<Outcome<T>> ForAsync<T>(string podId, CancellationToken cancellation)
        where T : class
    {
        var pod = await pods.FindAsync(podId, cancellation);
        return pod.Failed(out var missing)
            ? missing
            : ((IDriverOf<T>)services.GetService(typeof(IDriverOf<T>))!).For(pod.Value);
    }

    /// <summary>The same inside a step, where a failure ends the step.</summary>
    public async Task<T> NeedAsync<T>(string podId, CancellationToken cancellation)
        where T : class
    {
        var driver = await ForAsync<T>(podId, cancellation);
        return driver.Failed(out var failure) ? throw new DriverException(DriverFault.Refused, failure) : driver.Value;
    }
}
