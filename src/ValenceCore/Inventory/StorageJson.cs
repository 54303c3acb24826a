using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>
/// A pooled drive as storage: the fields of the 0.4.1 specification (valence-api 1.14: <c>pooling_group_id</c>, <c>allocate_status</c>) that
/// are known of it. <c>id</c> is the uuid of the device, by which it is attached.
/// </summary>
internal sealed record StorageJson(
    [property: JsonPropertyName("allocate_status")] string AllocateStatus,
    [property: JsonPropertyName("capacity_bytes")] long? CapacityBytes,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("podm_id")] string PodId,
    [property: JsonPropertyName("pooling_group_id")] string? PoolingGroupId,
    [property: JsonPropertyName("resource_uri")] string ResourceUri,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("vendor")] string? Vendor,
    [property: JsonPropertyName("volume_size_gb")] long? VolumeSizeGb)
{
    public static StorageJson Of(DeviceRow row)
    {
        var (properties, extra) = (JsonNode.Parse(row.Properties)!, JsonNode.Parse(row.Extra)!);
        var bytes = (long?)properties["capacity_bytes"];
        return new(
            row.NodeId is null ? "available" : "allocated", bytes, Moments.Show(row.CreatedAt), row.Uuid, (string?)properties["model"],
            (string?)extra["device_name"], row.NodeId, row.PodmId, row.PooledGroupId, row.ResourceUri, row.Type,
            Moments.Show(row.UpdatedAt), (string?)extra["vendor_name"], bytes / 1_000_000_000);
    }
}

/// <summary>A drive or volume of a node: protocol, size and whether it is pooled, as the API reference has it (valence-api 1.14, assets).</summary>
/// <param name="DeviceId">The pooled device that it is, for a detach; null when it is none that the core knows.</param>
internal sealed record NodeStorageJson(
    [property: JsonPropertyName("capacity_bytes")] long? CapacityBytes,
    [property: JsonPropertyName("device_id")] string? DeviceId,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("pooled")] bool? IsPooled,
    [property: JsonPropertyName("protocol")] string? Protocol,
    [property: JsonPropertyName("resource_uri")] string? ResourceUri,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("volume_size_gb")] long? VolumeSizeGb)
{
    /// <param name="isSynchronised">True when the pooled devices of the pod are known, so that a drive that is none of them is built in.</param>
    public static NodeStorageJson Of(NodeDrive drive, string? deviceId, bool isSynchronised) => new(
        drive.CapacityBytes, deviceId, drive.Id, drive.Name, drive.IsPooled ?? (deviceId is not null ? true : isSynchronised ? false : null), drive.Protocol, drive.Uri, drive.Type,
        drive.CapacityBytes / 1_000_000_000);
}

[JsonSerializable(typeof(StorageJson))]
[JsonSerializable(typeof(NodeStorageJson))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
