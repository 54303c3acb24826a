using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Telemetry;

namespace ValenceCore.Inventory;

/// <summary>
/// Keeps what is stored of every pod manager true while the host runs, each pod on its own: asked for its health and read at an interval, more rarely while
/// it is silent, and at once when it tells of a change. One bad pod holds up nobody, and its own health is not held up by its inventory.
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

        // A driver that does not heed its token ends when it likes; nobody else waits for that.
        var ending = new List<Task>();
        try
        {
            while (true)
            {
                var known = (await pods.ListAsync(stoppingToken)).ToDictionary(pod => pod.Uuid);
                foreach (var (uuid, (_, end, watch)) in watched.Where(pair => !known.TryGetValue(pair.Key, out var pod) || pod.Revision != pair.Value.Revision).ToList())
                {
                    ending.Add(EndAsync(end, watch));
                    watched.Remove(uuid);
                }

                ending.RemoveAll(end => end.IsCompleted);
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

        await Task.WhenAll([.. ending, .. watched.Values.Select(one => EndAsync(one.End, one.Watch))]);
    }

    private static async Task EndAsync(CancellationTokenSource end, Task watch)
    {
        await end.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    /// <summary>Asks for the health at every turn, however long a reading takes: a pod that falls silent while it is read is told as such.</summary>
    private async Task WatchAsync(PodManager pod, CancellationToken cancellation)
    {
        var backOff = new BackOff(options.Value.PollInterval, options.Value.LongestPollInterval);
        using var told = new SemaphoreSlim(0, 1);
        (CancellationTokenSource End, Task Events)? listening = null;
        var read = Task.CompletedTask;
        try
        {
            while (true)
            {
                pod = pod with { Health = await ProbeAsync(pod, cancellation) };
                var isOnline = pod.Health.Status == PodHealth.Online;
                if (listening is { } old && (!isOnline || old.Events.IsCompleted))
                {
                    // A stream of a pod that fell silent may look open for ever and bring nothing any more.
                    await EndAsync(old.End, old.Events);
                    listening = null;
                }

                if (isOnline && listening is null)
                {
                    var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    listening = (end, ListenAsync(pod, told, end.Token));
                }

                if (isOnline && read.IsCompleted)
                {
                    read = ReadAsync(pod, cancellation);
                }

                using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAny(Task.Delay(backOff.Next(isOnline), time, wait.Token), ToldAfterAsync(read, told, wait.Token));
                await wait.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The pod manager was changed or deleted, or the host stops.
        }

        if (listening is { } last)
        {
            await EndAsync(last.End, last.Events);
        }

        await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What is told while the pod is read may not be in what was read, and waits for the end of it.</summary>
    private static async Task ToldAfterAsync(Task read, SemaphoreSlim told, CancellationToken cancellation)
    {
        await read.WaitAsync(cancellation);
        await told.WaitAsync(cancellation);
    }

    private async Task<PodHealth> ProbeAsync(PodManager pod, CancellationToken cancellation)
    {
        var health = pod.Health;
        await TurnAsync("probe pod", pod, async () => health = await reading.ProbeAsync(pod, cancellation));
        return health;
    }

    private Task ReadAsync(PodManager pod, CancellationToken cancellation) => TurnAsync("read pod", pod, () => reading.ReadAsync(pod, cancellation));

    /// <summary>One look at a pod. A bug in one is logged, and the next comes all the same.</summary>
    private async Task TurnAsync(string name, PodManager pod, Func<Task> look)
    {
        using var activity = Traces.Begin(name, (Tags.PodName, pod.Name));
        using var scope = PodScope(logger, pod.Name);
        try
        {
            await look();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBug(logger, exception, pod.Name);
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
