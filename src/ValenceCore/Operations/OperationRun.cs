using Microsoft.Extensions.Logging;
using ValenceCore.Failures;
using ValenceCore.Store;
using ValenceCore.Telemetry;

namespace ValenceCore.Operations;

/// <summary>One operation in one runner's hands: its steps forward, and back where one fails.</summary>
internal sealed partial class OperationRun : IDisposable
{
    private const string CancelledTitle = "Cancelled";

    /// <summary>How long a step may go on after the host was told to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly OperationPlan? plan;
    private readonly OperationProgress progress;
    private readonly TimeProvider time;
    private readonly ValenceCoreOptions options;
    private readonly CoreMeter meter;
    private readonly ILogger logger;
    private readonly CancellationToken stop;
    private readonly OperationData data;

    /// <summary>Cuts a step short: the host's patience is over.</summary>
    private readonly CancellationTokenSource cut = new();

    /// <summary>Ends the way forward: cut, or cancelled.</summary>
    private readonly CancellationTokenSource forward;

    private readonly CancellationTokenRegistration stopped;
    private volatile string? cancelledBy;

    public OperationRun(
        Operation operation, OperationPlan? plan, OperationStore store, OperationFeed feed, TimeProvider time, ValenceCoreOptions options,
        CoreMeter meter, ILogger logger, CancellationToken stop)
    {
        (this.plan, this.time) = (plan, time);
        (this.options, this.meter, this.logger, this.stop) = (options, meter, logger, stop);
        data = new OperationData(operation, store);
        stopped = stop.Register(() => cut.CancelAfter(Grace));
        forward = CancellationTokenSource.CreateLinkedTokenSource(cut.Token);
        cancelledBy = operation.CancelledBy;
        progress = new OperationProgress(operation, store, feed, time, options, logger, cut.Token);
    }

    private Operation Operation => progress.Operation;

    public async Task<Operation> ToEndAsync()
    {
        if (plan is null)
        {
            return await progress.MoveAsync(OperationStates.NeedsAttention, note:
                "It was begun by another version of this program, whose steps this one does not know. Start that version to finish it, or look at the subject and sort it out by hand.");
        }

        if (Operation.State == OperationStates.Pending)
        {
            await progress.MoveAsync(OperationStates.Running);
        }

        while (true)
        {
            if (Operation.State == OperationStates.Running)
            {
                if (await ForwardAsync(plan) is not { } failure)
                {
                    return await progress.MoveAsync(OperationStates.Succeeded);
                }

                if (Operation.State != OperationStates.Reverting)
                {
                    await progress.MoveAsync(OperationStates.Reverting, error: failure);
                }
            }

            if (await BackAsync(plan) is { } ended)
            {
                return ended;
            }
        }
    }

    /// <summary>Somebody wants it undone.</summary>
    public void Cancel(string by)
    {
        cancelledBy = by;
        try
        {
            forward.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose()
    {
        stopped.Dispose();
        forward.Dispose();
        cut.Dispose();
    }

    /// <summary>Goes on with the first step that is not done; null when all are.</summary>
    private async Task<Failure?> ForwardAsync(OperationPlan plan)
    {
        for (var position = 0; position < plan.Steps.Count; position++)
        {
            var before = Operation.Steps[position].State;
            if (before == StepStates.Succeeded)
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            if (Halted() is { } halted && before == StepStates.Pending)
            {
                return halted;
            }

            var step = plan.Steps[position];
            data.IsRepeated = before == StepStates.Running;
            if (!data.IsRepeated)
            {
                await progress.RecordAsync(position, StepStates.Running, null);
            }

            var result = await TryAsync(step, "execute", token => step.ExecuteAsync(data, token), forward.Token);
            if (result.Failure is { } failure)
            {
                failure = cancelledBy is null ? failure : Halted()!;
                LogStepFailed(logger, Operation.Kind, Operation.Id, step.Name, failure.Detail);
                await progress.MoveAsync(OperationStates.Reverting, progress.StepOf(position, StepStates.Failed, failure.Detail), error: failure);
                return failure;
            }

            await progress.RecordAsync(position, StepStates.Succeeded, result.Detail);
        }

        return null;
    }

    /// <summary>Undoes from the last step that was begun downwards, for a step that got no answer may have done its work.
    /// Stops at the first step that cannot be undone: what came before it still holds the claim on what is left. Null when it is begun again.</summary>
    private async Task<Operation?> BackAsync(OperationPlan plan)
    {
        var undone = Operation.Steps.Where(step => step.State == StepStates.Reverted).Reverse().Select(step => $"{step.Name} ({step.Detail})").ToList();
        for (var position = plan.Steps.Count - 1; position >= 0; position--)
        {
            var before = Operation.Steps[position];
            if (before.State is StepStates.Pending or StepStates.Reverted)
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            var step = plan.Steps[position];

            // Nobody noted whether a former runner had begun to undo it.
            data.IsRepeated = Operation.Fence > 1;
            var result = await UndoAsync(step);
            if (result.Failure is { } failure)
            {
                LogRevertFailed(logger, Operation.Kind, Operation.Id, step.Name, failure.Detail);
                return await progress.MoveAsync(
                    OperationStates.NeedsAttention, progress.StepOf(position, StepStates.RevertFailed, failure.Detail),
                    $"'{step.Name}' could not be undone: {failure.Detail} When that is mended, have it tried again.");
            }

            if (result != StepResult.Nothing)
            {
                var detail = before.State == StepStates.Failed ? $"{before.Detail} Undone: {result.Detail}." : result.Detail;
                undone.Add($"{step.Name} ({result.Detail})");
                await progress.RecordAsync(position, StepStates.Reverted, detail);
            }
        }

        if (Halted() is null && plan.Attempts?.Next(Operation) is { } beginning)
        {
            var attempts = Attempts.With(Operation, time.Now());
            var failed = Operation.Error?.Detail;
            Operation.Data.Clear();
            foreach (var (key, value) in beginning)
            {
                Operation.Data[key] = value?.DeepClone();
            }

            Operation.Data[Attempts.Key] = attempts;
            await progress.StartOverAsync($"Attempt {attempts.Count + 1}, after: {failed}");
            return null;
        }

        return await progress.MoveAsync(
            Operation.Error?.Title == CancelledTitle ? OperationStates.Cancelled : OperationStates.Failed,
            note: undone.Count > 0 ? $"Undone: {string.Join(", ", undone)}." : null);
    }

    /// <summary>Tries again for a while when the other side is away or busy: a pod that is dark for a minute is no work for a person.</summary>
    private async Task<StepResult> UndoAsync(IOperationStep step)
    {
        var waited = TimeSpan.Zero;
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var result = await TryAsync(step, "revert", token => step.RevertAsync(data, token), cut.Token);
            if (result.Failure is not { Status: 409 or 502 or 503 or 504 } || (waited += pause) > options.Deadlines.Revert)
            {
                return result;
            }

            await Task.Delay(pause, time, cut.Token);
        }
    }

    private async Task<StepResult> TryAsync(
        IOperationStep step, string action, Func<CancellationToken, Task<StepResult>> act, CancellationToken cancellation)
    {
        using var activity = Traces.Begin($"{action} {step.Name}", (Tags.Step, step.Name), (Tags.StepAction, action));
        var result = await CatchAsync(act, cancellation);
        if (result.Failure is { } failure)
        {
            activity.Fail(failure.Title);
            meter.StepFailed(Operation.Kind, step.Name, action);
        }

        return result;
    }

    private async Task<StepResult> CatchAsync(Func<CancellationToken, Task<StepResult>> act, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await act(cancellation);
            }
            catch (DriverException exception)
            {
                cut.Token.ThrowIfCancellationRequested();
                return StepResult.Failed(exception.Failure);
            }
            catch (OperationCanceledException) when (cut.IsCancellationRequested)
            {
                throw;
            }
            catch (OperationCanceledException) when (Halted() is { } halted)
            {
                return StepResult.Failed(halted);
            }
            catch (FenceLostException)
            {
                throw;
            }
            catch (Exception exception) when (Database.IsPassing(exception))
            {
                // The step is begun anew when the database is back: what it did and could not write down, it finds.
                LogDatabaseAway(logger, Operation.Kind, Operation.Id, exception.Message);
                data.IsRepeated = true;
                await DatabaseOutage.PauseAsync(cut.Token);
            }
            catch (Exception exception)
            {
                LogBug(logger, exception, Operation.Kind, Operation.Id);
                return StepResult.Failed(Failure.Bug());
            }
        }
    }

    /// <summary>Why there is no way forward; null while there is one. The deadline is looked at between steps, for each has deadlines of its
    /// own.</summary>
    private Failure? Halted() =>
        cancelledBy is { } by
            ? new Failure(409, "Conflict", CancelledTitle, $"The operation was cancelled by {by}.")
            : Operation.DeadlineAt <= time.Now()
                ? new Failure(
                    504, "Gateway Timeout", "Too late",
                    $"The operation did not come to its end within {options.Deadlines.Operation} and was given up.") { Fault = Fault.Service }
                : null;

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} failed at {Step}: {Reason}")]
    private static partial void LogStepFailed(ILogger logger, string kind, string operationId, string step, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Operation {Kind} {OperationId} needs attention, {Step} is not undone: {Reason}")]
    private static partial void LogRevertFailed(ILogger logger, string kind, string operationId, string step, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "A bug in operation {Kind} {OperationId}")]
    private static partial void LogBug(ILogger logger, Exception exception, string kind, string operationId);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} waits for the database: {Reason}")]
    private static partial void LogDatabaseAway(ILogger logger, string kind, string operationId, string reason);
}
