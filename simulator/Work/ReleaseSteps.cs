using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>The steps of a release: power, volumes, drives, VLANs, secrets, and then all that is held.</summary>
internal sealed class ReleaseSteps(Pod pod, StorageWork storage, WorkRunner runner, ReleasePolicy policy)
{
    public IReadOnlyList<WorkStep> Of(ComposedNode node) =>
    [
        WorkStep.Of("power-off", TimeForPower(node), () => Leave(node)),
        .. node.Volumes.Where(v => v.VolumeId is not null).Select(v => Free(node.Id, new VolumeId(v.ServiceId, v.VolumeId!))),
        .. node.DeviceIds.Select(id => pod.Devices[id]).Where(d => d.IsDrive && !IsSpared(d.State.EraseOnDetach)).Select(Erase),
        .. node.Vlans.Select(v => Do($"drop-vlans-{v.NicId}", pod.Timings.ConfigurePort, () => pod.DropVlans(pod.Systems[node.SystemId], v.NicId))),
        .. Clearings(node).Select(c => Do(c.Name, pod.Timings.ClearSecrets, c.Clear)),
        WorkStep.Of("give-back", TimeSpan.Zero, () =>
        {
            // Again: erasing takes its time, and somebody may have used the system meanwhile.
            Leave(node);
            Clearings(node).ToList().ForEach(c => c.Clear());
            pod.Release(node.Id);
            return StepResult.Done;
        }),
    ];

    /// <summary>Erases a pooled drive.</summary>
    public WorkStep Erase(PooledDevice drive) => Do($"erase-{drive.Id}", pod.Timings.EraseDrive, () => pod.Erase(drive));

    private bool IsSpared(bool eraseOnDetach) => policy.AsksEraseOnDetach && !eraseOnDetach;

    private WorkStep Free(string nodeId, VolumeId volume) => policy.KeepsVolumes
        ? Do($"free-volume-{volume.Id}", TimeSpan.Zero, () => pod.Disconnect(nodeId, volume, keepsTarget: true))
        : pod.FindVolume(volume) is var (_, found) && IsSpared(found.EraseOnDetach)
        ? Do($"free-volume-{volume.Id}", TimeSpan.Zero, () => pod.Disconnect(nodeId, volume))
        : WorkStep.Of($"delete-volume-{volume.Id}", pod.Timings.InitializeVolume, () => storage.DeleteOf(nodeId, volume) == VolumeRemoval.InUse
            ? StepResult.Failed($"A snapshot stands on volume {volume}, or another target shows it.")
            : StepResult.Done);

    private IEnumerable<(string Name, Action Clear)> Clearings(ComposedNode node)
    {
        var system = pod.Systems[node.SystemId];
        if (policy.ClearsTpm && node.ClearTpmOnDelete && system.State.TpmHasSecrets)
        {
            yield return ("clear-tpm", () => pod.ClearTpm(system));
        }

        if (policy.ClearsMemory && node.ClearPersistentMemoryOnDelete && system.State.MemoryHasData)
        {
            yield return ("clear-memory", () => pod.ClearPersistentMemory(system));
        }
    }

    // An operating system that is asked takes its time.
    private TimeSpan TimeForPower(ComposedNode node) =>
        policy.Power == PowerAtRelease.Graceful && pod.Systems[node.SystemId].State.Power == PowerState.On ? pod.Timings.PowerOff : TimeSpan.Zero;

    // The next holder must not find the boot override of the last one, nor, where pod managers see to that, the machine running.
    private StepResult Leave(ComposedNode node)
    {
        var system = pod.Systems[node.SystemId];
        pod.SetBoot(system, BootOverride.Default);
        pod.SetUserMode(system, isEnabled: false);
        if (policy.Power == PowerAtRelease.Left || (policy.Power == PowerAtRelease.OffIfAssembled && node.State != ComposedNodeState.Assembled))
        {
            return StepResult.Done;
        }

        if (runner.RunningOn("power", system.Id) is { } change)
        {
            runner.Cancel(change.Id);
        }

        pod.SetPower(system, PowerState.Off);
        return StepResult.Done;
    }

    private static WorkStep Do(string name, TimeSpan duration, Action act) => WorkStep.Of(name, duration, () =>
    {
        act();
        return StepResult.Done;
    });
}
