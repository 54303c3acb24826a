using System.Data.Common;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>The rows of operations, their steps and their claims. What a runner writes needs the fence that it got with the operation.</summary>
internal sealed class OperationStore(Database database, TimeProvider time, IOptions<ValenceCoreOptions> options) : IFindOperations
{
    private const string Unfinished = OperationStates.UnfinishedSql;

    /// <summary>Filters of the list; each is a column.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["actor", "kind", "state", "subject"];

    private static readonly ListedTable Listed = new(
        "operations", OperationColumns.All, ListedColumn.Text("id"),
        [
            ListedColumn.Text("id"), .. FilterNames.Select(ListedColumn.Text), ListedColumn.Text("note"), ListedColumn.Text("trace_id"), ListedColumn.Text("request_id"),
            ListedColumn.Text("runner"), ListedColumn.Text("cancelled_by"), ListedColumn.Number("created_at", "created_at"),
            ListedColumn.Number("updated_at", "updated_at"), ListedColumn.Number("deadline_at", "deadline_at"), ListedColumn.Number("due_at", "due_at"),
        ]);

    static OperationStore() => OperationColumns.TellDapper();

    /// <summary>Stores a new operation with its steps and its claims, or 409 when another operation holds one of them.</summary>
    /// <param name="alsoClaimed">Subjects besides its own, e.g. the device that a node is to get.</param>
    public async Task<Outcome<Operation>> AddAsync(
        Operation operation, IReadOnlyList<string> steps, IReadOnlyList<string> alsoClaimed, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        try
        {
            operation = operation with { Number = await session.NextAsync("operations") };
            await session.ExecuteAsync(OperationColumns.Insert, operation);
            for (var position = 0; position < steps.Count; position++)
            {
                await session.ExecuteAsync(
                    "INSERT INTO operation_steps (operation_id, position, name, state) VALUES (@Id, @position, @Name, @State)",
                    new { operation.Id, position, Name = steps[position], State = StepStates.Pending });
            }

            foreach (var subject in alsoClaimed.Prepend(operation.Subject))
            {
                await ClaimAsync(session, subject, operation.Id);
            }

            await TellAsync(session, operation.Id);
            await session.CommitAsync();
            return operation with
            {
                Steps = [.. steps.Select((name, position) => new StepRecord(position, name, StepStates.Pending, null, null, null))],
            };
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            var claimed = alsoClaimed.Count == 0 ? operation.Subject : $"{operation.Subject} or {string.Join(", ", alsoClaimed)}";
            return Failure.Conflict($"Another operation is under way on {claimed}; see GET /v1/operations.");
        }
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
    public async Task SaveAsync(Operation operation, StepRecord? step = null)
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

        await TellAsync(session, operation.Id);
        await session.CommitAsync();
    }

    /// <summary>Notes that somebody wants it undone; false when it is over already.</summary>
    public async Task<bool> CancelAsync(string id, string by, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var noted = await session.ExecuteAsync(
            $"UPDATE operations SET cancelled_by = @by WHERE id = @id AND cancelled_by IS NULL AND state IN ({Unfinished})", new { id, by });
        await TellAsync(session, id);
        await session.CommitAsync();
        return noted == 1;
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

        await TellAsync(session, operation.Id);
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
        return (await session.QueryAsync<string>("SELECT id FROM operations WHERE request_id = @requestId ORDER BY number LIMIT 1", new { requestId })).FirstOrDefault();
    }

    /// <summary>Those that a runner has or should have, oldest first.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.QueryAsync<string>($"SELECT id FROM operations WHERE state IN ({Unfinished}) ORDER BY number");
    }

    /// <summary>The operation of which another replica tells; null for what this one said itself.</summary>
    public string? ReadNews(string news) =>
        news.Split('/', 2) is [var id, var teller] && teller != options.Value.Replica ? id : null;

    private Task TellAsync(DatabaseSession session, string id) => session.TellAsync($"{id}/{options.Value.Replica}");

    private static Task<int> ClaimAsync(DatabaseSession session, string subject, string id) => session.ExecuteAsync(
        "INSERT INTO operation_claims (subject, operation_id) VALUES (@subject, @id)", new { subject, id });

    private static async Task<Operation?> FindAsync(DatabaseSession session, string id)
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
