namespace Simulator.Hardware.Composition;

/// <summary>Gives each request item an asset of its own whenever that is possible at all (bipartite matching).</summary>
internal static class Matching
{
    /// <param name="items">What is asked for.</param>
    /// <param name="assets">What is there, best first: an item takes the earliest asset that leaves room for all others.</param>
    /// <param name="suits">Whether an asset satisfies an item.</param>
    /// <returns>The asset of each item, or null when the items cannot all be satisfied.</returns>
    public static IReadOnlyList<TAsset>? Find<TItem, TAsset>(
        IReadOnlyList<TItem> items, IReadOnlyList<TAsset> assets, Func<TItem, TAsset, bool> suits)
    {
        var itemOf = new int[assets.Count];
        Array.Fill(itemOf, -1);
        for (var item = 0; item < items.Count; item++)
        {
            if (!Place(item, new bool[assets.Count]))
            {
                return null;
            }
        }

        var found = new TAsset[items.Count];
        for (var asset = 0; asset < assets.Count; asset++)
        {
            if (itemOf[asset] >= 0)
            {
                found[itemOf[asset]] = assets[asset];
            }
        }

        return found;

        // Kuhn's augmenting path: an item may push another off its asset if that one finds a new place.
        bool Place(int item, bool[] visited)
        {
            for (var asset = 0; asset < assets.Count; asset++)
            {
                if (visited[asset] || !suits(items[item], assets[asset]))
                {
                    continue;
                }

                visited[asset] = true;
                if (itemOf[asset] < 0 || Place(itemOf[asset], visited))
                {
                    itemOf[asset] = item;
                    return true;
                }
            }

            return false;
        }
    }
}
