using System.Data.Common;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>The rows of operations, their steps and their claims. What a runner writes needs the fence that it got with the operation.</summary>
internal sealed class OperationStore(
    Database database, TimeProvider time, IOptions<ValenceCoreOptions> options, IEnumerable<IFollowOperations> followers) : IFindOperations
{
    private const string Unfinished = OperationStates.UnfinishedSql;

    /// <summary>Filters of the list; each is a column.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["actor", "kind", "parent_id", "state", "subject"];

    private static readonly ListedTable Listed = new(
        "operations", OperationColumns.All, ListedColumn.Text("id"),
        [
            ListedColumn.Text("id"), .. FilterNames.Select(ListedColumn.Text), ListedColumn.Text("note"), ListedColumn.Text("trace_id"), ListedColumn.Text("request_id"),
            ListedColumn.Text("runner"), ListedColumn.Text("cancelled_by"), ListedColumn.Number("created_at", "created_at"),
            ListedColumn.Number("updated_at", "updated_at"), ListedColumn.Number("deadline_at", "deadline_at"), ListedColumn.Number("due_at", "due_at"),
        ]);

    static OperationStore() => OperationColumns.TellDapper();

    /// <summary>Stores new operations with their steps and claims, all or none; 409 when another operation holds one of the claims.</summary>
    /// <param name="also">What is written with them, or refuses them; after the numbers are drawn, so that one after another gets here.</param>
    public async Task<Outcome<IReadOnlyList<Operation>>> AddAsync(
        IReadOnlyList<NewOperation> wanted, WithOperations? also, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        try
        {
            var added = new List<Operation>();
            foreach (var one in wanted)
            {
                added.Add(await InsertAsync(session, one));
            }

            if (also is not null && await also(session) is { } refused)
            {
                return refused;
            }

            foreach (var operation in added)
            {
                await FollowAsync(session, operation);
            }

            await session.CommitAsync();
            return added;
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            var claimed = string.Join(" or ", wanted.SelectMany(one => one.AlsoClaimed.Prepend(one.Operation.Subject)));
            return Failure.Conflict($"Another operation is under way on {claimed}; see GET /v1/operations.");
        }
    }

    /// <summary>Stores one more within a transaction that is under way; false, and nothing is changed, when one of its claims is held.</summary>
    public async Task<bool> TryAddAsync(DatabaseSession session, NewOperation wanted)
    {
        var subjects = wanted.AlsoClaimed.Prepend(wanted.Operation.Subject).ToList();
        if ((await session.QueryAmongAsync<string>(among => $"SELECT operation_id FROM operation_claims WHERE subject IN ({among})", subjects)).Count > 0)
        {
            return false;
        }

        await FollowAsync(session, await InsertAsync(session, wanted));
        return true;
    }

    /// <summary>Takes an operation on, and with it the right to write: whoever had it before has that right no longer. Null when there is
    /// nothing left to do.</summary>
    public async Task<Operation?> TakeAsync(string id, string runner, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var taken = await session.ExecuteAsync(
            $"UPDATE operations SET fence = fence + 1, runner = @runner WHERE id = @id AND state IN ({Unfinished})", new { id, runner });
        var operation = taken == 1 ? await FindAsync(session, id) : null;
        await session.CommitAsync();
        return operation;
    }

    public async Task SaveDataAsync(Operation operation)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(
            "UPDATE operations SET data = @Data, updated_at = @Now WHERE id = @Id",
            new { operation.Id, Data = operation.Data.ToJsonString(), Now = time.Now() });
    }

    /// <summary>Stores state, data, error and note, and the step that led there, at once; gives the claims up when the operation is over.</summary>
    /// <returns>Other operations that were begun or changed with it.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(Operation operation, StepRecord? step = null)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.BeginAsync();
        await session.ExecuteAsync(
            """
            UPDATE operations SET state = @State, data = @Data, error = @Error, note = @Note, due_at = @DueAt, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            operation);
        if (step is not null)
        {
            await session.ExecuteAsync(
                """
                UPDATE operation_steps SET state = @State, started_at = @StartedAt, finished_at = @FinishedAt, detail = @Detail
                WHERE operation_id = @Id AND position = @Position
                """,
                new { operation.Id, step.Position, step.State, step.StartedAt, step.FinishedAt, step.Detail });
        }

        if (operation.IsFinished)
        {
            await session.ExecuteAsync("DELETE FROM operation_claims WHERE operation_id = @Id", new { operation.Id });
        }

        var others = await FollowAsync(session, operation);
        await session.CommitAsync();
        return others;
    }

    /// <summary>Begins an operation again whose failure is undone: every step is ahead of it as on the first day.</summary>
    public async Task StartOverAsync(Operation operation)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.BeginAsync();
        await session.ExecuteAsync(
            """
            UPDATE operations SET state = @State, data = @Data, error = NULL, note = @Note, due_at = @DueAt, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            new { operation.Id, operation.State, Data = operation.Data.ToJsonString(), operation.Note, operation.DueAt, operation.UpdatedAt });
        await session.ExecuteAsync(
            "UPDATE operation_steps SET state = @Pending, started_at = NULL, finished_at = NULL, detail = NULL WHERE operation_id = @Id",
            new { StepStates.Pending, operation.Id });
        await FollowAsync(session, operation);
        await session.CommitAsync();
    }

    /// <summary>Notes that somebody wants it undone; what was changed by that, and nothing when it is over already.</summary>
    public async Task<IReadOnlyList<string>> CancelAsync(string id, string by, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var changed = await CancelAsync(session, id, by);
        await session.CommitAsync();
        return changed;
    }

    /// <summary>The same within a transaction that is under way.</summary>
    public async Task<IReadOnlyList<string>> CancelAsync(DatabaseSession session, string id, string by)
    {
        var noted = await session.ExecuteAsync(
            $"UPDATE operations SET cancelled_by = @by WHERE id = @id AND cancelled_by IS NULL AND state IN ({Unfinished})", new { id, by });
        return noted == 0 ? [] : [id, .. await FollowAsync(session, (await FindAsync(session, id))!)];
    }

    /// <summary>Has an operation that needs attention go on with its undoing; 409 when it does not, or somebody else is at its subject.</summary>
    public async Task<Outcome<Done>> ReopenAsync(Operation operation, long dueAt, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var moved = await session.ExecuteAsync(
            "UPDATE operations SET state = @Reverting, note = NULL, due_at = @dueAt, updated_at = @Now WHERE id = @Id AND state = @NeedsAttention",
            new { OperationStates.Reverting, OperationStates.NeedsAttention, operation.Id, dueAt, Now = time.Now() });
        if (moved == 0)
        {
            return Failure.Conflict($"The operation '{operation.Id}' does not need attention any more; read it again.");
        }

        try
        {
            await ClaimAsync(session, operation.Subject, operation.Id);
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Failure.Conflict($"Another operation is under way on {operation.Subject}; see GET /v1/operations.");
        }

        await FollowAsync(session, operation with { State = OperationStates.Reverting, Note = null, DueAt = dueAt });
        await session.CommitAsync();
        return Done.Value;
    }

    /// <summary>The newest first unless another order is wanted. Null when no operation has the marker.</summary>
    /// <param name="wish">Filters by names out of <see cref="FilterNames"/>.</param>
    public async Task<Page<Operation>?> ListAsync(PageWish wish, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        if (await Listed.ReadAsync<Operation>(session, wish) is not { } page)
        {
            return null;
        }

        var steps = (await session.QueryAmongAsync<StepRow>(
            among => $"SELECT * FROM operation_steps WHERE operation_id IN ({among}) ORDER BY operation_id, position", [.. page.Rows.Select(one => one.Id)]))
            .ToLookup(step => step.OperationId, step => step.ToStep());
        return page with { Rows = [.. page.Rows.Select(one => one with { Steps = [.. steps[one.Id]] })] };
    }

    public async Task<Outcome<Operation>> FindAsync(string id, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await FindAsync(session, id) is { } operation ? operation : Failure.NotFound("operation", id);
    }

    public async Task<string?> OfRequestAsync(string requestId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.SingleAsync<string>("SELECT id FROM operations WHERE request_id = @requestId ORDER BY number LIMIT 1", new { requestId });
    }

    /// <summary>Those that a runner has or should have, oldest first. What has no steps of its own is carried out by its members.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.QueryAsync<string>(
            $"SELECT id FROM operations WHERE state IN ({Unfinished}) AND EXISTS (SELECT 1 FROM operation_steps WHERE operation_id = operations.id) ORDER BY number");
    }

    /// <summary>The operation of which another replica tells; null for what this one said itself.</summary>
    public string? ReadNews(string news) =>
        news.Split('/', 2) is [var id, var teller] && teller != options.Value.Replica ? id : null;

    private static async Task<Operation> InsertAsync(DatabaseSession session, NewOperation wanted)
    {
        var operation = wanted.Operation with { Number = await session.NextAsync("operations") };
        await session.ExecuteAsync(OperationColumns.Insert, operation);
        for (var position = 0; position < wanted.Steps.Count; position++)
        {
            await session.ExecuteAsync(
                "INSERT INTO operation_steps (operation_id, position, name, state) VALUES (@Id, @position, @Name, @State)",
                new { operation.Id, position, Name = wanted.Steps[position], State = StepStates.Pending });
        }

        foreach (var subject in wanted.AlsoClaimed.Prepend(operation.Subject))
        {
            await ClaimAsync(session, subject, operation.Id);
        }

        return operation with
        {
            Steps = [.. wanted.Steps.Select((name, position) => new StepRecord(position, name, StepStates.Pending, null, null, null))],
        };
    }

    /// <summary>Tells other replicas of a change, and has the rows follow that depend on it.</summary>
    private async Task<IReadOnlyList<string>> FollowAsync(DatabaseSession session, Operation operation)
    {
        await TellAsync(session, operation.Id);
        var others = new List<string>();
        foreach (var follower in followers.Where(one => one.Follows(operation.Subject)))
        {
            others.AddRange(await follower.FollowAsync(this, session, operation));
        }

        foreach (var other in others)
        {
            await TellAsync(session, other);
        }

        return others;
    }

    private Task TellAsync(DatabaseSession session, string id) => session.TellAsync($"{id}/{options.Value.Replica}");

    private static Task<int> ClaimAsync(DatabaseSession session, string subject, string id) => session.ExecuteAsync(
        "INSERT INTO operation_claims (subject, operation_id) VALUES (@subject, @id)", new { subject, id });

    /// <summary>The operation as a transaction sees it; null when there is none.</summary>
    public static async Task<Operation?> FindAsync(DatabaseSession session, string id)
    {
        var found = await session.SingleAsync<Operation>($"SELECT {OperationColumns.All} FROM operations WHERE id = @id", new { id });
        return found is null ? null : found with
        {
            Steps = [.. (await session.QueryAsync<StepRow>(
                "SELECT * FROM operation_steps WHERE operation_id = @id ORDER BY position", new { id })).Select(step => step.ToStep())],
        };
    }

    /// <summary>A step as its table keeps it.</summary>
    private sealed class StepRow
    {
        public string OperationId { get; init; } = "";

        public long Position { get; init; }

        public string Name { get; init; } = "";

        public string State { get; init; } = "";

        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? Detail { get; init; }

        public StepRecord ToStep() => new((int)Position, Name, State, StartedAt, FinishedAt, Detail);
    }
}
