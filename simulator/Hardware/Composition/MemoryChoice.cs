namespace Simulator.Hardware.Composition;

/// <summary>
/// Modules of the pool that make up what a system lacks: of all sets of modules with which the groups of a request fit, one with the least
/// capacity, and of these one with the fewest modules. Sets are tried smallest first; modules that are alike are counted, not told apart.
/// </summary>
internal static class MemoryChoice
{
    // With modules of a few sizes the first set that fits comes after some hundreds.
    private const int MostTries = 5_000;

    /// <param name="builtIn">Goes with the system anyway.</param>
    /// <param name="asked">See <see cref="MemoryGroups"/>.</param>
    /// <param name="reached">Free devices of the pool; those without memory are left alone.</param>
    /// <returns>Empty when the system has enough; null when all of the pool together is not.</returns>
    public static IReadOnlyList<PooledDevice>? Find(
        IReadOnlyList<MemoryModule> builtIn, IReadOnlyList<MemoryRequest> asked, IReadOnlyList<PooledDevice> reached)
    {
        if (MemoryGroups.Fit(builtIn, asked))
        {
            return [];
        }

        var kinds = reached.Where(d => d.Memory is { } module && asked.Any(item => MemoryGroups.Suits(item, module)))
            .GroupBy(d => (d.Memory!.CapacityMiB, string.Concat(asked.Select(item => MemoryGroups.Suits(item, d.Memory) ? '1' : '0'))))
            .Select(g => (Capacity: (long)g.Key.CapacityMiB, Devices: g.ToList())).OrderByDescending(k => k.Capacity).ToList();
        return kinds.Count > 0 && MemoryGroups.Fit([.. builtIn, .. kinds.SelectMany(k => k.Devices).Select(d => d.Memory!)], asked) ? Smallest(builtIn, asked, kinds) : null;
    }

    private static IReadOnlyList<PooledDevice>? Smallest(
        IReadOnlyList<MemoryModule> builtIn, IReadOnlyList<MemoryRequest> asked, List<(long Capacity, List<PooledDevice> Devices)> kinds)
    {
        var lacking = asked.Sum(item => (long)(item.CapacityMiB ?? 1)) - builtIn.Sum(m => (long)m.CapacityMiB);
        var sets = new PriorityQueue<(int[] Counts, int Last), (long Capacity, int Modules)>();
        sets.Enqueue((new int[kinds.Count], 0), (0, 0));
        for (var tries = 0; sets.TryDequeue(out var set, out var size); tries++)
        {
            // Beyond that it is no longer the smallest, but still enough.
            if (tries > MostTries)
            {
                return Enough(builtIn, asked, kinds);
            }

            if (size.Capacity >= lacking && Of(set.Counts) is var devices && MemoryGroups.Fit([.. builtIn, .. devices.Select(d => d.Memory!)], asked))
            {
                return devices;
            }

            // Each set is reached in one way: kinds are added to in their order.
            for (var kind = set.Last; kind < kinds.Count; kind++)
            {
                if (set.Counts[kind] < kinds[kind].Devices.Count)
                {
                    int[] more = [.. set.Counts];
                    more[kind]++;
                    sets.Enqueue((more, kind), (size.Capacity + kinds[kind].Capacity, size.Modules + 1));
                }
            }
        }

        return null;

        List<PooledDevice> Of(int[] counts) => [.. kinds.Zip(counts, (kind, count) => kind.Devices.Take(count)).SelectMany(d => d)];
    }

    // All of the pool, less whatever can be spared, the largest first.
    private static List<PooledDevice> Enough(IReadOnlyList<MemoryModule> builtIn, IReadOnlyList<MemoryRequest> asked, List<(long Capacity, List<PooledDevice> Devices)> kinds)
    {
        var left = kinds.SelectMany(k => k.Devices).ToList();
        foreach (var device in left.ToList())
        {
            List<PooledDevice> without = [.. left.Where(d => d != device)];
            if (MemoryGroups.Fit([.. builtIn, .. without.Select(d => d.Memory!)], asked))
            {
                left = without;
            }
        }

        return left;
    }
}
