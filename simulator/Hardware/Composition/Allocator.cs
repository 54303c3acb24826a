namespace Simulator.Hardware.Composition;

/// <summary>
/// Finds the system, the pooled devices and the pool for a request. Filters narrow the systems in the order of the Intel RSD pod manager and are counted; of
/// the systems that remain the one that wastes least is taken (<see cref="Scarcity"/>), so that big machines and rare things stay free.
/// </summary>
/// <param name="systems">Of which each is as available as it is to who asks.</param>
/// <param name="places">Where those systems are; null for the systems of the pod.</param>
/// <param name="mayTake">Whether a pooled device of that id is free for who asks.</param>
internal sealed class Allocator(Pod pod, Candidates systems, Func<string, bool> mayTake, SystemPlaces? places = null)
{
    public AllocationRun Find(AllocationRequest request)
    {
        var filters = new AllocationFilters(pod, places ?? pod.Places, mayTake, request);
        var left = systems;
        var steps = new List<AllocationStep>();
        foreach (var filter in filters.InOrder())
        {
            var (kept, dropped) = left.Split(filter);
            steps.Add(new AllocationStep(filter, kept, dropped));
            left = kept;
            if (left.Count == 0)
            {
                return new AllocationRun(steps, Choice: null, AllocationLack.System, filter.Reason);
            }
        }

        NodeVolume? volume = null;
        if (request.RemoteDrive is { } drive)
        {
            (volume, var lack, var reason) = VolumeChoice.Find(pod, drive);
            if (volume is null)
            {
                return new AllocationRun(steps, Choice: null, lack, reason);
            }
        }

        // Of equal waste the first in the rack file.
        var best = left.Firsts.Select(filters.Complete).MinBy(t => (pod.Scarcity.Waste(t, request), t.Place))!;
        return new AllocationRun(steps, new AllocationChoice(best.System, [.. best.Devices], VlansOf(request, best), volume));
    }

    private static IReadOnlyList<NicVlans> VlansOf(AllocationRequest request, Trial trial) =>
    [
        .. request.EthernetInterfaces.Zip(trial.Nics!).Where(e => e.First.Vlans.Count > 0)
            .Select(e => new NicVlans(e.Second.Id, e.First.Vlans, e.First.PrimaryVlan)),
    ];
}
