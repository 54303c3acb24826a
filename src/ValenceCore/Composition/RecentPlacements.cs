using ValenceCore.Placement;
using ValenceCore.Store;

namespace ValenceCore.Composition;

/// <summary>A pod as it was found, before it is known what has been placed in it since.</summary>
/// <param name="Stock">Null where it is not known.</param>
internal sealed record FoundPod(string PodId, bool IsOnline, Stock? Stock);

/// <summary>
/// What was placed a moment ago and neither rows nor inventories tell yet. Without it all of many requests at once would get the same answer, and the
/// system that was given away last would be offered again until its pod is read anew.
/// </summary>
internal sealed class RecentPlacements(TimeProvider time)
{
    /// <summary>Inventories are seldom believed for longer.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>Until then a node has its row, or never will have one.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<Placed> placed = [];

    /// <summary>Orders the pods and notes the first of them as the one that will get the node.</summary>
    /// <param name="standing">Nodes that have a pod, by their uuids.</param>
    /// <param name="nodeId">Null where nothing is going to be composed.</param>
    public IReadOnlyList<string> Order(
        IPlacementPolicy policy, IReadOnlyList<FoundPod> pods, IReadOnlyDictionary<string, string> standing, Requirements wanted, string? nodeId)
    {
        lock (gate)
        {
            var now = time.Now();
            placed.RemoveAll(one => one.Moment < now - Remembered.TotalMilliseconds);
            var counts = standing.Values.CountBy(podId => podId).ToDictionary();
            var stocks = pods.Select(pod => StockOf(pod, standing, counts.GetValueOrDefault(pod.PodId), wanted, now)).ToList();
            IReadOnlyList<PodStock> ordered = [.. policy.Order(stocks, wanted)];
            if (nodeId is not null && ordered.Count > 0)
            {
                placed.Add(new Placed(nodeId, ordered[0].PodId, Waste.Least(ordered[0].Match, wanted)?.Id, now));
            }

            return [.. ordered.Select(stock => stock.PodId)];
        }
    }

    private PodStock StockOf(FoundPod pod, IReadOnlyDictionary<string, string> standing, int nodes, Requirements wanted, long now)
    {
        // A node that went to another pod after all, or is released by now, takes nothing here.
        var here = placed.Where(one => one.PodId == pod.PodId
            && (standing.TryGetValue(one.NodeId, out var where) ? where == pod.PodId : one.Moment >= now - Settled.TotalMilliseconds)).ToList();
        SystemMatch? match = null;
        if (pod.Stock is { } stock)
        {
            var taken = here.Where(one => one.Moment >= stock.ReadAt).Select(one => one.SystemId).ToHashSet();
            match = SystemMatching.Match([.. stock.Systems.Where(system => !taken.Contains(system.Id))], stock.Devices, wanted);
        }

        return new PodStock(pod.PodId, pod.IsOnline, match, nodes + here.Count(one => !standing.ContainsKey(one.NodeId)));
    }

    private sealed record Placed(string NodeId, string PodId, string? SystemId, long Moment);
}
