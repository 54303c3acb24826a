namespace Simulator.Hardware.Composition;

/// <summary>Blocks that only one client may compose for a while.</summary>
/// <param name="Client">Who asked for it; null when nobody is known.</param>
/// <param name="BlockIds">Each once.</param>
/// <param name="Ends">By the clock; null for one that ends with the request that made it.</param>
public sealed record Reservation(string Id, string? Client, IReadOnlyList<string> BlockIds, DateTimeOffset Made, DateTimeOffset? Ends)
{
    /// <summary>Of blocks that are shared, how many shares; one where nothing is said.</summary>
    public IReadOnlyDictionary<string, int> Shares { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public int SharesOf(string blockId) => Shares.GetValueOrDefault(blockId, 1);
}
