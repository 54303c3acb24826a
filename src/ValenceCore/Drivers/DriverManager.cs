using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Keeps one driver per pod manager. A driver belongs to one revision of how the pod is reached; a change makes a new one, so changed
/// credentials take effect at once and a deleted pod manager cannot be used on. What is not needed any more takes its leave of the pod.</summary>
internal sealed class DriverManager(
    DriverCatalog catalog, IHttpMessageHandlerFactory clients, TimeProvider time, IOptions<ValenceCoreOptions> options, ILoggerFactory loggers)
    : ILetGoOfDrivers, IHostedLifecycleService, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, KeptDriver> drivers = [];
    private readonly HashSet<string> deleted = [];
    private readonly HashSet<Task> leaving = [];
    private readonly ILogger logger = loggers.CreateLogger<DriverManager>();
    private bool isStopped;

    public IReadOnlyList<string> Names => catalog.Names;

    /// <summary>The driver for this pod, or null when no driver has its name. Throws DriverException when the driver cannot be made.</summary>
    public object? Of(PodManager pod)
    {
        if (catalog.Find(pod.Driver) is not { Factory: { } factory } entry)
        {
            return null;
        }

        lock (gate)
        {
            if (isStopped || deleted.Contains(pod.Uuid))
            {
                throw new DriverException(DriverFault.Unreachable, Failure.Conflict(
                    isStopped ? "This service is stopping." : $"The pod manager '{pod.Name}' was deleted meanwhile."));
            }

            // Who still holds the pod manager as it was before a change gets what is right for it now.
            var known = drivers.GetValueOrDefault(pod.Uuid);
            if (known is not null && (known.Revision > pod.Revision || (known.Revision == pod.Revision && known.Name == pod.Driver)))
            {
                return known.Driver;
            }

            var made = drivers[pod.Uuid] = Keep(factory, entry, pod);
            _ = Leave_NeedsLock(known);
            return made.Driver;
        }
    }

    public async Task LetGoAsync(string podId, bool isDeleted)
    {
        Task left;
        lock (gate)
        {
            if (isDeleted)
            {
                deleted.Add(podId);
            }

            left = drivers.Remove(podId, out var known) ? Leave_NeedsLock(known) : Task.CompletedTask;
        }

        await left;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>When requests and operations have ended.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => LetGoOfAllAsync();

    public async ValueTask DisposeAsync() => await LetGoOfAllAsync();

    private async Task LetGoOfAllAsync()
    {
        Task[] left;
        lock (gate)
        {
            isStopped = true;
            foreach (var kept in drivers.Values)
            {
                _ = Leave_NeedsLock(kept);
            }

            drivers.Clear();
            left = [.. leaving];
        }

        await Task.WhenAll(left);
    }

    private Task Leave_NeedsLock(KeptDriver? kept)
    {
        if (kept is null)
        {
            return Task.CompletedTask;
        }

        var left = Task.Run(() => kept.LeaveAsync(logger));
        leaving.Add(left);
        _ = left.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return left;
    }

    private void Forget(Task left)
    {
        lock (gate)
        {
            leaving.Remove(left);
        }
    }

    private KeptDriver Keep(IPodDriverFactory factory, DriverEntry entry, PodManager pod)
    {
        var passage = new PodGate(options.Value.PodLimits);
        return new KeptDriver(pod, Make(factory, entry, pod, passage), passage);
    }

    private object Make(IPodDriverFactory factory, DriverEntry entry, PodManager pod, PodGate passage)
    {
        var client = PodClients.NameFor(pod.VerifyCa);
        var timeouts = options.Value.OperationTimeouts;
        try
        {
            return factory.Create(
                new PodTarget(pod.Uuid, pod.Name, new Uri(pod.Url), pod.Credentials),
                new DriverHost
                {
                    CreateClient = () => passage.ClientOver(clients.CreateHandler(client)),
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
}
