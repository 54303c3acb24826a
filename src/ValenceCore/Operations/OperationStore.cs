using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>The rows of operations, their steps and their claims.</summary>
internal sealed class OperationStore(Database database, TimeProvider time)
{
    private const string Columns = "id, number, kind, subject, state, input, data, error, note, trace_id, created_at, updated_at";

    /// <summary>Filters of the list; each is a column.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["kind", "state", "subject"];

    /// <summary>Stores a new operation with its steps and its claim on the subject, or 409 when another operation holds the claim.</summary>
    public async Task<Outcome<Operation>> AddAsync(Operation operation, IReadOnlyList<string> steps, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        try
        {
            await session.ExecuteAsync(
                """
                INSERT INTO operations (id, number, kind, subject, state, input, data, trace_id, created_at, updated_at)
                SELECT @Id, COALESCE(MAX(number), 0) + 1, @Kind, @Subject, @State, @Input, @Data, @TraceId, @CreatedAt, @UpdatedAt FROM operations
                """,
                Row.Of(operation));
            for (var position = 0; position < steps.Count; position++)
            {
                await session.ExecuteAsync(
                    "INSERT INTO operation_steps (operation_id, position, name, state) VALUES (@Id, @position, @Name, @State)",
                    new { operation.Id, position, Name = steps[position], State = StepStates.Pending });
            }

            await session.ExecuteAsync(
                "INSERT INTO operation_claims (subject, operation_id) VALUES (@Subject, @Id)", new { operation.Subject, operation.Id });
            await session.CommitAsync();
            return operation with
            {
                Steps = [.. steps.Select((name, position) => new StepRecord(position, name, StepStates.Pending, null, null, null))],
            };
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Failure.Conflict($"Another operation is under way on {operation.Subject}; see GET /v1/operations.");
        }
    }

    public async Task SaveDataAsync(Operation operation)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(
            "UPDATE operations SET data = @Data, updated_at = @Now WHERE id = @Id",
            new { operation.Id, Data = operation.Data.ToJsonString(), Now = time.Now() });
    }

    /// <summary>Stores state, error and note; gives the claim up when the operation is over.</summary>
    public async Task SaveStateAsync(Operation operation)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.BeginAsync();
        await session.ExecuteAsync(
            "UPDATE operations SET state = @State, data = @Data, error = @Error, note = @Note, updated_at = @UpdatedAt WHERE id = @Id",
            Row.Of(operation));
        if (operation.IsFinished)
        {
            await session.ExecuteAsync("DELETE FROM operation_claims WHERE operation_id = @Id", new { operation.Id });
        }

        await session.CommitAsync();
    }

    public async Task SaveStepAsync(string operationId, StepRecord step)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(
            """
            UPDATE operation_steps SET state = @State, started_at = @StartedAt, finished_at = @FinishedAt, detail = @Detail
            WHERE operation_id = @operationId AND position = @Position
            """,
            new { operationId, step.Position, step.State, step.StartedAt, step.FinishedAt, step.Detail });
    }

    /// <summary>The newest operations first, those that match all filters.</summary>
    /// <param name="filters">By names out of <see cref="FilterNames"/>.</param>
    public async Task<IReadOnlyList<Operation>> ListAsync(IReadOnlyDictionary<string, string> filters, CancellationToken cancellation)
    {
        var where = filters.Count == 0 ? "" : $"WHERE {string.Join(" AND ", filters.Keys.Select(name => $"{name} = @{name}"))}";
        var values = filters.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>($"SELECT {Columns} FROM operations {where} ORDER BY number DESC", values);
        var steps = await session.QueryAsync<StepRow>(
            $"SELECT * FROM operation_steps WHERE operation_id IN (SELECT id FROM operations {where}) ORDER BY operation_id, position", values);
        var byOperation = steps.ToLookup(step => step.OperationId);
        return [.. rows.Select(row => row.ToOperation(byOperation[row.Id]))];
    }

    public async Task<Outcome<Operation>> FindAsync(string id, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<Row>($"SELECT {Columns} FROM operations WHERE id = @id", new { id });
        if (row is null)
        {
            return Failure.NotFound("operation", id);
        }

        return row.ToOperation(await session.QueryAsync<StepRow>(
            "SELECT * FROM operation_steps WHERE operation_id = @id ORDER BY position", new { id }));
    }

    /// <summary>Marks what a former process left unfinished, and frees its claims so that a person can act.</summary>
    public async Task<int> MarkInterruptedAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var count = await session.ExecuteAsync(
            """
            UPDATE operations SET state = @Interrupted, note = @Note, updated_at = @Now
            WHERE state IN (@Pending, @Running, @Reverting)
            """,
            new
            {
                OperationStates.Interrupted,
                OperationStates.Pending,
                OperationStates.Running,
                OperationStates.Reverting,
                Note = "The service ended while this was under way; nothing was undone. Look at the steps and at the subject.",
                Now = time.Now(),
            });
        await session.ExecuteAsync("DELETE FROM operation_claims");
        await session.CommitAsync();
        return count;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public long Number { get; init; }

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string State { get; init; } = "";

        public string Input { get; init; } = "";

        public string Data { get; init; } = "";

        public string? Error { get; init; }

        public string? Note { get; init; }

        public string? TraceId { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public static Row Of(Operation operation) => new()
        {
            Id = operation.Id,
            Kind = operation.Kind,
            Subject = operation.Subject,
            State = operation.State,
            Input = operation.Input.ToJsonString(),
            Data = operation.Data.ToJsonString(),
            Error = operation.Error is null
                ? null
                : JsonSerializer.Serialize(operation.Error, OperationJsonContext.Default.Failure),
            Note = operation.Note,
            TraceId = operation.TraceId,
            CreatedAt = operation.CreatedAt,
            UpdatedAt = operation.UpdatedAt,
        };

        public Operation ToOperation(IEnumerable<StepRow> steps) => new()
        {
            Id = Id,
            Number = Number,
            Kind = Kind,
            Subject = Subject,
            State = State,
            Input = (JsonObject)JsonNode.Parse(Input)!,
            Data = (JsonObject)JsonNode.Parse(Data)!,
            Error = Error is null ? null : JsonSerializer.Deserialize(Error, OperationJsonContext.Default.Failure),
            Note = Note,
            TraceId = TraceId,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Steps = [.. steps.Select(step =>
                new StepRecord((int)step.Position, step.Name, step.State, step.StartedAt, step.FinishedAt, step.Detail))],
        };
    }

    private sealed class StepRow
    {
        public string OperationId { get; init; } = "";

        public long Position { get; init; }

        public string Name { get; init; } = "";

        public string State { get; init; } = "";

        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? Detail { get; init; }
    }
}
