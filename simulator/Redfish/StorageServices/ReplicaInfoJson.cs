using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>StorageReplicaInfo v1_4_0, <c>ReplicaInfo</c>: what a volume was made from.</summary>
/// <param name="Replica">The source.</param>
internal sealed record ReplicaInfoJson(string ReplicaType, Link Replica)
{
    private const string CloneWord = "Clone";
    private const string SnapshotWord = "Snapshot";

    /// <summary>Null for an empty volume, and for a copy that has outlived its source.</summary>
    public static ReplicaInfoJson? Of(StorageService service, PoolVolume volume) =>
        volume.Source is { } source && service.State.Find(source.VolumeId) is not null
            ? new ReplicaInfoJson(source.IsSnapshot ? SnapshotWord : CloneWord, new Link(StorageServiceUris.Volume(service.Id, source.VolumeId)))
            : null;

    /// <summary>Reads the <c>ReplicaInfos</c> of a new volume (Intel RSD 2.3): at most one.</summary>
    /// <param name="capacity">As asked for: a copy is not smaller than its source.</param>
    public static VolumeSource? Read(BodyReader reader, StorageService service, long? capacity)
    {
        var infos = reader.Objects("ReplicaInfos");
        if (infos.Count > 1)
        {
            reader.Problem(RedfishMessages.ArraySizeTooLong(reader.Pointer("ReplicaInfos"), "1"));
        }

        if (infos.Count == 0)
        {
            return null;
        }

        var info = infos[0];
        foreach (var missing in new[] { nameof(ReplicaType), nameof(Replica) }.Where(n => !info.Has(n)))
        {
            info.Problem(RedfishMessages.PropertyMissing(info.Pointer(missing)));
        }

        var type = info.OneOf(nameof(ReplicaType), CloneWord, SnapshotWord);
        var uri = info.Link(nameof(Replica));
        info.NothingElse();
        if (uri is null)
        {
            return null;
        }

        if (service.State.Volumes.FirstOrDefault(v => StorageServiceUris.Volume(service.Id, v.Id) == uri) is not { } volume)
        {
            info.Problem(RedfishMessages.LinkedResourceMissing(uri, "A replica is made from a volume of the same service.", info.Pointer(nameof(Replica))));
            return null;
        }

        if (capacity < volume.CapacityBytes)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                reader.Pointer("CapacityBytes"), $"{capacity}", $"from {volume.CapacityBytes} on: a copy is not smaller than its source"));
        }

        return new VolumeSource(volume.Id, type == SnapshotWord);
    }
}
