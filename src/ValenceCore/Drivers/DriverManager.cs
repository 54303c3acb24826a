using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Keeps one driver per pod manager. A driver belongs to one revision of how the pod is reached; a change makes a new one,
/// so changed credentials take effect at once and a deleted pod manager cannot be used on .</summary>
internal sealed class DriverManager(
    DriverCatalog catalog, IHttpMessageHandlerFactory clients, TimeProvider time, IOptions<ValenceCoreOptions> options, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, Kept> drivers = new();

    public IReadOnlyList<string> Names => catalog.Names;

    /// <summary>The driver for this pod, or null when no driver has its name. Throws DriverException when the driver cannot be made.</summary>
    public object? Of(PodManager pod)
    {
        if (drivers.TryGetValue(pod.Uuid, out var known) && known.Revision == pod.Revision && known.Name == pod.Driver)
        {
            return known.Driver;
        }

        if (catalog.Find(pod.Driver) is not { Factory: { } factory } entry)
        {
            return null;
        }

        var made = drivers.AddOrUpdate(
            pod.Uuid,
            _ => Keep(factory, entry, pod),
            (_, old) => old.Revision == pod.Revision && old.Name == pod.Driver ? old : Keep(factory, entry, pod));
        if (known is not null && known != made)
        {
            (known.Driver as IDisposable)?.Dispose();
            known.Gate.Dispose();
        }

        return made.Driver;
    }

    private Kept Keep(IPodDriverFactory factory, DriverEntry entry, PodManager pod)
    {
        var gate = new PodGate(options.Value.PodLimits);
        return new Kept(pod.Revision, pod.Driver, Make(factory, entry, pod, gate), gate);
    }

    private object Make(IPodDriverFactory factory, DriverEntry entry, PodManager pod, PodGate gate)
    {
        var client = PodClients.NameFor(pod.VerifyCa);
        var timeouts = options.Value.OperationTimeouts;
        try
        {
            return factory.Create(
                new PodTarget(pod.Uuid, pod.Name, new Uri(pod.Url), pod.Credentials),
                new DriverHost
                {
                    CreateClient = () => gate.ClientOver(clients.CreateHandler(client)),
                    Time = time,
                    RequestClock = options.Value.RequestClock,
                    Loggers = loggers,
                    Timeouts = new DriverTimeouts(
                        timeouts.PodRequest, timeouts.PodLongRequest, timeouts.AssemblePoll, options.Value.Deadlines.Release),
                });
        }
        catch (Exception exception) when (exception is not DriverException)
        {
            throw DriverCall.BrokenDriver(entry.Name, "make the driver", exception);
        }
    }

    private sealed record Kept(long Revision, string Name, object Driver, PodGate Gate);
}
