using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ValenceCore.Http;

/// <summary>The flat error body of valence-api 1.2; <c>fault</c>, <c>next</c>, <c>operation_id</c> and <c>stage</c> are additive.</summary>
internal sealed record ErrorJson(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fault")] string Fault,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("operation_id")] string? OperationId,
    [property: JsonPropertyName("request_id")] string RequestId,
    [property: JsonPropertyName("stage")] string? Stage,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("title")] string Title);

/// <summary>The confirmation body of valence-api 1.3.</summary>
internal sealed record ConfirmationJson(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("request_id")] string RequestId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(ConfirmationJson))]
[JsonSerializable(typeof(JsonArray))]
internal sealed partial class HttpJsonContext : JsonSerializerContext;
