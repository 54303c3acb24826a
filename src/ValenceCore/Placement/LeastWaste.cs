namespace ValenceCore.Placement;

/// <summary>The pod whose best system has least beyond what is wanted: big machines stay free for those who need them.</summary>
internal sealed class LeastWaste : IPlacementPolicy
{
    /// <summary>Gibibytes of memory that weigh as much as one core.</summary>
    private const double GiBPerCore = 4;

    public string Name => "least-waste";

    public IEnumerable<PodStock> Order(IReadOnlyList<PodStock> pods, Requirements wanted) =>
        pods.OrderBy(pod => pod.Promise).ThenBy(pod => pod.Match?.Fitting.Select(system => WasteOf(system, wanted)).DefaultIfEmpty(0).Min() ?? 0);

    /// <summary>In cores.</summary>
    private static double WasteOf(PodSystem system, Requirements wanted) =>
        system.Cores - (wanted.TotalCores ?? 0) + ((system.MemoryGiB - ((wanted.MemoryMiB ?? 0) / 1024.0)) / GiBPerCore);
}
