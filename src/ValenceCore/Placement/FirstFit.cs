namespace ValenceCore.Placement;

/// <summary>The first pod by name that has something: fills one pod after the other.</summary>
internal sealed class FirstFit : IPlacementPolicy
{
    public string Name => "first-fit";

    public bool WeighsStock => false;

    public IEnumerable<PodStock> Order(IReadOnlyList<PodStock> pods, Requirements wanted) => pods.OrderBy(pod => pod.Promise);
}
