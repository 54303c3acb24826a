using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>What a request gets: taken, or tried on paper.</content>
public sealed partial class Pod
{
    /// <summary>Reserves a system and pooled devices for a new node, or says why that is impossible. All or nothing.</summary>
    public AllocationResult Allocate(AllocationRequest request)
    {
        using (Act())
        {
            var allocator = FreeAllocator;
            var run = allocator.Find(request);
            if (run.Choice is not { } found)
            {
                Changed?.Invoke(new HardwareChange("node", request.Name, "Refused", $"No node {request.Name}: {run.Reason}"));
                return Refuse_NeedsLock(allocator, request, run);
            }

            var node = new ComposedNode(
                $"{++_lastNode}", request.Name, request.Description, found.System.Id, [.. found.Devices.Select(d => d.Id)],
                ComposedNodeState.Allocated, _clock.GetUtcNow(), Reason: null, WasAssembled: false,
                request.ClearTpmOnDelete, request.ClearPersistentMemoryOnDelete)
            {
                Volumes = found.Volume is { } volume ? [volume] : [],
                Vlans = found.Vlans,
            };
            Take_NeedsLock(node);
            Report_NeedsLock(node, $"Node {node.Name} reserves {string.Join(", ", node.DeviceIds.Prepend(node.SystemId))}.");
            return new AllocationResult.Allocated(node);
        }
    }

    /// <summary>What <see cref="Allocate"/> would do with a request at this moment, and why. Takes nothing.</summary>
    public AllocationExplanation Explain(AllocationRequest request)
    {
        using (Act())
        {
            var allocator = FreeAllocator;
            var run = allocator.Find(request);
            return new AllocationExplanation(
                Systems.Count,
                [
                    .. run.Steps.Select(s => new ExplainedFilter(
                        s.Filter.Name, [.. s.Left.Select(t => t.System.Id)],
                        [.. s.Dropped.Select(t => new ExplainedSystem(t.System.Id, s.Filter.WhatItHas(t.System)))])),
                ],
                run.Choice is { } choice
                    ? new ExplainedChoice(choice.System.Id, [.. choice.Devices.Select(d => d.Id)], choice.Vlans, choice.Volume?.ServiceId, choice.Volume?.VolumeId)
                    : null,
                run.Choice is null ? Refuse_NeedsLock(allocator, request, run) : null);
        }
    }

    // What nobody holds, no zone has and no reservation keeps.
    private Allocator FreeAllocator => new(this, id => Holdings.IsFree(id) && ZoneOf(id) is null && ReservationOf(id) is null);

    private AllocationResult.Refused Refuse_NeedsLock(Allocator allocator, AllocationRequest request, AllocationRun run) =>
        new(Systems.Count, run.Counts, run.Reason) { Lack = run.Lack, Nearest = NearestRequests.Find(allocator, request, run) };
}
