using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Store;
using ValenceCore.Telemetry;

namespace ValenceCore.Operations;

/// <summary>Begins operations, waits for their ends, calls them off. A caller who goes away does not stop the work, nor does the end of this
/// process: what is written down goes on.</summary>
internal sealed partial class OperationRunner(
    OperationStore store, OperationCatalog catalog, OperationFactory factory, IDispatchOperations dispatch, OperationFeed feed, OperationWatches watches,
    TimeProvider time, IOptions<ValenceCoreOptions> options, CoreMeter meter, ILogger<OperationRunner> logger) : IHostedLifecycleService
{
    /// <summary>A replica that tells of an end may be lost, or its word; how often the store is asked then.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Operation>> waiting = new();
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Stores an operation and begins it. Answers at once; 409 when its subject, or something else it needs, is claimed.</summary>
    /// <param name="alsoClaimed">Subjects besides its own, e.g. the device that a node is to get.</param>
    public Task<Outcome<Operation>> StartAsync(
        string kind, string subject, JsonObject input, CancellationToken cancellation, params IReadOnlyList<string> alsoClaimed) =>
        StartAsync(new OperationWish(kind, subject, input, alsoClaimed), RequestTrail.Current?.IsWaitedFor ?? true, cancellation);

    /// <summary>Stores several and begins them, all or none.</summary>
    /// <param name="also">What is written in the same transaction, or refuses them.</param>
    public Task<Outcome<IReadOnlyList<Operation>>> StartAsync(IReadOnlyList<OperationWish> wishes, WithOperations? also, CancellationToken cancellation) =>
        StartAsync(wishes, also, RequestTrail.Current?.IsWaitedFor ?? true, cancellation);

    /// <summary>Begins an operation and waits for its end, which may be a failure of its own.</summary>
    public async Task<Outcome<Operation>> RunToEndAsync(
        string kind, string subject, JsonObject input, CancellationToken cancellation, params IReadOnlyList<string> alsoClaimed)
    {
        var started = await StartAsync(new OperationWish(kind, subject, input, alsoClaimed), isWaitedFor: true, cancellation);
        if (started.Failed(out var claimed))
        {
            return claimed;
        }

        var ended = await WaitAsync(started.Value.Id, cancellation);
        return ended.State == OperationStates.Succeeded ? ended : ended.Answer();
    }

    /// <summary>The operation at its end; unfinished when this process stops first, for then it goes on elsewhere or later.</summary>
    public async Task<Operation> WaitAsync(string id, CancellationToken cancellation)
    {
        var end = waiting.GetOrAdd(id, _ => new TaskCompletionSource<Operation>(TaskCreationOptions.RunContinuationsAsynchronously));
        while (true)
        {
            var known = await store.FindAsync(id, cancellation);
            if (known.Value.IsFinished || stopping.Task.IsCompleted)
            {
                return known.Value;
            }

            if (await EndedAsync(end.Task, cancellation) is { } ended)
            {
                return ended;
            }
        }
    }

    /// <summary>Has an unfinished operation undone. 409 when it is over, or only goes forward.</summary>
    public async Task<Outcome<Operation>> CancelAsync(string id, CancellationToken cancellation)
    {
        var found = await store.FindAsync(id, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        var operation = found.Value;
        if (operation.IsFinished)
        {
            return Failure.Conflict($"The operation '{id}' is '{operation.State}'; only one that is under way can be cancelled.");
        }

        if (catalog.For(operation) is { CanBeCancelled: false })
        {
            return Failure.Conflict($"An operation '{operation.Kind}' is not undone once it has begun; wait for its end.");
        }

        var changed = await store.CancelAsync(id, RequestTrail.Current?.Actor ?? "somebody", cancellation);
        if (changed.Count == 0)
        {
            return Failure.Conflict($"The operation '{id}' is over, or was cancelled already; read it again.");
        }

        foreach (var other in changed)
        {
            feed.Publish((await store.FindAsync(other, cancellation)).Value);
        }

        return await store.FindAsync(id, cancellation);
    }

    /// <summary>Goes on with the undoing of an operation that needs attention. 409 when it does not.</summary>
    public async Task<Outcome<Operation>> RetryAsync(string id, CancellationToken cancellation)
    {
        var found = await store.FindAsync(id, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        if (found.Value.State != OperationStates.NeedsAttention)
        {
            return Failure.Conflict($"The operation '{id}' is '{found.Value.State}'; only one that needs attention can be tried again.");
        }

        var reopened = await store.ReopenAsync(found.Value, time.Now() + (long)options.Value.Deadlines.Revert.TotalMilliseconds, cancellation);
        if (reopened.Failed(out var refused))
        {
            return refused;
        }

        var operation = (await store.FindAsync(id, cancellation)).Value;
        feed.Publish(operation);
        await dispatch.DispatchAsync(operation);
        return operation;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        feed.Subscribe(Told);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a former life of this process, or a replica, wrote down and nobody carries out.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var id in await store.UnfinishedAsync(cancellationToken))
        {
            if ((await store.FindAsync(id, cancellationToken)).Value is { IsFinished: false } operation && await dispatch.DispatchAsync(operation))
            {
                left++;
            }
        }

        if (left > 0)
        {
            LogLeft(logger, left);
        }
    }

    /// <summary>Whoever waits is told that it goes on without this process.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        stopping.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Outcome<Operation>> StartAsync(OperationWish wish, bool isWaitedFor, CancellationToken cancellation)
    {
        var started = await StartAsync([wish], also: null, isWaitedFor, cancellation);
        return started.Failed(out var refused) ? refused : started.Value[0];
    }

    private async Task<Outcome<IReadOnlyList<Operation>>> StartAsync(
        IReadOnlyList<OperationWish> wishes, WithOperations? also, bool isWaitedFor, CancellationToken cancellation)
    {
        var watched = wishes.Select(wish => wish with { Id = wish.Id ?? options.Value.NewId().ToString() })
            .Select(wish => (
                Wish: wish,

                // What has no steps of its own is watched in its members.
                Watch: catalog.StepsOf(wish.Kind).Count > 0 ? new OperationWatch(meter, wish.Kind, wish.Id!, wish.Subject, isWaitedFor) : null)).ToList();
        var added = await AddAsync(watched, also, cancellation);
        if (added.Failed(out var claimed))
        {
            return claimed;
        }

        foreach (var (operation, watch) in added.Value.Zip(watched.Select(one => one.Watch)))
        {
            RequestTrail.Current?.Began(operation.Id);
            watch?.Started();
            feed.Publish(operation);
            if (watch is not null)
            {
                watches.Keep(operation.Id, watch);
                await dispatch.DispatchAsync(operation);
            }
        }

        return added;
    }

    /// <summary>What is refused is watched no further.</summary>
    private async Task<Outcome<IReadOnlyList<Operation>>> AddAsync(
        IReadOnlyList<(OperationWish Wish, OperationWatch? Watch)> watched, WithOperations? also, CancellationToken cancellation)
    {
        var isAdded = false;
        try
        {
            var added = await store.AddAsync([.. watched.Select(one => factory.New(one.Wish, one.Watch?.TraceId))], also, cancellation);
            isAdded = added.Failure is null;
            return added;
        }
        finally
        {
            if (!isAdded)
            {
                foreach (var (_, watch) in watched)
                {
                    watch?.Dispose();
                }
            }
        }
    }

    private void Told(Operation operation)
    {
        if (operation.IsFinished && waiting.TryRemove(operation.Id, out var end))
        {
            end.TrySetResult(operation);
        }

        if (operation is { State: OperationStates.Pending, RequestId: null })
        {
            // Begun by another operation as that moved; who has it already is not given it twice. It inherits nothing of that.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(() => dispatch.DispatchAsync(operation));
            }
        }
    }

    /// <summary>Null when it is time to look into the store.</summary>
    private async Task<Operation?> EndedAsync(Task<Operation> end, CancellationToken cancellation)
    {
        if (!dispatch.IsShared)
        {
            return await Task.WhenAny(end, stopping.Task).WaitAsync(cancellation) == end ? await end : null;
        }

        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var look = Task.Delay(LookInterval, TimeProvider.System, turn.Token);
        var first = await Task.WhenAny(end, stopping.Task, look).WaitAsync(cancellation);
        await turn.CancelAsync();
        return first == end ? await end : null;
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "{Count} operation(s) were left unfinished and go on now")]
    private static partial void LogLeft(ILogger logger, int count);
}
