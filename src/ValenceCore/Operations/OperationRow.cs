using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Operations;

/// <summary>An operation as its table keeps it.</summary>
internal sealed class OperationRow
{
    public const string Columns =
        "id, number, kind, subject, state, input, data, error, note, trace_id, actor, request_id, runner, fence, deadline_at, due_at, "
        + "cancelled_by, created_at, updated_at";

    public const string Insert =
        $"""
        INSERT INTO operations ({Columns}) VALUES (@Id, @Number, @Kind, @Subject, @State, @Input, @Data, @Error, @Note, @TraceId, @Actor,
            @RequestId, @Runner, @Fence, @DeadlineAt, @DueAt, @CancelledBy, @CreatedAt, @UpdatedAt)
        """;

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

    public string? Actor { get; init; }

    public string? RequestId { get; init; }

    public string? Runner { get; init; }

    public long Fence { get; init; }

    public long? DeadlineAt { get; init; }

    public long? DueAt { get; init; }

    public string? CancelledBy { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public static OperationRow Of(Operation operation) => new()
    {
        Id = operation.Id,
        Number = operation.Number,
        Kind = operation.Kind,
        Subject = operation.Subject,
        State = operation.State,
        Input = operation.Input.ToJsonString(),
        Data = operation.Data.ToJsonString(),
        Error = operation.Error is null ? null : JsonSerializer.Serialize(operation.Error, OperationJsonContext.Default.Failure),
        Note = operation.Note,
        TraceId = operation.TraceId,
        Actor = operation.Actor,
        RequestId = operation.RequestId,
        Runner = operation.Runner,
        Fence = operation.Fence,
        DeadlineAt = operation.DeadlineAt,
        DueAt = operation.DueAt,
        CancelledBy = operation.CancelledBy,
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
        Actor = Actor,
        RequestId = RequestId,
        Runner = Runner,
        Fence = Fence,
        DeadlineAt = DeadlineAt,
        DueAt = DueAt,
        CancelledBy = CancelledBy,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Steps = [.. steps.Select(step => step.ToStep())],
    };
}

/// <summary>A step as its table keeps it.</summary>
internal sealed class StepRow
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
