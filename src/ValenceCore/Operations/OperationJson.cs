using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>An operation as answered; additive to valence-api.</summary>
/// <param name="CancelledBy">Who wants it undone.</param>
/// <param name="DueAt">When its state should have been left; absent at the end.</param>
/// <param name="Attempts">What was tried before and came to nothing; what it left is undone.</param>
/// <param name="Members">Of an operation that is carried out by others: how many there are by state.</param>
/// <param name="ParentId">The operation that this one is a part of.</param>
/// <param name="Runner">The replica that carries it out, or did last.</param>
internal sealed record OperationJson(
    [property: JsonPropertyName("actor")] string? Actor,
    [property: JsonPropertyName("attempts")] IReadOnlyList<OperationAttemptJson>? Attempts,
    [property: JsonPropertyName("cancelled_by")] string? CancelledBy,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("deadline_at")] string? DeadlineAt,
    [property: JsonPropertyName("due_at")] string? DueAt,
    [property: JsonPropertyName("error")] OperationErrorJson? Error,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("members")] MembersJson? Members,
    [property: JsonPropertyName("note")] string? Note,
    [property: JsonPropertyName("parent_id")] string? ParentId,
    [property: JsonPropertyName("request_id")] string? RequestId,
    [property: JsonPropertyName("runner")] string? Runner,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("steps")] IReadOnlyList<OperationStepJson> Steps,
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("trace_id")] string? TraceId,
    [property: JsonPropertyName("updated_at")] string UpdatedAt)
{
    public static OperationJson Of(Operation operation) => new(
        operation.Actor, OperationAttemptJson.Of(operation), operation.CancelledBy, Moments.Show(operation.CreatedAt), Moments.Show(operation.DeadlineAt), Moments.Show(operation.DueAt),
        operation.Error is { } error ? new OperationErrorJson(
            error.Code, error.Detail, Replies.Name(error.Fault), error.Next, error.Stage, error.Status, error.Title) : null,
        operation.Id, operation.Kind, MembersJson.Of(operation), operation.Note, operation.ParentId, operation.RequestId, operation.Runner, operation.State,
        [.. operation.Steps.Select(step => new OperationStepJson(
            step.Detail, Moments.Show(step.FinishedAt), step.Name, Moments.Show(step.StartedAt), step.State))],
        operation.Subject, operation.TraceId, Moments.Show(operation.UpdatedAt));
}

internal sealed record OperationStepJson(
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("finished_at")] string? FinishedAt,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("started_at")] string? StartedAt,
    [property: JsonPropertyName("state")] string State);

internal sealed record OperationAttemptJson(
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("ended_at")] string? EndedAt,
    [property: JsonPropertyName("step")] string? Step,
    [property: JsonPropertyName("title")] string? Title)
{
    public static IReadOnlyList<OperationAttemptJson>? Of(Operation operation) => Operations.Attempts.Of(operation) is { Count: > 0 } attempts
        ? [.. attempts.Select(one => new OperationAttemptJson(
            (string?)one["detail"], Moments.Show((long?)one["ended_at"]), (string?)one["step"], (string?)one["title"]))]
        : null;
}

internal sealed record MembersJson(
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("succeeded")] long Succeeded,
    [property: JsonPropertyName("total")] long Total)
{
    /// <summary>The names of the counts in the data of an operation that is carried out by its members.</summary>
    public const string TotalKey = "total";
    public const string SucceededKey = "succeeded";
    public const string FailedKey = "failed";

    public static MembersJson? Of(Operation operation) => operation.Data[TotalKey] is { } total
        ? new MembersJson(Number(operation.Data[FailedKey]), Number(operation.Data[SucceededKey]), Number(total))
        : null;

    /// <summary>A number that was read out of a row and one that was put in just now are of different types.</summary>
    private static long Number(JsonNode? count) => count is null ? 0 : long.Parse(count.ToString(), CultureInfo.InvariantCulture);
}

internal sealed record OperationErrorJson(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fault")] string Fault,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("stage")] string? Stage,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("title")] string Title);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OperationJson))]
[JsonSerializable(typeof(OperationJson[]))]
[JsonSerializable(typeof(Failure))]
internal sealed partial class OperationJsonContext : JsonSerializerContext;
