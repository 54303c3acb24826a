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

/// <summary>Carries operations out, step by step, in this process. It alone writes states. A caller who goes away does not stop the work.</summary>
internal sealed partial class OperationRunner(
    OperationStore store, IEnumerable<OperationPlan> plans, OperationFeed feed, TimeProvider time, IOptions<ValenceCoreOptions> options,
    CoreMeter meter, ILogger<OperationRunner> logger) : IHostedLifecycleService, IDisposable
{
    private readonly Dictionary<string, OperationPlan> plans = plans.ToDictionary(plan => plan.Kind);
    private readonly ConcurrentDictionary<string, Task<Operation>> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Stores an operation and begins it. Answers at once; 409 when its subject is claimed.</summary>
    public Task<Outcome<Operation>> StartAsync(string kind, string subject, JsonObject input, CancellationToken cancellation) =>
        StartAsync(kind, subject, input, RequestTrail.Current?.IsWaitedFor ?? true, cancellation);

    private async Task<Outcome<Operation>> StartAsync(
        string kind, string subject, JsonObject input, bool isWaitedFor, CancellationToken cancellation)
    {
        var plan = plans[kind];
        var now = time.Now();
        var id = options.Value.NewId().ToString();
        var watch = new OperationWatch(meter, kind, id, subject, isWaitedFor);
        var added = await AddAsync(
            new Operation
            {
                Id = id,
                TraceId = watch.TraceId,
                Kind = kind,
                Subject = subject,
                State = OperationStates.Pending,
                Input = input,
                Data = [],
                CreatedAt = now,
                UpdatedAt = now,
            },
            plan, watch, cancellation);
        if (added.Failed(out var claimed))
        {
            return claimed;
        }

        RequestTrail.Current?.Began(added.Value.Id);
        watch.Started();
        feed.Publish(added.Value);
        var work = new TaskCompletionSource();
        running[added.Value.Id] = Task.Run(
            async () =>
            {
                // Not before it is listed, or it could take itself off the list too early.
                await work.Task;
                return await CarryOutAsync(added.Value, plan, watch, stopping.Token);
            },
            CancellationToken.None);
        work.SetResult();
        return added.Value;
    }

    /// <summary>Begins an operation and waits for its end, which may be a failure of its own.</summary>
    public async Task<Outcome<Operation>> RunToEndAsync(string kind, string subject, JsonObject input, CancellationToken cancellation)
    {
        var started = await StartAsync(kind, subject, input, isWaitedFor: true, cancellation);
        if (started.Failed(out var claimed))
        {
            return claimed;
        }

        var ended = await WaitAsync(started.Value.Id, cancellation);
        return ended.State == OperationStates.Succeeded ? ended : ended.Answer();
    }

    public async Task<Operation> WaitAsync(string id, CancellationToken cancellation)
    {
        if (running.TryGetValue(id, out var task))
        {
            return await task.WaitAsync(cancellation);
        }

        return (await store.FindAsync(id, cancellation)).Value;
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var count = await store.MarkInterruptedAsync(cancellationToken);
        if (count > 0)
        {
            LogInterrupted(logger, count);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll((IEnumerable<Task>)running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    /// <summary>What is refused is watched no further.</summary>
    private async Task<Outcome<Operation>> AddAsync(
        Operation operation, OperationPlan plan, OperationWatch watch, CancellationToken cancellation)
    {
        var isAdded = false;
        try
        {
            var added = await store.AddAsync(operation, [.. plan.Steps.Select(step => step.Name)], cancellation);
            isAdded = added.Failure is null;
            return added;
        }
        finally
        {
            if (!isAdded)
            {
                watch.Dispose();
            }
        }
    }

    private async Task<Operation> CarryOutAsync(Operation operation, OperationPlan plan, OperationWatch watch, CancellationToken cancellation)
    {
        try
        {
            using (watch)
            {
                watch.Enter(logger, operation);
                operation = await RunAsync(operation, plan, cancellation);
                watch.Ended(operation);
                return operation;
            }
        }
        finally
        {
            running.TryRemove(operation.Id, out _);
        }
    }

    private async Task<Operation> RunAsync(Operation operation, OperationPlan plan, CancellationToken cancellation)
    {
        try
        {
            operation = await MoveAsync(operation, OperationStates.Running);
            var data = new OperationData(operation, store);
            for (var position = 0; position < plan.Steps.Count; position++)
            {
                operation = await RecordAsync(operation, position, StepStates.Running, null);
                var result = await TryAsync(operation, plan.Steps[position], "execute", step => step.ExecuteAsync(data, cancellation), cancellation);
                await data.SaveAsync();
                operation = await RecordAsync(
                    operation, position, result.Failure is null ? StepStates.Succeeded : StepStates.Failed, result.Detail);
                if (result.Failure is { } failure)
                {
                    LogStepFailed(logger, operation.Kind, operation.Id, plan.Steps[position].Name, failure.Detail);
                    return await RevertAsync(operation with { Error = failure }, plan, position, data, cancellation);
                }
            }

            return await MoveAsync(operation, OperationStates.Succeeded);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await MoveAsync(
                operation with { Note = "The service was stopped while this was under way; nothing was undone." }, OperationStates.Interrupted);
        }
    }

    /// <summary>Undoes from the failed step downwards, for a step that got no answer may have done its work.
    /// Stops at the first step that cannot be undone: what came before it still holds the claim on what is left.</summary>
    private async Task<Operation> RevertAsync(
        Operation operation, OperationPlan plan, int last, OperationData data, CancellationToken cancellation)
    {
        operation = await MoveAsync(operation, OperationStates.Reverting);
        var undone = new List<string>();
        for (var position = last; position >= 0; position--)
        {
            var step = plan.Steps[position];
            var result = await TryAsync(operation, step, "revert", step => step.RevertAsync(data, cancellation), cancellation);
            await data.SaveAsync();
            if (result.Failure is { } failure)
            {
                LogRevertFailed(logger, operation.Kind, operation.Id, step.Name, failure.Detail);
                operation = await RecordAsync(operation, position, StepStates.RevertFailed, failure.Detail);
                var note = $"'{step.Name}' could not be undone: {failure.Detail}";
                return await MoveAsync(operation with { Note = note }, OperationStates.NeedsAttention);
            }

            if (result != StepResult.Nothing)
            {
                undone.Add($"{step.Name} ({result.Detail})");
                var before = operation.Steps[position];
                var detail = before.State == StepStates.Failed ? $"{before.Detail} Undone: {result.Detail}." : result.Detail;
                operation = await RecordAsync(operation, position, StepStates.Reverted, detail);
            }
        }

        return await MoveAsync(
            operation with { Note = undone.Count > 0 ? $"Undone: {string.Join(", ", undone)}." : null }, OperationStates.Failed);
    }

    private async Task<StepResult> TryAsync(
        Operation operation, IOperationStep step, string action, Func<IOperationStep, Task<StepResult>> act, CancellationToken cancellation)
    {
        using var activity = Traces.Begin($"{action} {step.Name}", (Tags.Step, step.Name), (Tags.StepAction, action));
        var result = await CatchAsync(operation, () => act(step), cancellation);
        if (result.Failure is { } failure)
        {
            activity.Fail(failure.Title);
            meter.StepFailed(operation.Kind, step.Name, action);
        }

        return result;
    }

    private async Task<StepResult> CatchAsync(Operation operation, Func<Task<StepResult>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (DriverException exception)
        {
            return StepResult.Failed(exception.Failure);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            LogBug(logger, exception, operation.Kind, operation.Id);
            return StepResult.Failed(Failure.Bug());
        }
    }

    private async Task<Operation> MoveAsync(Operation operation, string state)
    {
        if (!OperationStates.CanMove(operation.State, state))
        {
            throw new InvalidOperationException($"An operation that is {operation.State} cannot become {state}.");
        }

        operation = operation with { State = state, UpdatedAt = time.Now() };
        await store.SaveStateAsync(operation);
        feed.Publish(operation);
        LogMoved(logger, operation.Kind, operation.Id, state);
        return operation;
    }

    private async Task<Operation> RecordAsync(Operation operation, int position, string state, string? detail)
    {
        var before = operation.Steps[position];
        var now = time.Now();
        var step = before with
        {
            State = state,
            StartedAt = before.StartedAt ?? now,
            FinishedAt = state == StepStates.Running ? null : now,
            Detail = detail,
        };
        await store.SaveStepAsync(operation.Id, step);
        operation = operation with { Steps = [.. operation.Steps.Select(known => known.Position == position ? step : known)], UpdatedAt = now };
        feed.Publish(operation);
        return operation;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Operation {Kind} {OperationId} is {State}")]
    private static partial void LogMoved(ILogger logger, string kind, string operationId, string state);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} failed at {Step}: {Reason}")]
    private static partial void LogStepFailed(ILogger logger, string kind, string operationId, string step, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Operation {Kind} {OperationId} needs attention, {Step} is not undone: {Reason}")]
    private static partial void LogRevertFailed(ILogger logger, string kind, string operationId, string step, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "A bug in operation {Kind} {OperationId}")]
    private static partial void LogBug(ILogger logger, Exception exception, string kind, string operationId);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "{Count} operation(s) of a former run were left unfinished and are interrupted")]
    private static partial void LogInterrupted(ILogger logger, int count);
}
