namespace Simulator.Hardware.Composition;

/// <summary>
/// Gives each request item an asset of its own whenever that is possible at all (bipartite matching), and of all ways the one that takes the
/// best assets: sets of assets that can serve items are a matroid, so taking them best first is optimal.
/// </summary>
internal static class Matching
{
    /// <param name="items">What is asked for.</param>
    /// <param name="assets">What is there, best first.</param>
    /// <param name="suits">Whether an asset satisfies an item.</param>
    /// <returns>The asset of each item, or null when the items cannot all be satisfied.</returns>
    public static IReadOnlyList<TAsset>? Find<TItem, TAsset>(
        IReadOnlyList<TItem> items, IReadOnlyList<TAsset> assets, Func<TItem, TAsset, bool> suits)
    {
        var assetOf = new int[items.Count];
        Array.Fill(assetOf, -1);
        var open = items.Count;
        for (var asset = 0; asset < assets.Count && open > 0; asset++)
        {
            if (Place(asset, new bool[items.Count]))
            {
                open--;
            }
        }

        return open > 0 ? null : [.. assetOf.Select(a => assets[a])];

        // Kuhn's augmenting path: an asset may take an item from another one if that finds a new item to serve.
        bool Place(int asset, bool[] visited)
        {
            for (var item = 0; item < items.Count; item++)
            {
                if (visited[item] || !suits(items[item], assets[asset]))
                {
                    continue;
                }

                visited[item] = true;
                if (assetOf[item] < 0 || Place(assetOf[item], visited))
                {
                    assetOf[item] = asset;
                    return true;
                }
            }

            return false;
        }
    }
}
