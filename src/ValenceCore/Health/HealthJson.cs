using System.Text.Json.Serialization;

namespace ValenceCore.Health;

/// <summary>How the service is; additive to valence-api (7.4).</summary>
/// <param name="Status"><c>ok</c>, or <c>failing</c> when the service cannot do its work.</param>
/// <param name="Database"><c>ok</c>, or <c>failing</c>; why is in the log.</param>
internal sealed record HealthJson(
    [property: JsonPropertyName("database")] string Database,
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
