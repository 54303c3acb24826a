using System.Text.Json;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Registration;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>Moves instances with their operations: state, step and fault are in the transaction that moves the operation. It also sees to what follows from
/// the end of an operation: a deletion that was wanted meanwhile, and the batch that the instance is of.</summary>
internal sealed class InstanceLedger(InstanceBatches batches, InstanceDeletions deletions, TimeProvider time) : IFollowOperations
{
    public bool Follows(string subject) => InstanceKinds.IsOurs(subject);

    public async Task<IReadOnlyList<string>> FollowAsync(OperationStore store, DatabaseSession session, Operation operation)
    {
        if (operation.Kind == InstanceKinds.Batch)
        {
            return operation is { CancelledBy: { } by, IsFinished: false } ? await batches.GiveUpAsync(store, session, operation, by) : [];
        }

        var others = new List<string>();
        await WriteAsync(session, operation);
        if (operation.IsFinished)
        {
            others.AddRange(await deletions.FollowAsync(store, session, operation));
            others.AddRange(await batches.CountAsync(store, session, operation));
        }

        return others;
    }

    private Task WriteAsync(DatabaseSession session, Operation operation) => operation.Kind switch
    {
        InstanceKinds.Create => WriteCreateAsync(session, operation),
        InstanceKinds.Delete => operation.State == OperationStates.Succeeded
            ? session.ExecuteAsync("DELETE FROM instances WHERE uuid = @Uuid", new { Uuid = InstanceKinds.UuidOf(operation.Subject) })
            : MoveAsync(session, operation, operation.IsFinished ? InstanceStates.Error : InstanceStates.Deleting),
        InstanceKinds.Rebuild => MoveAsync(session, operation, operation switch
        {
            { IsFinished: false } => InstanceStates.Rebuilding,
            { State: OperationStates.Succeeded } => InstanceStates.Active,
            _ => InstanceStates.Error,
        }),
        InstanceKinds.Power => WritePowerAsync(session, operation),
        _ => Task.CompletedTask,
    };

    private async Task WriteCreateAsync(DatabaseSession session, Operation operation)
    {
        // What is undone is not there any more; what could not be undone is.
        var isGone = operation.State is OperationStates.Failed or OperationStates.Cancelled;
        var composed = isGone ? null : (string?)operation.Data[InstanceKeys.Composed];
        await session.ExecuteAsync(
            "UPDATE instances SET composed = @Composed, node_uuid = @Node, ironic_uuid = @Ironic WHERE uuid = @Uuid",
            new
            {
                Uuid = InstanceKinds.UuidOf(operation.Subject),
                Composed = composed is null ? (long?)null : composed == InstanceKeys.Yes ? 1 : 0,
                Node = composed == InstanceKeys.Yes ? (string?)operation.Input[ComposeKeys.NodeId] : null,
                Ironic = isGone ? null : (string?)operation.Data[RegistrationKeys.IronicUuid],
            });
        await MoveAsync(
            session, operation,
            operation switch
            {
                { IsFinished: false } => InstanceStates.Building,
                { State: OperationStates.Succeeded } => InstanceStates.Active,
                _ => InstanceStates.Error,
            },
            operation.State == OperationStates.Succeeded ? "power on" : null);
    }

    private Task WritePowerAsync(DatabaseSession session, Operation operation)
    {
        var verb = InstanceStates.PowerTargets[(string)operation.Input[InstanceKeys.Target]!];
        return operation switch
        {
            { IsFinished: false } => MoveAsync(session, operation, verb.Meanwhile),
            { State: OperationStates.Succeeded } => MoveAsync(session, operation, verb.Goal, verb.Power),
            _ => MoveAsync(session, operation, (string)operation.Input[InstanceKeys.From]!),
        };
    }

    /// <param name="power">Null to keep what is known.</param>
    private Task<int> MoveAsync(DatabaseSession session, Operation operation, string state, string? power = null)
    {
        var now = time.Now();
        var fault = operation.IsFinished && operation.State != OperationStates.Succeeded ? operation.Answer() : null;
        return session.ExecuteAsync(
            """
            UPDATE instances SET state = @state, step = @Step, fault = @Fault, operation_id = @Id, updated_at = @now,
                power_state = COALESCE(@power, power_state), launched_at = COALESCE(launched_at, @Launched)
            WHERE uuid = @Uuid
            """,
            new
            {
                Uuid = InstanceKinds.UuidOf(operation.Subject), operation.Id, state, power, now, Step = StepOf(operation),
                Fault = fault is null ? null : JsonSerializer.Serialize(fault, OperationJsonContext.Default.Failure),
                Launched = state == InstanceStates.Active ? now : (long?)null,
            });
    }

    private static string? StepOf(Operation operation)
    {
        if (operation.IsFinished)
        {
            return null;
        }

        if (operation.State != OperationStates.Reverting)
        {
            return (operation.Steps.FirstOrDefault(step => step.State != StepStates.Succeeded) ?? operation.Steps[^1]).Name;
        }

        var next = operation.Steps.LastOrDefault(step => step.State is StepStates.Succeeded or StepStates.Failed or StepStates.Running or StepStates.RevertFailed);
        return $"undo {(next ?? operation.Steps[0]).Name}";
    }
}
