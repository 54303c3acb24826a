using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>Initializes volumes and erases drives over time.</summary>
public sealed class StorageWork
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a volume, as <c>system/volume</c> or <c>service/volume</c>.</summary>
    public const string InitializeKind = "initialize-volume";

    /// <inheritdoc cref="WorkItem.Kind"/>
    /// <remarks>The subject is a pooled drive, or a built-in one as <c>system/drive</c>.</remarks>
    public const string EraseKind = "erase-drive";

    private readonly Pod _pod;
    private readonly WorkRunner _runner;

    public StorageWork(Pod pod, WorkRunner runner)
    {
        (_pod, _runner) = (pod, runner);
        pod.Changed += StartWhatABootBegan;
    }

    /// <summary>Makes a volume and, unless it waits for the next boot, starts its initialization.</summary>
    /// <returns>The volume, or null with the drive that is taken.</returns>
    public LocalVolume? Create(ComputerSystem system, LocalVolumeRequest request, out string? takenDrive)
    {
        var volume = _pod.CreateVolume(system, request, out takenDrive);
        if (volume is { Phase: VolumePhase.Initializing })
        {
            StartInitialization(system, volume.Id);
        }

        return volume;
    }

    /// <summary>Initializes a volume anew. False when it is not in a state for that.</summary>
    public bool Initialize(ComputerSystem system, string volumeId)
    {
        if (!_pod.InitializeVolume(system, volumeId))
        {
            return false;
        }

        StartInitialization(system, volumeId);
        return true;
    }

    /// <summary>Removes a volume, also from the middle of its initialization. False when it is gone already.</summary>
    public bool Delete(ComputerSystem system, string volumeId)
    {
        Stop(InitializeKind, Subject(system.Id, volumeId));
        return _pod.DeleteVolume(system, volumeId);
    }

    public void DeleteAtBoot(ComputerSystem system, string volumeId)
    {
        Stop(InitializeKind, Subject(system.Id, volumeId));
        _pod.DeleteVolumeAtBoot(system, volumeId);
    }

    /// <returns>Null when the pool has too little left, or the source is gone.</returns>
    public PoolVolume? Create(StorageService service, string? name, long capacityBytes, bool isBootable, VolumeSource? source = null)
    {
        var volume = _pod.CreateVolume(service, name, capacityBytes, isBootable, source);
        if (volume is not null)
        {
            Initialize(service, volume.Id, volume.Name);
        }

        return volume;
    }

    /// <summary>Makes the volume that a pool promised to a node. Null when it promised none, or the source is gone.</summary>
    public NodeVolume? CreateFor(string nodeId)
    {
        var made = _pod.MakePromisedVolume(nodeId);
        if (made is { VolumeId: { } id } && _pod.StorageServices[made.ServiceId] is var service && service.State.Find(id) is { } volume)
        {
            Initialize(service, volume.Id, volume.Name);
        }

        return made;
    }

    /// <summary>Completes when the initialization of a volume has ended, however it ended.</summary>
    public Task EndOfInitialization(VolumeId volume) =>
        _runner.RunningOn(InitializeKind, Subject(volume.ServiceId, volume.Id)) is { } work ? _runner.EndOf(work.Id) : Task.CompletedTask;

    /// <summary>Gives the volume of a node back to its pool and takes it from the node; nothing is changed when somebody else would miss it.</summary>
    public VolumeRemoval DeleteOf(string nodeId, VolumeId volume)
    {
        var removal = _pod.DeleteVolumeOf(nodeId, volume);
        if (removal == VolumeRemoval.Removed)
        {
            Stop(InitializeKind, Subject(volume.ServiceId, volume.Id));
        }

        return removal;
    }

    /// <summary>Gives a volume back to its pool, also from the middle of its initialization.</summary>
    public VolumeRemoval Delete(StorageService service, string volumeId)
    {
        if (_pod.IsInUse(service, volumeId))
        {
            return VolumeRemoval.InUse;
        }

        Stop(InitializeKind, Subject(service.Id, volumeId));
        return _pod.DeleteVolume(service, volumeId);
    }

    /// <summary>False when a volume lies on the drive or it is being erased.</summary>
    public bool Erase(ComputerSystem system, LocalDrive drive)
    {
        if (!_pod.BeginErasure(system, drive))
        {
            return false;
        }

        _runner.Start(new WorkPlan(
            EraseKind, Subject(system.Id, drive.Id), $"Erase drive {drive.Id} of {system.Name}",
            [Step("erase", _pod.Timings.EraseDrive, () => _pod.EndErasure(system, drive, failed: false))],
            OnFailed: _ => _pod.EndErasure(system, drive, failed: true)));
        return true;
    }

    /// <summary>False when a node holds the drive or it is being erased.</summary>
    public bool Erase(PooledDevice drive)
    {
        if (!_pod.BeginErasure(drive))
        {
            return false;
        }

        _runner.Start(new WorkPlan(
            EraseKind, drive.Id, $"Erase {drive.Name}", [Step("erase", _pod.Timings.EraseDrive, () => _pod.Erase(drive))],
            OnFailed: _ => _pod.FailErasure(drive)));
        return true;
    }

    private static string Subject(string owner, string part) => $"{owner}/{part}";

    private static WorkStep Step(string name, TimeSpan duration, Action act) => WorkStep.Of(name, duration, () =>
    {
        act();
        return StepResult.Done;
    });

    // Volumes that waited for the boot are being initialized from it on.
    private void StartWhatABootBegan(HardwareChange change)
    {
        if (change is not { Room: "power", What: nameof(PowerState.On) } || !_pod.Systems.TryGetValue(change.Subject, out var system))
        {
            return;
        }

        foreach (var volume in system.State.Storage.Volumes.Where(v => v.Phase == VolumePhase.Initializing
            && _runner.RunningOn(InitializeKind, Subject(system.Id, v.Id)) is null))
        {
            StartInitialization(system, volume.Id);
        }
    }

    private void StartInitialization(ComputerSystem system, string volumeId) => _runner.Start(new WorkPlan(
        InitializeKind, Subject(system.Id, volumeId), $"Initialize volume {volumeId} of {system.Name}",
        [Step("initialize", _pod.Timings.InitializeVolume, () => _pod.EndInitialization(system, volumeId, failed: false))],
        OnFailed: _ => _pod.EndInitialization(system, volumeId, failed: true)));

    private void Initialize(StorageService service, string volumeId, string name)
    {
        _runner.Start(new WorkPlan(
            InitializeKind, Subject(service.Id, volumeId), $"Initialize {name} of {service.Name}",
            [Step("initialize", _pod.Timings.InitializeVolume, () => End(failed: false))], OnFailed: _ => End(failed: true)));

        void End(bool failed) => _pod.EditVolume(service, volumeId, v => v with { Initialization = null, IsFailed = failed });
    }

    private void Stop(string kind, string subject)
    {
        if (_runner.RunningOn(kind, subject) is { } work)
        {
            _runner.Cancel(work.Id);
        }
    }
}
