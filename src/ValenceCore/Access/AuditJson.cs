using System.Text.Json.Serialization;
using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>One entry of <c>GET /v1/audit</c>.</summary>
internal sealed record AuditJson(
    [property: JsonPropertyName("actor")] string? Actor,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("global_request_id")] string? GlobalRequestId,
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("operation_id")] string? OperationId,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("remote_address")] string? RemoteAddress,
    [property: JsonPropertyName("request_id")] string RequestId,
    [property: JsonPropertyName("role")] string? Role,
    [property: JsonPropertyName("status")] int? Status)
{
    public static AuditJson Of(AuditEntry entry) => new(
        entry.Actor, Moments.Show(entry.Moment), entry.GlobalRequestId, entry.Number, entry.Method, entry.OperationId, entry.Path,
        entry.RemoteAddress, entry.RequestId, entry.Role, entry.Status);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditJson))]
[JsonSerializable(typeof(AuditJson[]))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
