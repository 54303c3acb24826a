using Microsoft.Extensions.Logging;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>How far an operation is, in one runner's hands: what is noted here is in the store first, and then told to everybody.</summary>
/// <param name="cut">Ends the waiting for a database that is away.</param>
internal sealed partial class OperationProgress(
    Operation operation, OperationStore store, OperationFeed feed, TimeProvider time, ValenceCoreOptions options, ILogger logger, CancellationToken cut)
{
    public Operation Operation { get; private set; } = operation;

    /// <param name="step">The step that led there, noted at once with it.</param>
    /// <param name="note">Null to keep the note.</param>
    /// <param name="error">Null to keep the error.</param>
    public async Task<Operation> MoveAsync(string state, StepRecord? step = null, string? note = null, Failure? error = null)
    {
        if (!OperationStates.CanMove(Operation.State, state))
        {
            throw new InvalidOperationException($"An operation that is {Operation.State} cannot become {state}.");
        }

        var now = time.Now();
        Operation = Operation with { State = state, Note = note ?? Operation.Note, Error = error ?? Operation.Error, DueAt = DueAt(state, now) };
        await SaveAsync(step, now);
        LogMoved(logger, Operation.Kind, Operation.Id, state);
        return Operation;
    }

    /// <summary>Begins again after a failure that is undone.</summary>
    public async Task StartOverAsync(string note)
    {
        var now = time.Now();
        Operation = Operation with
        {
            State = OperationStates.Running, Error = null, Note = note, UpdatedAt = now, DueAt = DueAt(OperationStates.Running, now),
            Steps = [.. Operation.Steps.Select(step => new StepRecord(step.Position, step.Name, StepStates.Pending, null, null, null))],
        };
        await DatabaseOutage.WaitOutAsync(() => store.StartOverAsync(Operation), cut);
        LogStartedOver(logger, Operation.Kind, Operation.Id, note);
        feed.Publish(Operation);
    }

    public Task RecordAsync(int position, string state, string? detail) => SaveAsync(StepOf(position, state, detail), time.Now());

    /// <summary>A step as it would be noted now.</summary>
    public StepRecord StepOf(int position, string state, string? detail)
    {
        var before = Operation.Steps[position];
        var now = time.Now();
        return before with
        {
            State = state,
            StartedAt = before.StartedAt ?? now,
            FinishedAt = state == StepStates.Running ? null : now,
            Detail = detail,
        };
    }

    private async Task SaveAsync(StepRecord? step, long now)
    {
        Operation = Operation with { UpdatedAt = now };
        if (step is not null)
        {
            Operation = Operation with { Steps = [.. Operation.Steps.Select(known => known.Position == step.Position ? step : known)] };
        }

        IReadOnlyList<string> others = [];
        await DatabaseOutage.WaitOutAsync(async () => others = await store.SaveAsync(Operation, step), cut);
        feed.Publish(Operation);
        foreach (var other in others)
        {
            feed.Publish((await store.FindAsync(other, CancellationToken.None)).Value);
        }
    }

    private long? DueAt(string state, long now) => state switch
    {
        OperationStates.Running => Operation.DeadlineAt,
        OperationStates.Reverting => now + (long)(options.Deadlines.Revert + options.Deadlines.Release).TotalMilliseconds,
        _ => null,
    };

    [LoggerMessage(EventId = 9, Level = LogLevel.Warning, Message = "Operation {Kind} {OperationId} begins again: {Note}")]
    private static partial void LogStartedOver(ILogger logger, string kind, string operationId, string note);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Operation {Kind} {OperationId} is {State}")]
    private static partial void LogMoved(ILogger logger, string kind, string operationId, string state);
}
