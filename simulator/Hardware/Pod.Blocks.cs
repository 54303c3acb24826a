using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>The inventory as resource blocks: what each is used for, where it can be composed, to whom it is assigned.</content>
public sealed partial class Pod
{
    private readonly ConcurrentDictionary<string, BlockMarks> _marks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResourceBlock> _blocks = new(StringComparer.Ordinal);

    /// <summary>Of all blocks, in the order of the rack file: sleds before devices, and last what is made of them.</summary>
    public IEnumerable<string> BlockIds => Systems.Values.Where(s => s.State.IsBlock).Select(s => s.Id).Concat(Devices.Keys).Concat(Composites.Select(c => c.Id));

    public ResourceBlock? FindBlock(string id) =>
        Systems.TryGetValue(id, out var sled) ? sled.State.IsBlock ? BlockOf(sled) : null
        : Devices.TryGetValue(id, out var device) ? _blocks.GetOrAdd(id, _ => ResourceBlock.Of(device))
        : Volatile.Read(ref _composites).ById.GetValueOrDefault(id);

    // Also while it is none to clients.
    private ResourceBlock BlockOf(ComputerSystem sled) => _blocks.GetOrAdd(sled.Id, _ => ResourceBlock.Of(sled));

    public BlockMarks MarksOf(string blockId) => _marks.GetValueOrDefault(blockId, BlockMarks.None);

    /// <summary>The node that has the block, the first of several; null when it is free.</summary>
    public ComposedNode? NodeOf(ResourceBlock block) => NodeWith(block.Id);

    /// <summary>The node that has the system; null when it is free.</summary>
    public ComposedNode? NodeOf(ComputerSystem system) => NodeWith(system.Id);

    private ComposedNode? NodeWith(string partId) => Holdings.HolderOf(partId) is { } holder ? FindNode(holder) : null;

    /// <summary>Whether it is held, by a node or by a block that is made of it, or is in a zone that a client made.</summary>
    public bool IsTaken(ResourceBlock block) => !Holdings.IsFree(block.Id) || ZoneOf(block.Id) is not null;

    /// <summary>What it is used for: by a node, by a block that is made of it, or, in a zone that a client made, by the system there.</summary>
    public CompositionState StateOf(ResourceBlock block) => NodesWith(block.Id) switch
    {
        [] => block.Health == Health.Critical ? CompositionState.Unavailable : IsTaken(block) ? CompositionState.Composed : CompositionState.Unused,
        var nodes when nodes.Any(n => n.State == ComposedNodeState.Failed) => CompositionState.Failed,
        var nodes when nodes.Any(n => n.State != ComposedNodeState.Assembled) => CompositionState.Composing,
        _ => Holdings.Of(block.Id).HasRoom ? CompositionState.ComposedAndAvailable : CompositionState.Composed,
    };

    /// <summary>
    /// The systems that have the block: a sled is always part of one, of its own while nothing is composed of it. What was made one with other
    /// blocks is so by that block.
    /// </summary>
    public IEnumerable<ComputerSystem> SystemsWith(ResourceBlock block) => NodesWith(block.Id) switch
    {
        [] => (block.IsComposite ? null : block.Sled ?? (ZoneOf(block.Id) is null ? null : HostOf(block.Device!))) is { } system ? [system] : [],
        var nodes => CompositeOf(block.Id) is null ? nodes.Select(n => Systems[n.SystemId]) : [],
    };

    /// <summary>So many systems or blocks have it, or the zone that it is in.</summary>
    public int CompositionsOf(ResourceBlock block) => Holdings.Of(block.Id).Holders.Length is > 0 and var holders ? holders : ZoneOf(block.Id) is null ? 0 : 1;

    /// <summary>Where the block is assigned: nowhere without a client.</summary>
    public BlockPool PoolOf(ResourceBlock block) =>
        ClientOf(block) is null ? BlockPool.Unassigned : IsTaken(block) ? BlockPool.Active : BlockPool.Free;

    /// <summary>To whom it is assigned: while it is part of a system, or of a block, that has a client, to that one.</summary>
    public string? ClientOf(ResourceBlock block) =>
        MarksOf(block.Id).Client ?? NodeOf(block)?.Client ?? (CompositeOf(block.Id) is { } composite ? MarksOf(composite.Id).Client : null);

    /// <summary>Resource zones are the racks: what can be cabled together is what their PCIe switches reach.</summary>
    public IEnumerable<string> ZonesOf(ResourceBlock block) => Racks.Select(r => r.Id).Where(rack => IsInZone(block, rack));

    public IEnumerable<ResourceBlock> BlocksIn(string zoneId) => BlockIds.Select(FindBlock).OfType<ResourceBlock>().Where(b => IsInZone(b, zoneId));

    /// <summary>Ids of blocks that are there, whole or in part: devices, and what is made of them.</summary>
    public IEnumerable<string> BlocksIn(Drawer drawer) => BlocksOf(drawer.Devices.Select(d => d.Id));

    /// <summary>Likewise of a sled.</summary>
    public IEnumerable<string> BlocksIn(ComputerSystem sled) => BlocksOf([sled.Id]);

    /// <summary>Likewise of a box of slots.</summary>
    public IEnumerable<string> BlocksIn(PooledDevice box) => BlocksOf([box.Id]);

    private IEnumerable<string> BlocksOf(IEnumerable<string> partIds) =>
        partIds.Where(id => FindBlock(id) is not null).Concat(partIds.Select(CompositeOf).OfType<ResourceBlock>().Select(c => c.Id).Distinct(StringComparer.Ordinal));

    public static bool IsInZone(ResourceBlock block, string rackId) =>
        block.IsComposite ? block.Suppliers.All(s => IsInZone(s, rackId))
        : block.Sled?.RackId == rackId || block.Device?.ReachedFrom.Contains(rackId) == true;

    /// <summary>Changes what clients write on a block.</summary>
    public void Mark(ResourceBlock block, Func<BlockMarks, BlockMarks> edit)
    {
        using (Act())
        {
            var before = MarksOf(block.Id);
            var after = edit(before);
            if (after != before)
            {
                _marks[block.Id] = after;
                Changed?.Invoke(new HardwareChange("block", block.Id, "Marked", $"{block.Name} is {Words(after)}."));
            }
        }

        static string Words(BlockMarks marks) =>
            $"{(marks.Client is { } client ? $"assigned to {client}" : "assigned to nobody")} and {(marks.Reserved ? "marked as reserved" : "not marked as reserved")}";
    }

    /// <summary>For people: the node or block, and what it is called.</summary>
    internal string WordsFor(string holder) =>
        FindNode(holder) is { } node ? $"node {holder} ({node.Name})" : FindBlock(holder) is { } block ? $"block {holder} ({block.Name})" : holder;
}
