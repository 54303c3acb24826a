using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>Assembles composed nodes and takes them apart again, step by step.</summary>
public sealed class CompositionWork(Pod pod, WorkRunner runner)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a composed node.</summary>
    public const string AssembleKind = "assemble";

    /// <inheritdoc cref="AssembleKind"/>
    public const string ReleaseKind = "release";

    private readonly Lock _releaseLock = new();

    /// <summary>Starts assembly. False when the node is gone or not <c>Allocated</c>.</summary>
    /// <remarks>A step that fails leaves the node <c>Failed</c> with what was configured so far; the client must delete it.</remarks>
    public bool Assemble(string nodeId)
    {
        if (pod.FindNode(nodeId) is not { } node || !pod.Happened(nodeId, ComposedNodeEvent.Assemble))
        {
            return false;
        }

        List<WorkStep> steps = [];
        steps.AddRange(node.DeviceIds.Select(id => WorkStep.Of($"zone-{id}", pod.Timings.ZoneDevice, () => StillHeld(nodeId))));
        steps.Add(WorkStep.Of("configure-system", pod.Timings.ConfigureSystem, () => StillHeld(nodeId)));
        steps.Add(WorkStep.Of("finish", TimeSpan.Zero, () =>
            pod.Happened(nodeId, ComposedNodeEvent.AssemblyDone) ? StepResult.Done : StepResult.Failed("The node lost a part.")));
        runner.Start(new WorkPlan(
            AssembleKind, nodeId, $"Assemble node {node.Name}", steps,
            reason => pod.Happened(nodeId, ComposedNodeEvent.AssemblyFailed, reason)));
        return true;
    }

    /// <summary>
    /// Starts the release of a node, or finds the one that runs: stops assembly, sees to the power, erases pooled drives,
    /// gives everything back. Null when the node is gone.
    /// </summary>
    public WorkItem? Release(string nodeId, PowerAtRelease power = PowerAtRelease.Off)
    {
        lock (_releaseLock)
        {
            if (runner.RunningOn(ReleaseKind, nodeId) is { } earlier)
            {
                return earlier;
            }

            if (pod.FindNode(nodeId) is not { } node)
            {
                return null;
            }

            if (runner.RunningOn(AssembleKind, nodeId) is { } assembly)
            {
                runner.Cancel(assembly.Id);
            }

            List<WorkStep> steps = [WorkStep.Of("power-off", TimeFor(power, node), () => Leave(node, power))];
            steps.AddRange(node.DeviceIds.Select(id => pod.Devices[id]).Where(d => d.Kind == PooledDeviceKind.NVMe).Select(Erase));
            steps.Add(WorkStep.Of("give-back", TimeSpan.Zero, () =>
            {
                // Again: erasing takes its time, and somebody may have used the system meanwhile.
                Leave(node, power);
                pod.Release(nodeId);
                return StepResult.Done;
            }));
            return runner.Start(new WorkPlan(ReleaseKind, nodeId, $"Release node {node.Name}", steps));
        }
    }

    /// <summary>Completes when a release has ended.</summary>
    public Task EndOf(WorkItem release) => runner.EndOf(release.Id);

    /// <summary>Why a release that has ended did not give everything back; null when it did.</summary>
    public string? ReasonOfFailure(WorkItem release) => runner.Find(release.Id) is { State: not WorkState.Done } ended ? ended.Error ?? "It was stopped." : null;

    private StepResult StillHeld(string nodeId) =>
        pod.FindNode(nodeId)?.State == ComposedNodeState.Assembling ? StepResult.Done : StepResult.Failed("The node lost a part.");

    // An operating system that is asked takes its time.
    private TimeSpan TimeFor(PowerAtRelease power, ComposedNode node) =>
        power == PowerAtRelease.Graceful && pod.Systems[node.SystemId].State.Power == PowerState.On ? pod.Timings.PowerOff : TimeSpan.Zero;

    // The next holder must not find the boot override of the last one, nor, where pod managers see to that, the machine running.
    private StepResult Leave(ComposedNode node, PowerAtRelease power)
    {
        var system = pod.Systems[node.SystemId];
        pod.SetBoot(system, BootOverride.Default);
        if (power == PowerAtRelease.Left || (power == PowerAtRelease.OffIfAssembled && node.State != ComposedNodeState.Assembled))
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

    private WorkStep Erase(PooledDevice drive) => WorkStep.Of($"erase-{drive.Id}", pod.Timings.EraseDrive, () =>
    {
        pod.Erase(drive);
        return StepResult.Done;
    });
}
