namespace Simulator.Hardware.Composition;

/// <summary>
/// Divides the modules of a system among the memory groups of a request: each group has the capacity together, no module is in two groups. Modules that
/// are alike are counted, not told apart, so the search through all ways is short; where it is not, it ends at a bound, and the system counts as too small.
/// </summary>
internal sealed class MemoryGroups
{
    // Systems have modules of one or two kinds; with those the search ends after some dozens.
    private const int MostTries = 20_000;

    private readonly IReadOnlyList<(int NeededMiB, int Index)> _groups;
    private readonly IReadOnlyList<(int CapacityMiB, string Suits)> _kinds;
    private readonly int[] _left;
    private readonly HashSet<string> _inVain = new(StringComparer.Ordinal);
    private int _tries;

    private MemoryGroups(IReadOnlyList<MemoryModule> modules, IReadOnlyList<MemoryRequest> asked)
    {
        var kinds = modules
            .GroupBy(m => (m.CapacityMiB, Suits: string.Concat(asked.Select(item => Suits(item, m) ? '1' : '0'))))
            .OrderByDescending(g => g.Key.CapacityMiB).ToList();
        _kinds = [.. kinds.Select(g => g.Key)];
        _left = [.. kinds.Select(g => g.Count())];

        // Who has the least choice goes first.
        _groups =
        [
            .. asked.Select((item, index) => (Needed: item.CapacityMiB ?? 1, Index: index))
                .OrderBy(g => kinds.Where(k => k.Key.Suits[g.Index] == '1').Sum(k => k.Count())).ThenByDescending(g => g.Needed),
        ];
    }

    public static bool Fit(IReadOnlyList<MemoryModule> modules, IReadOnlyList<MemoryRequest> asked) => asked switch
    {
        [] => true,
        [var only] => modules.Where(m => Suits(only, m)).Sum(m => (long)m.CapacityMiB) >= (only.CapacityMiB ?? 1),
        _ => asked.Count <= modules.Count && modules.Sum(m => (long)m.CapacityMiB) >= asked.Sum(item => (long)(item.CapacityMiB ?? 1))
            && new MemoryGroups(modules, asked).Place(0),
    };

    /// <summary>Whether a module may serve an item.</summary>
    public static bool Suits(MemoryRequest item, MemoryModule module) =>
        (item.At?.PartId is null || item.At.PartId == module.Id)
        && (item.MemoryType is null || item.MemoryType == module.MemoryType)
        && (item.DeviceType is null || item.DeviceType == module.DeviceType)
        && (item.Manufacturer is null || item.Manufacturer == module.Manufacturer)
        && module.SpeedMHz >= (item.SpeedMHz ?? 0)
        && MemoryModule.DataWidthBits >= (item.DataWidthBits ?? 0);

    private bool Place(int group)
    {
        if (group == _groups.Count)
        {
            return true;
        }

        var state = $"{group}:{string.Join(',', _left)}";
        if (_inVain.Contains(state))
        {
            return false;
        }

        var found = Cover(group, kind: 0, _groups[group].NeededMiB);
        if (!found)
        {
            _inVain.Add(state);
        }

        return found;
    }

    private bool Cover(int group, int kind, int needed)
    {
        if (needed <= 0)
        {
            return Place(group + 1);
        }

        if (kind == _kinds.Count || ++_tries > MostTries)
        {
            return false;
        }

        var (capacity, suits) = _kinds[kind];
        var most = suits[_groups[group].Index] == '1' ? Math.Min(_left[kind], (int)(((long)needed + capacity - 1) / capacity)) : 0;
        for (var taken = most; taken >= 0; taken--)
        {
            _left[kind] -= taken;
            var found = Cover(group, kind + 1, needed - (taken * capacity));
            _left[kind] += taken;
            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
