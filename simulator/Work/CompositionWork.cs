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

    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system.</summary>
    public const string PlugKind = "plug";

    /// <inheritdoc cref="PlugKind"/>
    public const string UnplugKind = "unplug";

    private readonly Lock _releaseLock = new();

    /// <summary>Starts assembly. Null when the node is gone or not <c>Allocated</c>.</summary>
    /// <param name="undo">
    /// Whether a step that fails gives everything back; without, it leaves the node <c>Failed</c> with what was configured so far, and the
    /// client must delete it.
    /// </param>
    public WorkItem? Assemble(string nodeId, bool undo = false)
    {
        if (pod.FindNode(nodeId) is not { } node || !pod.Happened(nodeId, ComposedNodeEvent.Assemble))
        {
            return null;
        }

        List<WorkStep> steps = [];
        steps.AddRange(node.DeviceIds.Select(id => WorkStep.Of($"zone-{id}", pod.Timings.ZoneDevice, () => StillHeld(nodeId))));
        steps.Add(WorkStep.Of("configure-system", pod.Timings.ConfigureSystem, () => StillHeld(nodeId)));
        steps.Add(WorkStep.Of("finish", TimeSpan.Zero, () =>
            pod.Happened(nodeId, ComposedNodeEvent.AssemblyDone) ? StepResult.Done : StepResult.Failed("The node lost a part.")));
        return runner.Start(new WorkPlan(AssembleKind, nodeId, $"Assemble node {node.Name}", steps, reason =>
        {
            pod.Happened(nodeId, ComposedNodeEvent.AssemblyFailed, reason);
            if (undo)
            {
                Release(nodeId);
            }
        }));
    }

    /// <summary>Shows a system the devices of blocks that it got: the fabric needs its time for each. A failure takes all of them away again.</summary>
    public WorkItem Plug(ComputerSystem system, IReadOnlyList<ResourceBlock> blocks) => runner.Start(new WorkPlan(
        PlugKind, system.Id, $"Plug {string.Join(", ", blocks.Select(b => b.Id))} into {system.Name}",
        [.. blocks.SelectMany(b => b.Devices).Select(d => WorkStep.Of($"zone-{d.Id}", pod.Timings.ZoneDevice, () => StepResult.Done))],
        _ =>
        {
            foreach (var block in blocks)
            {
                pod.Detach(system, block.Id);
                foreach (var drive in block.Devices.Where(d => d.Kind == PooledDeviceKind.NVMe))
                {
                    pod.Erase(drive);
                }
            }
        }));

    /// <summary>Takes a block of devices away from a system; drives are erased before they are free.</summary>
    public WorkItem Unplug(ComputerSystem system, ResourceBlock block) => runner.Start(new WorkPlan(
        UnplugKind, system.Id, $"Unplug {block.Name} from {system.Name}",
        [
            .. block.Devices.Where(d => d.Kind == PooledDeviceKind.NVMe).Select(Erase),
            WorkStep.Of("give-back", TimeSpan.Zero, () => pod.Detach(system, block.Id) is { } problem ? StepResult.Failed(problem.Text) : StepResult.Done),
        ]));

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

    /// <summary>Completes when work has ended.</summary>
    public Task EndOf(WorkItem work) => runner.EndOf(work.Id);

    /// <summary>Why work that has ended did not come to its end; null when it did.</summary>
    public string? ReasonOfFailure(WorkItem work) => runner.Find(work.Id) is { State: not WorkState.Done } ended ? ended.Error ?? "It was stopped." : null;

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
