using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Telemetry;

namespace ValenceCore.Inventory;

/// <summary>
/// Keeps what is stored of every pod manager true while the host runs, each pod on its own: asked at an interval, more rarely while it is silent,
/// and at once when it tells of a change. One bad pod holds up nobody.
/// </summary>
internal sealed partial class PodWatcher(
    PodManagerStore pods, PodReading reading, NodeDrivers drivers, PodNews news, TimeProvider time, IOptions<ValenceCoreOptions> options,
    ILogger<PodWatcher> logger) : BackgroundService
{
    /// <summary>Changes come in bursts; one reading covers those of such a time.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    private static readonly Func<ILogger, string, IDisposable?> PodScope = LoggerMessage.DefineScope<string>("pod manager {PodName}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PollInterval == TimeSpan.Zero)
        {
            return;
        }

        var watched = new Dictionary<string, (long Revision, CancellationTokenSource End, Task Watch)>();
        try
        {
            while (true)
            {
                var known = (await pods.ListAsync(stoppingToken)).ToDictionary(pod => pod.Uuid);
                foreach (var (uuid, (_, end, watch)) in watched.Where(pair => !known.TryGetValue(pair.Key, out var pod) || pod.Revision != pair.Value.Revision).ToList())
                {
                    await EndAsync(end, watch);
                    watched.Remove(uuid);
                }

                foreach (var pod in known.Values.Where(pod => !watched.ContainsKey(pod.Uuid)))
                {
                    var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    watched[pod.Uuid] = (pod.Revision, end, Task.Run(() => WatchAsync(pod, end.Token), CancellationToken.None));
                }

                await news.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }

        foreach (var (_, end, watch) in watched.Values)
        {
            await EndAsync(end, watch);
        }
    }

    private static async Task EndAsync(CancellationTokenSource end, Task watch)
    {
        await end.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task WatchAsync(PodManager pod, CancellationToken cancellation)
    {
        var backOff = new BackOff(options.Value.PollInterval, options.Value.LongestPollInterval);
        using var told = new SemaphoreSlim(0, 1);
        Task? events = null;
        try
        {
            while (true)
            {
                var health = await TurnAsync(pod, cancellation);
                pod = pod with { Health = health };
                var isOnline = health.Status == PodHealth.Online;
                if (isOnline && events is null or { IsCompleted: true })
                {
                    events = ListenAsync(pod, told, cancellation);
                }

                using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAny(Task.Delay(backOff.Next(isOnline), time, wait.Token), told.WaitAsync(wait.Token));
                await wait.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The pod manager was changed or deleted, or the host stops.
        }

        await (events ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One look at a pod. A bug in one turn is logged, and the next turn comes all the same.</summary>
    private async Task<PodHealth> TurnAsync(PodManager pod, CancellationToken cancellation)
    {
        using var activity = Traces.Begin("read pod", (Tags.PodName, pod.Name));
        using var scope = PodScope(logger, pod.Name);
        try
        {
            var health = await reading.ProbeAsync(pod, cancellation);
            if (health.Status == PodHealth.Online)
            {
                await reading.ReadAsync(pod, cancellation);
            }

            return health;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBug(logger, exception, pod.Name);
            return pod.Health;
        }
    }

    /// <summary>Listens while the pod tells; ends when it has no events or the stream breaks, and is begun anew at the next turn.</summary>
    private async Task ListenAsync(PodManager pod, SemaphoreSlim told, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<IWatchPod>(pod.Uuid, cancellation);
        if (driver.Failed(out _))
        {
            return;
        }

        try
        {
            await foreach (var change in driver.Value.WatchAsync(cancellation))
            {
                LogTold(logger, pod.Name, change.Message, change.Uri);
                await Task.Delay(Burst, time, cancellation);
                if (told.CurrentCount == 0)
                {
                    told.Release();
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNoEvents(logger, pod.Name, exception.Message);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A bug while pod manager {PodName} was read")]
    private static partial void LogBug(ILogger logger, Exception exception, string podName);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Pod manager {PodName} tells: {Change} {Uri}")]
    private static partial void LogTold(ILogger logger, string podName, string change, string? uri);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "Pod manager {PodName} tells nothing: {Reason}")]
    private static partial void LogNoEvents(ILogger logger, string podName, string reason);
}
