using ValenceCore.PodManagers;

namespace ValenceCore.Composition;

/// <summary>What stands in a pod, as it was read last or now.</summary>
internal interface IKnowStock
{
    /// <summary>Systems and devices; null when they are not known. Never throws for what a pod does.</summary>
    /// <param name="mayRead">Whether the pod may be asked where nothing fresh is stored.</param>
    Task<Stock?> FindAsync(PodManager pod, bool mayRead, CancellationToken cancellation);
}

/// <param name="ReadAt">When the systems were asked for, in Unix milliseconds.</param>
internal sealed record Stock(IReadOnlyList<PodSystem> Systems, IReadOnlyList<PooledDevice> Devices, long ReadAt);
