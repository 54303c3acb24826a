using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Hardware;

/// <content>Volumes over built-in drives, erasing of drives.</content>
public sealed partial class Pod
{
    /// <summary>
    /// Makes a volume over drives of a system, now or at its next boot. The caller has checked the request itself; what may
    /// have changed since is checked here.
    /// </summary>
    /// <returns>The volume, or null with the drive that another volume or an erasure has.</returns>
    public LocalVolume? CreateVolume(ComputerSystem system, LocalVolumeRequest request, out string? takenDrive)
    {
        using (Act(system))
        {
            var storage = system.State.Storage;
            takenDrive = request.Drives.Select(d => d.Id).FirstOrDefault(id => storage.On(id) is not null || storage.Erasing.ContainsKey(id));
            if (takenDrive is not null)
            {
                return null;
            }

            var id = (storage.LastVolume + 1).ToString(CultureInfo.InvariantCulture);
            var volume = new LocalVolume(
                id, request.Name ?? $"Volume {id}", request.Level, [.. request.Drives.Select(d => d.Id)], request.CapacityBytes,
                request.AtBoot ? VolumePhase.Waiting : VolumePhase.Initializing, request.AtBoot ? null : Initialization())
            {
                DisplayName = request.DisplayName,
                ReadCache = request.ReadCache ?? ReadCachePolicy.AdaptiveReadAhead,
                WriteCache = request.WriteCache ?? WriteCachePolicy.ProtectedWriteBack,
            };
            ChangeStorage(
                system, s => s with { Volumes = s.Volumes.Add(volume), LastVolume = s.LastVolume + 1 }, "VolumeCreated",
                $"{volume.Name} of {system.Name}: {volume.Level} over {string.Join(", ", volume.DriveIds)}{(request.AtBoot ? ", made at the next boot" : "")}.");
            return volume;
        }
    }

    public void EditVolume(ComputerSystem system, string volumeId, Func<LocalVolume, LocalVolume> edit) =>
        ChangeStorage(system, s => s.With(volumeId, edit), "VolumeChanged", $"Volume {volumeId} of {system.Name} has other settings.");

    /// <summary>Starts initialization anew. False when the volume is not there, or not made, or being initialized.</summary>
    public bool InitializeVolume(ComputerSystem system, string volumeId)
    {
        using (Act(system))
        {
            if (system.State.Storage.Find(volumeId) is not { Phase: VolumePhase.Ready or VolumePhase.Failed })
            {
                return false;
            }

            ChangeStorage(
                system, s => s.With(volumeId, v => v with { Phase = VolumePhase.Initializing, Initialization = Initialization() }),
                "VolumeInitializing", $"Volume {volumeId} of {system.Name} is being initialized.");
            return true;
        }
    }

    /// <summary>Ends initialization; one that is gone or ended already is left alone.</summary>
    public void EndInitialization(ComputerSystem system, string volumeId, bool failed) =>
        ChangeStorage(
            system,
            s => s.With(volumeId, v => v.Phase == VolumePhase.Initializing
                ? v with { Phase = failed ? VolumePhase.Failed : VolumePhase.Ready, Initialization = null }
                : v),
            failed ? "VolumeFailed" : "VolumeReady", $"Volume {volumeId} of {system.Name} is {(failed ? "broken" : "ready")}.");

    /// <summary>Removes a volume and what lies on it. False when it is gone already.</summary>
    public bool DeleteVolume(ComputerSystem system, string volumeId)
    {
        using (Act(system))
        {
            if (system.State.Storage.Find(volumeId) is null)
            {
                return false;
            }

            ChangeStorage(system, s => s.Without(volumeId), "VolumeDeleted", $"Volume {volumeId} of {system.Name} is deleted.");
            return true;
        }
    }

    /// <summary>Removes a volume at the next boot. One that the next boot would have made is gone at once.</summary>
    public void DeleteVolumeAtBoot(ComputerSystem system, string volumeId) =>
        ChangeStorage(
            system,
            s => s.Find(volumeId) is { Phase: VolumePhase.Waiting }
                ? s.Without(volumeId)
                : s.With(volumeId, v => v with { Phase = VolumePhase.Leaving, Initialization = null }),
            "VolumeLeaving", $"Volume {volumeId} of {system.Name} is deleted at the next boot.");

    /// <summary>Starts erasing a built-in drive. False when a volume lies on it or it is being erased.</summary>
    public bool BeginErasure(ComputerSystem system, LocalDrive drive)
    {
        using (Act(system))
        {
            var storage = system.State.Storage;
            if (storage.On(drive.Id) is not null || storage.Erasing.ContainsKey(drive.Id))
            {
                return false;
            }

            ChangeStorage(
                system, s => s with { Erasing = s.Erasing.Add(drive.Id, new Progress(_clock.GetUtcNow(), Timings.EraseDrive)) },
                "Erasing", $"Drive {drive.Id} of {system.Name} is being erased.");
            return true;
        }
    }

    /// <param name="failed">What is on the drive then, nobody knows.</param>
    public void EndErasure(ComputerSystem system, LocalDrive drive, bool failed) =>
        ChangeStorage(
            system, s => s with { Erasing = s.Erasing.Remove(drive.Id) }, failed ? "ErasureFailed" : "Erased",
            $"Drive {drive.Id} of {system.Name} is {(failed ? "not erased" : "erased")}.");

    /// <summary>Starts erasing a pooled drive. False when a node holds it, a zone has it, or it is being erased.</summary>
    public bool BeginErasure(PooledDevice drive)
    {
        using (Act(drive))
        {
            if (!Holdings.IsFree(drive.Id) || ZoneOf(drive.Id) is not null || drive.State.Erasure is not null)
            {
                return false;
            }

            drive.Become_NeedsLock(drive.State with { Erased = false, Erasure = new Progress(_clock.GetUtcNow(), Timings.EraseDrive) });
            Changed?.Invoke(new HardwareChange("node", drive.Id, "Erasing", $"{drive.Name} is being erased."));
            return true;
        }
    }

    /// <summary>Ends an erasure that broke off: the drive is not erased.</summary>
    public void FailErasure(PooledDevice drive)
    {
        using (Act(drive))
        {
            drive.Become_NeedsLock(drive.State with { Erasure = null });
            Changed?.Invoke(new HardwareChange("node", drive.Id, "ErasureFailed", $"{drive.Name} is not erased."));
        }
    }

    private Progress Initialization() => new(_clock.GetUtcNow(), Timings.InitializeVolume);

    private void ChangeStorage(ComputerSystem system, Func<LocalStorage, LocalStorage> next, string what, string text) =>
        Change(system, state => state with { Storage = next(state.Storage) }, new HardwareChange("storage", system.Id, what, text));
}
