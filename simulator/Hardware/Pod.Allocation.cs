using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>What a request gets: taken, or tried on paper.</content>
public sealed partial class Pod
{
    // Whoever loses so often to others takes its turn with everything.
    private const int MostAttempts = 10;

    /// <summary>Reserves a system and pooled devices for a new node, or says why that is impossible. All or nothing.</summary>
    /// <remarks>
    /// Searched without a lock, so that composers do not wait for each other; what was found is tried again under the lock of its group.
    /// Nothing is refused before everything was searched while nothing changed.
    /// </remarks>
    public AllocationResult Allocate(AllocationRequest request)
    {
        for (var attempt = 0; attempt < MostAttempts && FreeAllocator.Find(request).Choice is { } seen; attempt++)
        {
            using (Act(seen.System))
            using (request.RemoteDrive is null ? default : ActOnStorage())
            {
                if (AllocatorIn(Places.In(seen.System.Id)).Find(request).Choice is { } found)
                {
                    return Take_NeedsLock(request, found);
                }
            }
        }

        AllocationRun run;
        using (Act())
        {
            ForgetOverdue_NeedsLock();
            run = FreeAllocator.Find(request);
            if (run.Choice is { } found)
            {
                return Take_NeedsLock(request, found);
            }
        }

        Changed?.Invoke(new HardwareChange("node", request.Name, "Refused", $"No node {request.Name}: {run.Reason}"));
        return Refuse(request, run);
    }

    /// <summary>What <see cref="Allocate"/> would do with a request at this moment, and why. Takes nothing.</summary>
    public AllocationExplanation Explain(AllocationRequest request)
    {
        var run = FreeAllocator.Find(request);
        return ExplanationOf(run, Systems.Count, run.Choice is null ? Refuse(request, run) : null);
    }

    private static AllocationExplanation ExplanationOf(AllocationRun run, int available, AllocationResult.Refused? refused) =>
        new(
            available,
            [
                .. run.Steps.Select(s => new ExplainedFilter(
                    s.Filter.Name, [.. s.Left.All.Select(t => t.System.Id)],
                    [.. s.Dropped.All.Select(t => new ExplainedSystem(t.System.Id, s.Filter.WhatItHas(t.System)))])),
            ],
            run.Choice is { } choice
                ? new ExplainedChoice(choice.System.Id, [.. choice.Devices.Select(d => d.Id)], choice.Vlans, choice.Volume?.ServiceId, choice.Volume?.VolumeId)
                : null,
            refused);

    private AllocationResult.Allocated Take_NeedsLock(AllocationRequest request, AllocationChoice found)
    {
        var node = new ComposedNode(
            NextNodeId(), request.Name, request.Description, found.System.Id, [.. found.Devices.Select(d => d.Id)],
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

    // What nobody holds, no zone has and no reservation keeps.
    private Allocator FreeAllocator => AllocatorIn(Run.Everywhere);

    private Allocator AllocatorIn(Run place) =>
        new(this, Index.Candidates().In(place), id => Holdings.IsFree(id) && ZoneOf(id) is null && ReservationOf(id) is null);

    private AllocationResult.Refused Refuse(AllocationRequest request, AllocationRun run) =>
        new(Systems.Count, run.Counts, run.Reason) { Lack = run.Lack, Nearest = NearestRequests.Find(wish => FreeAllocator.Find(wish).Choice is not null, request, run) };
}
