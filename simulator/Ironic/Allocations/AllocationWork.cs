using System.Text.Json.Nodes;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>Finds a node for each allocation, and lets it go again.</summary>
internal sealed class AllocationWork(Conductor conductor)
{
    private readonly AllocationChoice _choice = new(conductor);

    /// <summary>Takes a node, or says on the allocation why there is none.</summary>
    public void Start(IronicAllocation allocation)
    {
        var uuid = allocation.Uuid;
        conductor.Start(
            "ironic-allocate",
            uuid,
            $"Allocate a node for {allocation.Name ?? uuid}",
            [WorkStep.Of("take-node", conductor.Settings.Timings.Allocating, () => Take(uuid))],
            reason => conductor.Allocations.Change(uuid, a => a with { State = IronicAllocation.Error, LastError = reason }));
    }

    /// <summary>A node that runs an instance keeps its allocation.</summary>
    public IronicError? RefuseDelete(IronicAllocation allocation) =>
        allocation.NodeUuid is { } uuid && conductor.Nodes.ByUuid(uuid) is { } node
            ? Conductor.RefuseLocked(node) ?? (node.Maintenance || node.ProvisionState is ProvisionState.Available or ProvisionState.Manageable or ProvisionState.Enroll
                ? null
                : IronicErrors.Conflict($"Allocation {allocation.Uuid} can not be removed while node {uuid} is in state \"{node.ProvisionState}\"; undeploy the node."))
            : null;

    public void LetGo(IronicAllocation allocation)
    {
        if (allocation.NodeUuid is { } node)
        {
            conductor.Nodes.Change(node, n => n.AllocationUuid == allocation.Uuid
                ? n with { AllocationUuid = null, InstanceUuid = null, InstanceInfo = n.InstanceInfo.Without("traits") }
                : n);
        }
    }

    private StepResult Take(string uuid)
    {
        if (conductor.Allocations.Find(uuid) is not { State: IronicAllocation.Allocating } allocation)
        {
            return StepResult.Done; // deleted meanwhile
        }

        if (allocation.NodeUuid is { } backfilled)
        {
            return Bind(allocation, backfilled, isBackfill: true) is { } refusal ? Failed(allocation, refusal) : StepResult.Done;
        }

        var isLocked = false;
        foreach (var candidate in _choice.Of(allocation))
        {
            if (Bind(allocation, candidate.Uuid, isBackfill: false) is null)
            {
                return StepResult.Done;
            }

            isLocked = isLocked || conductor.Nodes.ByUuid(candidate.Uuid)?.Reservation is not null;
        }

        return isLocked
            ? StepResult.Continue(conductor.Settings.Timings.PowerPoll)
            : Failed(allocation, _choice.WhyNone(allocation));
    }

    private static StepResult Failed(IronicAllocation allocation, string reason) =>
        StepResult.Failed($"Failed to process allocation {allocation.Uuid}: {reason}");

    /// <returns>Null when the node is the allocation's, otherwise why not.</returns>
    private string? Bind(IronicAllocation allocation, string nodeUuid, bool isBackfill)
    {
        var bound = conductor.Nodes.Change(nodeUuid, n =>
            Conductor.RefuseLocked(n) is { } locked ? locked
            : !isBackfill && !_choice.Fits(n, allocation) ? IronicErrors.Conflict($"Node {n.Uuid} was taken meanwhile.")
            : isBackfill && n.ProvisionState != ProvisionState.Active ? IronicErrors.Conflict($"Node {n.Uuid} is in state \"{n.ProvisionState}\"; only an active one is backfilled.")
            : isBackfill && n.AllocationUuid is not null ? IronicErrors.Conflict($"Node {n.Uuid} has the allocation {n.AllocationUuid} already.")
            : isBackfill && n.InstanceUuid is not null && n.InstanceUuid != allocation.Uuid ? IronicErrors.Conflict($"Node {n.Uuid} has the instance {n.InstanceUuid}.")
            : n with
            {
                InstanceUuid = allocation.Uuid,
                AllocationUuid = allocation.Uuid,
                InstanceInfo = allocation.Traits.Count == 0
                    ? n.InstanceInfo
                    : n.InstanceInfo.With("traits", new JsonArray([.. allocation.Traits.Select(t => JsonValue.Create(t))])),
            });
        if (bound.Error is not null)
        {
            return bound.Error.Message;
        }

        var kept = conductor.Allocations.Change(allocation.Uuid, a => a with { State = IronicAllocation.Active, NodeUuid = nodeUuid, LastError = null });
        if (kept.Error is not null)
        {
            LetGo(allocation with { NodeUuid = nodeUuid });
            return null;
        }

        conductor.World.Journal.Record("ironic", nodeUuid, "allocated", $"Node {bound.Value.Name ?? nodeUuid} was allocated to {allocation.Name ?? allocation.Uuid}.");
        return null;
    }
}
