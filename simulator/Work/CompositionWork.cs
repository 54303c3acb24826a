using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>Assembles composed nodes and takes them apart again, step by step.</summary>
public sealed class CompositionWork(Pod pod, WorkRunner runner, StorageWork storage)
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

        return runner.Start(new WorkPlan(AssembleKind, nodeId, $"Assemble node {node.Name}", Assembly.Of(node), reason =>
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
                foreach (var drive in block.Devices.Where(d => d.IsDrive))
                {
                    pod.Erase(drive);
                }
            }
        }));

    /// <summary>Takes a block of devices away from a system; drives are erased before they are free.</summary>
    public WorkItem Unplug(ComputerSystem system, ResourceBlock block) => runner.Start(new WorkPlan(
        UnplugKind, system.Id, $"Unplug {block.Name} from {system.Name}",
        [
            .. block.Devices.Where(d => d.IsDrive).Select(StepsOf(ReleasePolicy.Newest).Erase),
            WorkStep.Of("give-back", TimeSpan.Zero, () => pod.Detach(system, block.Id) is { } problem ? StepResult.Failed(problem.Text) : StepResult.Done),
        ]));

    /// <summary>
    /// Starts the release of a node, or finds the one that runs: stops assembly, sees to the power, cleans what the next holder must not find,
    /// gives everything back. Null when the node is gone.
    /// </summary>
    /// <param name="nodeId">Of a node in any state.</param>
    /// <param name="policy">What becomes of the pieces; null for <see cref="ReleasePolicy.Newest"/>.</param>
    public WorkItem? Release(string nodeId, ReleasePolicy? policy = null)
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

            // Of a node that was being assembled, and cannot be given back, nobody will finish the assembly.
            return runner.Start(new WorkPlan(
                ReleaseKind, nodeId, $"Release node {node.Name}", StepsOf(policy ?? ReleasePolicy.Newest).Of(node),
                OnFailed: reason => pod.Happened(nodeId, ComposedNodeEvent.AssemblyFailed, reason),
                OnStarting: () => StopChanges(nodeId)));
        }
    }

    /// <summary>Gives a node back whatever becomes of the cleaning (Intel RSD 2.4, ForceDelete). Goes on when nobody waits for it.</summary>
    public async Task ForceReleaseAsync(string nodeId, ReleasePolicy policy)
    {
        if (Release(nodeId, policy) is { } release)
        {
            await EndOf(release);
            pod.Release(nodeId);
        }
    }

    /// <summary>Completes when work has ended.</summary>
    public Task EndOf(WorkItem work) => runner.EndOf(work.Id);

    /// <summary>Why work that has ended did not come to its end; null when it did.</summary>
    public string? ReasonOfFailure(WorkItem work) => runner.ReasonOfFailure(work.Id);

    private void StopChanges(string nodeId)
    {
        foreach (var kind in new[] { AssembleKind, NodePartsWork.AttachKind, NodePartsWork.DetachKind })
        {
            if (runner.RunningOn(kind, nodeId) is { } change)
            {
                runner.Cancel(change.Id);
            }
        }
    }

    private AssemblySteps Assembly => new(pod, storage);

    private ReleaseSteps StepsOf(ReleasePolicy policy) => new(pod, storage, runner, policy);
}
