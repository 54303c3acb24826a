using System.Text.Json;
using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>An operation whose members are the creations of several instances. It is only rows: whoever carries out a member counts it, in the
/// transaction in which the member ends, and undoes the others when too few can succeed.</summary>
internal sealed class InstanceBatches(InstanceDeletions deletions, TimeProvider time)
{
    /// <summary>Counts a member that has ended.</summary>
    /// <returns>The batch, and what had to be begun or called off for its sake.</returns>
    public async Task<IReadOnlyList<string>> CountAsync(OperationStore store, DatabaseSession session, Operation ended)
    {
        // The row is the lock: of two members that end at once the second sees the first.
        if (ended.ParentId is not { } id
            || await session.ExecuteAsync(
                "UPDATE operations SET updated_at = @Now WHERE id = @id AND state = @Running", new { id, OperationStates.Running, Now = time.Now() }) == 0
            || await OperationStore.FindAsync(session, id) is not { } batch)
        {
            return [];
        }

        var members = await MembersAsync(session, id);
        var others = new List<string> { id };
        var (total, failed) = (members.Count(one => one.Kind == InstanceKinds.Create), members.Count(one => one is { Kind: InstanceKinds.Create, HasFailed: true }));
        if (batch.Data[InstanceKeys.GivenUp] is null && total - failed < (int)batch.Input[InstanceKeys.AtLeast]!)
        {
            others.AddRange(await GiveUpAsync(store, session, batch, $"the batch, of which {failed} failed"));
            batch = (await OperationStore.FindAsync(session, id))!;
            members = await MembersAsync(session, id);
        }

        await WriteAsync(session, batch, members);
        return others;
    }

    /// <summary>Calls off the members that are under way, and has those deleted that had succeeded.</summary>
    public async Task<IReadOnlyList<string>> GiveUpAsync(OperationStore store, DatabaseSession session, Operation batch, string by)
    {
        var others = new List<string>();
        batch.Data[InstanceKeys.GivenUp] = by;
        await session.ExecuteAsync("UPDATE operations SET data = @Data WHERE id = @Id", new { batch.Id, Data = batch.Data.ToJsonString() });
        foreach (var member in await MembersAsync(session, batch.Id))
        {
            if (!member.IsFinished)
            {
                others.AddRange(await store.CancelAsync(session, member.Id, by));
            }
            else if (member is { Kind: InstanceKinds.Create, State: OperationStates.Succeeded }
                && await InstanceStore.FindAsync(session, InstanceKinds.UuidOf(member.Subject)) is { } instance
                && await deletions.TryBeginAsync(store, session, instance, batch.Id) is { } begun)
            {
                others.Add(begun);
            }
        }

        return others;
    }

    private static async Task<IReadOnlyList<Member>> MembersAsync(DatabaseSession session, string id) =>
        await session.QueryAsync<Member>("SELECT id, kind, subject, state FROM operations WHERE parent_id = @id ORDER BY number", new { id });

    private async Task WriteAsync(DatabaseSession session, Operation batch, IReadOnlyList<Member> members)
    {
        var creations = members.Where(one => one.Kind == InstanceKinds.Create).ToList();
        var succeeded = creations.Count(one => one.State == OperationStates.Succeeded);
        (batch.Data[MembersJson.SucceededKey], batch.Data[MembersJson.FailedKey]) = (succeeded, creations.Count(one => one.HasFailed));
        var isOver = members.All(one => one.IsFinished);
        var givenUp = (string?)batch.Data[InstanceKeys.GivenUp];
        var state = !isOver ? batch.State : givenUp is null ? OperationStates.Succeeded : batch.CancelledBy is null ? OperationStates.Failed : OperationStates.Cancelled;
        var left = isOver && givenUp is not null ? await LeftAsync(session, batch.Id) : 0;
        var ended = batch with
        {
            State = state, UpdatedAt = time.Now(), DueAt = isOver ? null : batch.DueAt,
            Note = isOver ? $"{succeeded} of {creations.Count} instances came to be{(givenUp is null ? "" : left == 0 ? "; all of them are undone" : $"; {left} could not be undone and still have machines, see GET /v1/instances?batch_id={batch.Id}")}." : batch.Note,
            Error = state == OperationStates.Failed ? await FirstErrorAsync(session, creations) : batch.Error,
        };
        await session.ExecuteAsync(
            "UPDATE operations SET state = @State, data = @Data, error = @Error, note = @Note, due_at = @DueAt, updated_at = @UpdatedAt WHERE id = @Id", ended);
        if (isOver)
        {
            await session.ExecuteAsync("DELETE FROM operation_claims WHERE operation_id = @Id", new { ended.Id });
        }
    }

    /// <summary>How many still have a machine.</summary>
    private static Task<long> LeftAsync(DatabaseSession session, string id) =>
        session.SingleAsync<long>("SELECT COUNT(*) FROM instances WHERE batch_id = @id AND ironic_uuid IS NOT NULL", new { id });

    private static async Task<Failure?> FirstErrorAsync(DatabaseSession session, IReadOnlyList<Member> creations)
    {
        // One that was called off and could not be undone is a consequence, not the reason.
        foreach (var member in creations.Where(one => one.State is OperationStates.Failed or OperationStates.NeedsAttention)
            .OrderBy(one => one.State == OperationStates.NeedsAttention))
        {
            var error = await session.SingleAsync<string?>("SELECT error FROM operations WHERE id = @Id", new { member.Id });
            if (error is not null)
            {
                return JsonSerializer.Deserialize(error, OperationJsonContext.Default.Failure);
            }
        }

        return null;
    }

    private sealed class Member
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string State { get; init; } = "";

        public bool IsFinished => OperationStates.IsFinal(State);

        public bool HasFailed => IsFinished && State != OperationStates.Succeeded;
    }
}
