namespace Simulator.Hardware.Composition;

/// <summary>Who holds what, and which blocks there are, after the changes that were planned so far; the pod itself stays as it is.</summary>
internal sealed class PlannedHoldings(Pod pod)
{
    private readonly Dictionary<string, Held> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceBlock?> _blocks = new(StringComparer.Ordinal);

    private PlannedHoldings(Pod pod, PlannedHoldings other)
        : this(pod) =>
        (_changed, _names, _blocks) = (new(other._changed, StringComparer.Ordinal), new(other._names, StringComparer.Ordinal), new(other._blocks, StringComparer.Ordinal));

    /// <summary>What the plan may have changed.</summary>
    public IEnumerable<string> Touched => _changed.Keys.Concat(_blocks.Keys);

    /// <summary>As it is planned so far, whatever is planned after that.</summary>
    public PlannedHoldings Copy() => new(pod, this);

    public Held Of(string id) => _changed.TryGetValue(id, out var held) ? held : pod.Holdings.Of(id);

    public ResourceBlock? FindBlock(string id) => _blocks.TryGetValue(id, out var block) ? block : pod.FindBlock(id);

    /// <summary>Blocks made of blocks that there are then.</summary>
    public IEnumerable<ResourceBlock> Composites =>
        pod.Composites.Where(c => !_blocks.ContainsKey(c.Id)).Concat(_blocks.Values.OfType<ResourceBlock>().Where(b => b.IsComposite));

    /// <summary>Whether a system is called so then; null when the plan says nothing about it.</summary>
    public bool? IsNameTaken(string systemId) => _names.TryGetValue(systemId, out var isTaken) ? isTaken : null;

    /// <summary>A system is taken apart; what is made of blocks stays so.</summary>
    /// <param name="systemId">As it is called while it is composed.</param>
    /// <param name="nodeId">Of the node that it is; in a plan a system goes by its name.</param>
    public void Free(string systemId, string nodeId, IEnumerable<string> blockIds)
    {
        _names[systemId] = false;
        foreach (var id in blockIds)
        {
            _changed[id] = Of(id).Without(nodeId).Without(systemId);
            GiveSuppliers(id, to: id);
        }
    }

    /// <param name="systemId">Of the system that the blocks become.</param>
    public void Take(string systemId, IEnumerable<string> blockIds)
    {
        _names[systemId] = true;
        foreach (var id in blockIds)
        {
            _changed[id] = Of(id).With(systemId, pod.RoomOf(id));
            GiveSuppliers(id, to: systemId);
        }
    }

    /// <summary>A sled that becomes a block; who holds it does so still.</summary>
    public void Add(ResourceBlock registered) => _blocks[registered.Id] = registered;

    public void Make(ResourceBlock composite)
    {
        _blocks[composite.Id] = composite;
        _changed[composite.Id] = Held.ByNobody;
        GiveSuppliers(composite.Id, to: composite.Id);
    }

    public void Remove(ResourceBlock composite)
    {
        GiveSuppliers(composite.Id, to: null);
        _blocks[composite.Id] = null;
    }

    private void GiveSuppliers(string blockId, string? to)
    {
        foreach (var supplier in FindBlock(blockId)?.Suppliers ?? [])
        {
            _changed[supplier.Id] = to is null ? Held.ByNobody : Held.ByNobody.With(to, most: 1);
        }
    }
}
