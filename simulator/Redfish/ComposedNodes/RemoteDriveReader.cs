using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// Reads <c>RemoteDrives</c> of Allocate: which of its properties go together (Intel RSD 2.3 and later); up to 2.2 a volume is always new, reached over
/// iSCSI, and its target may be named.
/// </summary>
internal sealed class RemoteDriveReader(NamedResources links, RedfishProfile profile)
{
    private const double BytesPerGiB = 1L << 30;

    public RemoteDriveRequest? Read(BodyReader body)
    {
        var items = body.Objects("RemoteDrives");
        if (items.Count == 0)
        {
            return null;
        }

        if (items.Count > 1)
        {
            body.Problem(AllocationMessages.MultipleRemoteDrives(body.Pointer("RemoteDrives")));
        }

        var before = body.Problems.Count;
        var request = profile.HasLogicalDrives ? ReadOld(items[0]) : ReadNew(items[0]);
        items[0].NothingElse();

        // What is wrong in itself is not measured against the rest.
        if (body.Problems.Count == before)
        {
            CheckCopy(items[0], request);
        }

        return request;
    }

    private RemoteDriveRequest ReadNew(BodyReader item)
    {
        var (hasMaster, hasResource) = (item.Has("Master"), item.Has("Resource"));
        var (hasCapacity, hasProtocol) = (item.Has("CapacityGiB"), item.Has("Protocol"));
        var protocol = item.OneOf<RemoteProtocol>("Protocol") ?? RemoteProtocol.iSCSI;
        var capacity = Capacity(item);
        var (master, isSnapshot) = ReadMaster(item);
        var existing = links.Volume(item, "Resource");
        var isKnown = hasResource ? !hasMaster && !hasCapacity : hasMaster || (hasCapacity && hasProtocol);
        if (!isKnown)
        {
            item.Problem(AllocationMessages.UnsupportedSet(
                item.Itself, "Send Resource, CapacityGiB and Protocol, or Master; CapacityGiB enlarges a copy."));
        }

        return new RemoteDriveRequest(protocol, capacity, master, isSnapshot, existing);
    }

    private RemoteDriveRequest ReadOld(BodyReader item)
    {
        var hasMaster = item.Has("Master");
        var capacity = Capacity(item);
        var (master, isSnapshot) = ReadMaster(item);
        var name = item.Text("iSCSIAddress");
        if (capacity is null && !item.Has("CapacityGiB") && !hasMaster)
        {
            item.Problem(AllocationMessages.UnsupportedSet(item.Itself, "Send CapacityGiB, Master, or both."));
        }

        return new RemoteDriveRequest(RemoteProtocol.iSCSI, capacity, master, isSnapshot) { TargetName = name };
    }

    private (VolumeId? Master, bool IsSnapshot) ReadMaster(BodyReader item)
    {
        if (item.Object("Master") is not { } master)
        {
            return (null, false);
        }

        foreach (var missing in new[] { "Type", "Resource" }.Where(n => !master.Has(n)))
        {
            master.Problem(RedfishMessages.PropertyMissing(master.Pointer(missing)));
        }

        var type = master.OneOf("Type", "Clone", "Snapshot");
        var volume = links.Volume(master, "Resource");
        master.NothingElse();
        return (volume, type == "Snapshot");
    }

    private void CheckCopy(BodyReader item, RemoteDriveRequest request)
    {
        if (request.Master is not { } id)
        {
            return;
        }

        if (request.Protocol == RemoteProtocol.NVMeOverFabrics)
        {
            item.Problem(AllocationMessages.CopyOverNvme(item.Pointer("Protocol")));
        }

        if (links.SizeOf(id) is { } size && request.CapacityBytes < size)
        {
            item.Problem(RedfishMessages.PropertyValueOutOfRange(
                item.Pointer("CapacityGiB"), $"{request.CapacityBytes / BytesPerGiB:0.##}", $"from {size / BytesPerGiB:0.##} on: a copy is not smaller than its master"));
        }
    }

    private static long? Capacity(BodyReader item) =>
        item.Amount("CapacityGiB") is { } gib ? (long)Math.Min(Math.Ceiling(gib * BytesPerGiB), long.MaxValue / 2.0) : null;
}
