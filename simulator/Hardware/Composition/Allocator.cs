namespace Simulator.Hardware.Composition;

/// <summary>
/// Finds the system, the pooled devices and the pool for a request. Filters narrow the systems in the order of the Intel RSD pod manager and are counted; of
/// the systems that remain the one that wastes least is taken (<see cref="Scarcity"/>), so that big machines and rare things stay free.
/// </summary>
/// <param name="mayTake">Whether a system or device of that id is free for who asks.</param>
internal sealed class Allocator(Pod pod, Func<string, bool> mayTake)
{
    /// <param name="request">What is asked for.</param>
    /// <param name="among">These systems alone; null for all of the pod.</param>
    public AllocationRun Find(AllocationRequest request, IEnumerable<ComputerSystem>? among = null)
    {
        var filters = new AllocationFilters(pod, mayTake, request);
        var left = new Candidates([.. (among ?? pod.Systems.Values).Select((s, place) => new Trial(s, place))]);
        var steps = new List<AllocationStep>();
        foreach (var filter in filters.InOrder())
        {
            // What is left to ask is the same for systems that are alike: one of them answers for all.
            left = filter.IsOfTheSystem || filters.NamesParts ? left : left.Grouped();
            var (kept, dropped) = left.Split(filter.Keeps);
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

        var best = left.Firsts.MinBy(t => pod.Scarcity.Waste(t, request))!;
        return new AllocationRun(steps, new AllocationChoice(best.System, [.. best.Devices], VlansOf(request, best), volume));
    }

    private static IReadOnlyList<NicVlans> VlansOf(AllocationRequest request, Trial trial) =>
    [
        .. request.EthernetInterfaces.Zip(trial.Nics).Where(e => e.First.Vlans.Count > 0)
            .Select(e => new NicVlans(e.Second.Id, e.First.Vlans, e.First.PrimaryVlan)),
    ];
}
