using System.Globalization;

namespace Simulator.Hardware;

/// <content>Volumes of storage services.</content>
public sealed partial class Pod
{
    /// <summary>Carves a volume from the pool of a service; null when the pool has less than that left, or the source is gone.</summary>
    public PoolVolume? CreateVolume(StorageService service, string? name, long capacityBytes, bool isBootable, VolumeSource? source = null)
    {
        using (ActOnStorage())
        {
            if (capacityBytes > RoomIn(service) || (source is not null && service.State.Find(source.VolumeId) is null))
            {
                return null;
            }

            return Carve_NeedsLock(service, name, capacityBytes, isBootable, source);
        }
    }

    /// <summary>Changes a volume of a service. False when it is gone, or the pool has too little left for it to grow.</summary>
    public bool EditVolume(StorageService service, string volumeId, Func<PoolVolume, PoolVolume> edit)
    {
        using (ActOnStorage())
        {
            if (service.State.Find(volumeId) is not { } volume)
            {
                return false;
            }

            var edited = edit(volume);
            if (edited.CapacityBytes - volume.CapacityBytes > RoomIn(service))
            {
                return false;
            }

            if (edited != volume)
            {
                Become_NeedsLock(
                    service, service.State with { Volumes = service.State.Volumes.Replace(volume, edited) }, "VolumeChanged",
                    $"{edited.Name} of {service.Name} has changed.");
            }

            return true;
        }
    }

    /// <summary>Gives the capacity back to the pool, unless somebody would miss the volume.</summary>
    public VolumeRemoval DeleteVolume(StorageService service, string volumeId)
    {
        using (ActOnStorage())
        {
            if (service.State.Find(volumeId) is not { } volume)
            {
                return VolumeRemoval.Gone;
            }

            if (IsInUse(service, volumeId))
            {
                return VolumeRemoval.InUse;
            }

            Become_NeedsLock(
                service, service.State with { Volumes = service.State.Volumes.Remove(volume) }, "VolumeDeleted",
                $"{volume.Name} of {service.Name} gives its {volume.CapacityBytes} bytes back.");
            return VolumeRemoval.Removed;
        }
    }

    private PoolVolume Carve_NeedsLock(StorageService service, string? name, long capacityBytes, bool isBootable, VolumeSource? source)
    {
        var state = service.State;
        var id = (state.LastVolume + 1).ToString(CultureInfo.InvariantCulture);
        var volume = new PoolVolume(id, name ?? $"Volume {id}", capacityBytes, isBootable, Initialization(), IsFailed: false) { Source = source };
        Become_NeedsLock(
            service, state with { Volumes = state.Volumes.Add(volume), LastVolume = state.LastVolume + 1 }, "VolumeCreated",
            $"{volume.Name} of {service.Name} takes {capacityBytes} bytes of its pool.");
        return volume;
    }

    private void Become_NeedsLock(StorageService service, StorageServiceState state, string what, string text)
    {
        service.Become_NeedsLock(state);
        Touch_NeedsLock([service.Id]);
        Changed?.Invoke(new HardwareChange("storage", service.Id, what, text));
    }
}
