namespace ValenceCore.Placement;

/// <summary>The pod with the fewest nodes of this service: a pod that fails takes as few as possible along.</summary>
internal sealed class Spread : IPlacementPolicy
{
    public string Name => "spread";

    public IEnumerable<PodStock> Order(IReadOnlyList<PodStock> pods, Requirements wanted) =>
        pods.OrderBy(pod => pod.Promise).ThenBy(pod => pod.Nodes);
}
