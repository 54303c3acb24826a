namespace Simulator.Hardware.Composition;

/// <summary>Finds where the volume of a request comes from: the pool with the least room that suffices, that of its master, or the one that was named.</summary>
internal static class VolumeChoice
{
    private const string NoRoom = "There is no Storage pool with sufficient space available.";

    public static (NodeVolume? Volume, AllocationLack Lack, string Reason) Find(Pod pod, RemoteDriveRequest asked) =>
        asked.TargetName is { } name && pod.IsTargetName(name) ? (null, AllocationLack.Volume, $"There is a target {name} already.")
        : asked.Existing is { } existing ? OfExisting(pod, asked, existing)
        : asked.Master is { } master ? OfCopy(pod, asked, master)
        : OfEmpty(pod, asked);

    private static (NodeVolume?, AllocationLack, string) OfExisting(Pod pod, RemoteDriveRequest asked, VolumeId id) =>
        pod.WhyNotAttach(id) is { } reason
            ? (null, AllocationLack.Volume, reason)
            : (new NodeVolume(id.ServiceId, asked.Protocol) { VolumeId = id.Id }, default, "");

    private static (NodeVolume?, AllocationLack, string) OfCopy(Pod pod, RemoteDriveRequest asked, VolumeId id)
    {
        if (pod.FindVolume(id) is not var (service, master) || master.IsFailed)
        {
            return (null, AllocationLack.Volume, $"The volume {id} is gone or broken.");
        }

        var bytes = Math.Max(asked.CapacityBytes ?? 0, master.CapacityBytes);
        return bytes <= pod.RoomIn(service)
            ? (Promise(asked, service, bytes) with { Source = new VolumeSource(id.Id, asked.IsSnapshot) }, default, "")
            : (null, AllocationLack.Room, NoRoom);
    }

    private static (NodeVolume?, AllocationLack, string) OfEmpty(Pod pod, RemoteDriveRequest asked)
    {
        var bytes = asked.CapacityBytes ?? 0;
        return pod.StorageServices.Values.Where(s => pod.RoomIn(s) >= bytes).MinBy(pod.RoomIn) is { } service
            ? (Promise(asked, service, bytes), default, "")
            : (null, AllocationLack.Room, NoRoom);
    }

    private static NodeVolume Promise(RemoteDriveRequest asked, StorageService service, long bytes) =>
        new(service.Id, asked.Protocol) { PromisedBytes = bytes, TargetName = asked.TargetName };
}
