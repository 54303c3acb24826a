using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>A system (valence-api 1.9, the mixed case and the numbers as strings are the contract's).</summary>
internal sealed record SystemJson(
    [property: JsonPropertyName("Description")] string? Description,
    [property: JsonPropertyName("Name")] string? Name,
    [property: JsonPropertyName("cpu"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CpuJson? Cpu,
    [property: JsonPropertyName("health")] string? Health,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("location"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Location,
    [property: JsonPropertyName("network"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Network,
    [property: JsonPropertyName("ram"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ram,
    [property: JsonPropertyName("storage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Storage,
    [property: JsonPropertyName("uuid")] string? Uuid)
{
    /// <summary>What only the pod's protocol tells (expether); then it tells none of the numbers.</summary>
    // The serializer wants it settable.
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    public static SystemJson Of(PodSystem system) => ExtraJson.Of(system.Extra, typeof(SystemJson)) is { } extra
        ? new(system.Description, system.Name, null, system.Health, system.Id, null, null, null, null, system.Uuid) { Extra = extra }
        : OfRackScale(system);

    private static SystemJson OfRackScale(PodSystem system) => new(
        system.Description, system.Name, new CpuJson(system.Architecture, Text(system.Cores), system.Model), system.Health, system.Id,
        system.Location, Text(system.Interfaces), Text(system.MemoryGiB), Text(system.StorageGiB), system.Uuid);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed record CpuJson(
    [property: JsonPropertyName("arch")] string? Architecture,
    [property: JsonPropertyName("cores")] string Cores,
    [property: JsonPropertyName("model")] string? Model);

/// <summary>A rack (valence-api 1.10); the last four only with <c>show_detail</c>.</summary>
internal sealed record RackJson(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("systems")] IReadOnlyList<string> Systems)
{
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    [JsonPropertyName("manufacturer")]
    public string? Manufacturer { get; init; }

    [JsonPropertyName("model")]
    public string? Model { get; init; }

    [JsonPropertyName("serial_number")]
    public string? SerialNumber { get; init; }

    public static RackJson Of(PodRack rack, bool isDetailed) => isDetailed
        ? new(rack.Id, rack.Name, rack.Systems)
        {
            Description = rack.Description,
            Manufacturer = rack.Manufacturer,
            Model = rack.Model,
            SerialNumber = rack.SerialNumber,
        }
        : new(rack.Id, rack.Name, rack.Systems);
}

/// <summary>A pooled device in a list (valence-api 1.11); null means nobody has it.</summary>
internal sealed record BriefDeviceJson(
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("podm_id")] string PodId,
    [property: JsonPropertyName("pooled_group_id")] string? PooledGroupId,
    [property: JsonPropertyName("resource_uri")] string ResourceUri,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static BriefDeviceJson Of(DeviceRow row) =>
        new(row.NodeId, row.PodmId, row.PooledGroupId, row.ResourceUri, row.State, row.Type, row.Uuid);
}

/// <summary>One pooled device; <c>properties.capacity_bytes</c> is additive.</summary>
internal sealed record DeviceJson(
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("extra")] JsonNode Extra,
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("podm_id")] string PodId,
    [property: JsonPropertyName("pooled_group_id")] string? PooledGroupId,
    [property: JsonPropertyName("properties")] JsonNode Properties,
    [property: JsonPropertyName("resource_uri")] string ResourceUri,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static DeviceJson Of(DeviceRow row) => new(
        Moments.Show(row.CreatedAt), JsonNode.Parse(row.Extra)!, row.NodeId, row.PodmId, row.PooledGroupId, JsonNode.Parse(row.Properties)!,
        row.ResourceUri, row.State, row.Type, Moments.Show(row.UpdatedAt), row.Uuid);
}

/// <summary>How the synchronisation of one pod went; <c>detail</c> is additive.</summary>
internal sealed record SyncJson(
    [property: JsonPropertyName("detail")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonPropertyName("podm_id")] string PodId,
    [property: JsonPropertyName("status")] string Status);

[JsonSourceGenerationOptions]
[JsonSerializable(typeof(BriefDeviceJson[]))]
[JsonSerializable(typeof(DeviceJson))]
[JsonSerializable(typeof(SyncJson[]))]
[JsonSerializable(typeof(SystemJson))]
[JsonSerializable(typeof(SystemJson[]))]
internal sealed partial class InventoryJsonContext : JsonSerializerContext;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RackJson[]))]
internal sealed partial class RackJsonContext : JsonSerializerContext;
