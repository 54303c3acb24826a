using System.Text.Json.Serialization;

namespace ValenceCore.Health;

/// <summary>How the service is; additive to valence-api (7.4).</summary>
/// <param name="Status"><c>ok</c>, or <c>failing</c> when the service cannot do its work.</param>
/// <param name="OperationsNeedAttention">What could not be undone; a person has to look.</param>
/// <param name="OperationsOverdue">What should have left its state by now: nobody carries it out, or something hangs.</param>
/// <param name="Database"><c>ok</c>, or <c>failing</c>; why is in the log.</param>
internal sealed record HealthJson(
    [property: JsonPropertyName("database")] string Database,
    [property: JsonPropertyName("operations_need_attention")] long? OperationsNeedAttention,
    [property: JsonPropertyName("operations_overdue")] long? OperationsOverdue,
    [property: JsonPropertyName("operations_under_way")] long? OperationsUnderWay,
    [property: JsonPropertyName("pod_managers")] PodCountsJson? PodManagers,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("version")] string Version);

/// <param name="Unread">Of all of them, those whose inventory was never read: what they have is not known when a node is placed.</param>
internal sealed record PodCountsJson(
    [property: JsonPropertyName("offline")] long Offline,
    [property: JsonPropertyName("online")] long Online,
    [property: JsonPropertyName("unknown")] long Unknown,
    [property: JsonPropertyName("unread")] long Unread);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthJson))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
