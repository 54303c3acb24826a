namespace Simulator.Hardware.Composition;

/// <summary>Who holds what, and which blocks there are, after the changes that were planned so far; the pod itself stays as it is.</summary>
internal sealed class PlannedHoldings(Pod pod)
{
    private readonly Dictionary<string, string?> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceBlock?> _blocks = new(StringComparer.Ordinal);

    public string? HolderOf(string id) => _changed.TryGetValue(id, out var holder) ? holder : pod.Holdings.HolderOf(id);

    public ResourceBlock? FindBlock(string id) => _blocks.TryGetValue(id, out var block) ? block : pod.FindBlock(id);

    /// <summary>Whether a system is called so then; null when the plan says nothing about it.</summary>
    public bool? IsNameTaken(string systemId) => _names.TryGetValue(systemId, out var isTaken) ? isTaken : null;

    public void FreeName(string systemId) => _names[systemId] = false;

    /// <summary>Blocks of a system that is taken apart; what is made of blocks stays so.</summary>
    public void Free(IEnumerable<string> blockIds)
    {
        foreach (var id in blockIds)
        {
            Give(id, to: null, suppliersTo: id);
        }
    }

    /// <param name="systemId">Of the system that the blocks become.</param>
    public void Take(string systemId, IEnumerable<string> blockIds)
    {
        _names[systemId] = true;
        foreach (var id in blockIds)
        {
            Give(id, to: systemId, suppliersTo: systemId);
        }
    }

    /// <summary>A sled that becomes a block; who holds it does so still.</summary>
    public void Add(ResourceBlock registered) => _blocks[registered.Id] = registered;

    public void Make(ResourceBlock composite)
    {
        _blocks[composite.Id] = composite;
        Give(composite.Id, to: null, suppliersTo: composite.Id);
    }

    public void Remove(ResourceBlock composite)
    {
        Give(composite.Id, to: null, suppliersTo: null);
        _blocks[composite.Id] = null;
    }

    private void Give(string blockId, string? to, string? suppliersTo)
    {
        _changed[blockId] = to;
        foreach (var supplier in FindBlock(blockId)?.Suppliers ?? [])
        {
            _changed[supplier.Id] = suppliersTo;
        }
    }
}
