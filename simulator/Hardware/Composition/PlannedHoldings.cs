namespace Simulator.Hardware.Composition;

/// <summary>Who holds what after the changes that were planned so far; the pod itself stays as it is.</summary>
internal sealed class PlannedHoldings(Holdings holdings)
{
    private readonly Dictionary<string, string?> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _names = new(StringComparer.Ordinal);

    public string? HolderOf(string id) => _changed.TryGetValue(id, out var holder) ? holder : holdings.HolderOf(id);

    /// <summary>Whether a system is called so then; null when the plan says nothing about it.</summary>
    public bool? IsNameTaken(string systemId) => _names.TryGetValue(systemId, out var isTaken) ? isTaken : null;

    public void FreeName(string systemId) => _names[systemId] = false;

    public void Free(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            _changed[id] = null;
        }
    }

    /// <param name="systemId">Of the system that the blocks become.</param>
    public void Take(string systemId, IEnumerable<string> ids)
    {
        _names[systemId] = true;
        foreach (var id in ids)
        {
            _changed[id] = systemId;
        }
    }
}
