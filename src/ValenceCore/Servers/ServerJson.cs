using System.Text.Json.Serialization;

namespace ValenceCore.Servers;

/// <summary>A machine that somebody could have: composed by this service, or one that Ironic has anyway ("pre-set", valence-api 6.7).</summary>
/// <param name="Composed">False for a pre-set server; this service neither makes nor releases its hardware.</param>
/// <param name="IronicUuid">Null for a composed node that is not registered.</param>
/// <param name="LocalGb">The disk that Ironic counts, GiB.</param>
/// <param name="Uuid">Of the node of this service, or for a pre-set server of the one of Ironic.</param>
internal sealed record ServerJson(
    [property: JsonPropertyName("composed")] bool Composed,
    [property: JsonPropertyName("cpus")] long? Cpus,
    [property: JsonPropertyName("instance_uuid")] string? InstanceUuid,
    [property: JsonPropertyName("ironic_uuid")] string? IronicUuid,
    [property: JsonPropertyName("local_gb")] long? LocalGb,
    [property: JsonPropertyName("maintenance")] bool? Maintenance,
    [property: JsonPropertyName("memory_mb")] long? MemoryMb,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("podm_id")] string? PodId,
    [property: JsonPropertyName("power_state")] string? PowerState,
    [property: JsonPropertyName("provision_state")] string? ProvisionState,
    [property: JsonPropertyName("resource_class")] string? ResourceClass,
    [property: JsonPropertyName("state")] string? State,
    [property: JsonPropertyName("traits")] IReadOnlyList<string> Traits,
    [property: JsonPropertyName("uuid")] string Uuid);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerJson))]
internal sealed partial class ServerJsonContext : JsonSerializerContext;
