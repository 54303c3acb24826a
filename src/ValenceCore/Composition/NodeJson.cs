using System.Text.Json;
using System.Text.Json.Serialization;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Composition;

/// <summary>A node in a list, and the answer to compose and manage (valence-api 1.8).</summary>
internal sealed record BriefNodeJson(
    [property: JsonPropertyName("index")] string? Index,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("podm_id")] string? PodId,
    [property: JsonPropertyName("resource_uri")] string? ResourceUri,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static BriefNodeJson Of(ComposedNode node) => new(node.Index, node.Name, node.PodId, node.ResourceUri, node.Uuid);
}

/// <summary>A node as stored, the answer to register; <c>ironic_uuid</c> and <c>state</c> are additive.</summary>
internal sealed record StoredNodeJson(
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("flavor_id")] string? FlavorId,
    [property: JsonPropertyName("index")] string? Index,
    [property: JsonPropertyName("instance_id")] string? InstanceId,
    [property: JsonPropertyName("ironic_uuid")] string? IronicUuid,
    [property: JsonPropertyName("managed_by")] string? ManagedBy,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("podm_id")] string? PodId,
    [property: JsonPropertyName("resource_uri")] string? ResourceUri,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static StoredNodeJson Of(ComposedNode node) => new(
        Moments.Show(node.CreatedAt), node.FlavorId, node.Index, node.InstanceId, node.IronicUuid, node.ManagedBy, node.Name, node.PodId, node.ResourceUri,
        node.State, Moments.Show(node.UpdatedAt), node.Uuid);
}

/// <summary>A node as its pod shows it (the node document of valence-api 2.4) under what is stored of it.</summary>
internal sealed record NodeJson
{
    /// <summary>This and <c>boot_source_enabled</c> are additive: whoever sets one part of the boot wish must know the others.</summary>
    [JsonPropertyName("boot_mode")]
    public string? BootMode { get; init; }

    [JsonPropertyName("boot_source")]
    public string? BootSource { get; init; }

    [JsonPropertyName("boot_source_enabled")]
    public string? BootEnabled { get; init; }

    [JsonPropertyName("computer_system")]
    public ReferenceJson? ComputerSystem { get; init; }

    [JsonPropertyName("created_at")]
    public required string CreatedAt { get; init; }

    [JsonPropertyName("description")]
    public string? Description { get; init; }

    [JsonPropertyName("flavor_id")]
    public string? FlavorId { get; init; }

    [JsonPropertyName("health_status")]
    public string? HealthStatus { get; init; }

    [JsonPropertyName("index")]
    public string? Index { get; init; }

    [JsonPropertyName("instance_id")]
    public string? InstanceId { get; init; }

    [JsonPropertyName("ironic_uuid")]
    public string? IronicUuid { get; init; }

    [JsonPropertyName("managed_by")]
    public string? ManagedBy { get; init; }

    [JsonPropertyName("metadata")]
    public NodePartsJson? Metadata { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("node_power_state")]
    public string? PowerState { get; init; }

    [JsonPropertyName("node_state")]
    public string? NodeState { get; init; }

    [JsonPropertyName("podm_id")]
    public string? PodId { get; init; }

    [JsonPropertyName("pooled_group_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PooledGroupId { get; init; }

    [JsonPropertyName("resource_uri")]
    public string? ResourceUri { get; init; }

    [JsonPropertyName("state")]
    public required string State { get; init; }

    [JsonPropertyName("target_boot_source")]
    public string? TargetBootSource { get; init; }

    [JsonPropertyName("updated_at")]
    public required string UpdatedAt { get; init; }

    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    /// <summary>What only the pod's protocol tells (valence-api 1.8, expether).</summary>
    // The serializer wants it settable.
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    public static NodeJson Of(ComposedNode node, NodeDetails? details) => new()
    {
        BootMode = details?.BootMode,
        BootSource = details?.BootTarget,
        BootEnabled = details?.BootEnabled,
        ComputerSystem = details?.SystemUri is { } system ? new ReferenceJson(system) : null,
        CreatedAt = Moments.Show(node.CreatedAt),
        Description = node.Description ?? WithoutMarker(node, details?.Description),
        FlavorId = node.FlavorId,
        HealthStatus = details?.Health,
        Index = node.Index,
        InstanceId = node.InstanceId,
        IronicUuid = node.IronicUuid,
        ManagedBy = node.ManagedBy,
        Metadata = details is null ? null : NodePartsJson.Of(details),
        Name = node.Name,
        PowerState = details?.PowerState,
        NodeState = details?.NodeState,
        PodId = node.PodId,
        PooledGroupId = details?.PoolId,
        ResourceUri = node.ResourceUri,
        State = node.State,
        TargetBootSource = details?.BootTarget,
        UpdatedAt = Moments.Show(node.UpdatedAt),
        Uuid = node.Uuid,
        Extra = ExtraJson.Of(details?.Extra, typeof(NodeJson)),
    };

    private static string? WithoutMarker(ComposedNode node, string? description) =>
        description?.Replace(node.Marker, "", StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text : null;
}

internal sealed record ReferenceJson([property: JsonPropertyName("@odata.id")] string Uri);

internal sealed record NodePartsJson(
    [property: JsonPropertyName("memory")] IReadOnlyList<NodeMemoryJson> Memory,
    [property: JsonPropertyName("network")] IReadOnlyList<NodeNetworkJson> Network,
    [property: JsonPropertyName("processor")] IReadOnlyList<NodeProcessorJson> Processor)
{
    public static NodePartsJson Of(NodeDetails details) => new(
        [.. details.Memory.Select(module => new NodeMemoryJson(module.DataWidthBits, module.SpeedMHz, module.CapacityMiB))],
        [.. details.Interfaces.Select(NodeNetworkJson.Of)],
        [.. details.Processors.Select(processor => new NodeProcessorJson(
            processor.InstructionSet, processor.Model, processor.SpeedMHz, processor.TotalCores))]);
}

internal sealed record NodeProcessorJson(
    [property: JsonPropertyName("instruction_set")] string? InstructionSet,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("speed_mhz")] long? SpeedMHz,
    [property: JsonPropertyName("total_core")] long? TotalCores);

internal sealed record NodeMemoryJson(
    [property: JsonPropertyName("data_width_bit")] long? DataWidthBits,
    [property: JsonPropertyName("speed_mhz")] long? SpeedMHz,
    [property: JsonPropertyName("total_memory_mb")] long? CapacityMiB);

internal sealed record NodeNetworkJson(
    [property: JsonPropertyName("ipv4")] IReadOnlyList<NodeAddressJson> Addresses,
    [property: JsonPropertyName("mac")] string? Mac,
    [property: JsonPropertyName("speed_mbps")] long? SpeedMbps,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("vlans")] IReadOnlyList<NodeVlanJson>? Vlans)
{
    public static NodeNetworkJson Of(NodeInterface nic) => new(
        [.. nic.Addresses.Select(address => new NodeAddressJson(address.Address, address.Gateway, address.SubnetMask))],
        nic.Mac, nic.SpeedMbps, nic.State,
        nic.Vlans.Count == 0 ? null : [.. nic.Vlans.Select(vlan => new NodeVlanJson(vlan.Status, vlan.Id))]);
}

internal sealed record NodeAddressJson(
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("gateway")] string? Gateway,
    [property: JsonPropertyName("subnet_mask")] string? SubnetMask);

internal sealed record NodeVlanJson(
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("vlanid")] long? Id);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BriefNodeJson))]
[JsonSerializable(typeof(BriefNodeJson[]))]
[JsonSerializable(typeof(StoredNodeJson))]
[JsonSerializable(typeof(NodeJson))]
internal sealed partial class NodeJsonContext : JsonSerializerContext;
