using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Store;
using ValenceCore.Telemetry;

namespace ValenceCore.Operations;

/// <summary>Takes an operation on and carries it to its end, from wherever it stands. A second executor of the same operation takes it away from
/// the first, which then writes nothing more.</summary>
internal sealed partial class OperationExecutor
{
    private readonly OperationStore store;
    private readonly OperationCatalog catalog;
    private readonly OperationFeed feed;
    private readonly OperationWatches watches;
    private readonly TimeProvider time;
    private readonly ValenceCoreOptions options;
    private readonly CoreMeter meter;
    private readonly ILogger<OperationExecutor> logger;
    private readonly ConcurrentDictionary<string, OperationRun> running = new();

    public OperationExecutor(
        OperationStore store, OperationCatalog catalog, OperationFeed feed, OperationWatches watches, TimeProvider time,
        IOptions<ValenceCoreOptions> options, CoreMeter meter, ILogger<OperationExecutor> logger)
    {
        (this.store, this.catalog, this.feed, this.watches, this.time) = (store, catalog, feed, watches, time);
        (this.options, this.meter, this.logger) = (options.Value, meter, logger);
        feed.Subscribe(Told);
    }

    /// <summary>Returns at the operation's end, and when there is nothing to do or another has taken it. Throws
    /// <see cref="OperationCanceledException"/> when the stop leaves it unfinished: whoever takes it on next goes on.</summary>
    /// <param name="stop">Ends it at the next step; a step that takes too long is cut short.</param>
    public async Task CarryOutAsync(string id, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var taken = await DatabaseOutage.WaitOutAsync(() => store.TakeAsync(id, options.Replica, stop), stop);
        using var watch = watches.Take(id) ?? (taken is null ? null : OperationWatch.TakenOver(meter, taken));
        if (taken is null)
        {
            return;
        }

        watch!.Enter(logger, taken);
        new Fence(taken.Id, taken.Fence).Enter();
        using var run = new OperationRun(taken, catalog.For(taken), store, feed, time, options, meter, logger, stop);
        running[id] = run;
        try
        {
            if (taken.Fence > 1)
            {
                LogTakenOver(logger, taken.Kind, id, taken.State);
            }

            watch.Ended(await run.ToEndAsync());
        }
        catch (FenceLostException)
        {
            LogLost(logger, taken.Kind, id);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogLeft(logger, taken.Kind, id);
            throw;
        }
        finally
        {
            running.TryRemove(new KeyValuePair<string, OperationRun>(id, run));
        }
    }

    private void Told(Operation operation)
    {
        if (operation.CancelledBy is { } by && running.TryGetValue(operation.Id, out var run))
        {
            run.Cancel(by);
        }
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} goes on here; it was {State}")]
    private static partial void LogTakenOver(ILogger logger, string kind, string operationId, string state);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} was taken over by another runner; this one writes nothing more")]
    private static partial void LogLost(ILogger logger, string kind, string operationId);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Operation {Kind} {OperationId} is left to whoever runs next")]
    private static partial void LogLeft(ILogger logger, string kind, string operationId);
}
