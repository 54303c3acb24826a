namespace ValenceCore.Placement;

/// <summary>The pod whose best system has least beyond what is wanted: big machines stay free for those who need them.</summary>
internal sealed class LeastWaste : IPlacementPolicy
{
    public string Name => "least-waste";

    public IEnumerable<PodStock> Order(IReadOnlyList<PodStock> pods, Requirements wanted) =>
        pods.OrderBy(pod => pod.Promise).ThenBy(pod => Waste.Least(pod.Match, wanted) is { } system ? Waste.Of(system, wanted) : 0);
}
