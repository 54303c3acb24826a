using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>The inventory as resource blocks: what each is used for, where it can be composed, to whom it is assigned.</content>
public sealed partial class Pod
{
    private readonly ConcurrentDictionary<string, BlockMarks> _marks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResourceBlock> _blocks = new(StringComparer.Ordinal);

    /// <summary>Of all blocks, in the order of the rack file: sleds before devices.</summary>
    public IEnumerable<string> BlockIds => Systems.Keys.Concat(Devices.Keys);

    public ResourceBlock? FindBlock(string id) =>
        Systems.TryGetValue(id, out var sled) ? _blocks.GetOrAdd(id, _ => ResourceBlock.Of(sled))
        : Devices.TryGetValue(id, out var device) ? _blocks.GetOrAdd(id, _ => ResourceBlock.Of(device))
        : null;

    public BlockMarks MarksOf(string blockId) => _marks.GetValueOrDefault(blockId, BlockMarks.None);

    /// <summary>The node that has the block; null when it is free.</summary>
    public ComposedNode? NodeOf(ResourceBlock block) => Holdings.HolderOf(block.Id) is { } holder ? FindNode(holder) : null;

    /// <summary>What it is used for: by a node, or, in a zone that a client made, by the system there.</summary>
    public CompositionState StateOf(ResourceBlock block) => NodeOf(block)?.State switch
    {
        null => block.Health == Health.Critical ? CompositionState.Unavailable
            : ZoneOf(block.Id) is null ? CompositionState.Unused : CompositionState.Composed,
        ComposedNodeState.Failed => CompositionState.Failed,
        ComposedNodeState.Assembled => CompositionState.Composed,
        _ => CompositionState.Composing,
    };

    /// <summary>The system that uses the block; null when none does.</summary>
    public ComputerSystem? UserOf(ResourceBlock block) =>
        NodeOf(block) is { } node ? Systems[node.SystemId]
        : ZoneOf(block.Id) is null ? null
        : block.Sled ?? HostOf(block.Device!);

    /// <summary>Where the block is assigned: nowhere without a client.</summary>
    public BlockPool PoolOf(ResourceBlock block) =>
        ClientOf(block) is null ? BlockPool.Unassigned : StateOf(block) is CompositionState.Unused or CompositionState.Unavailable ? BlockPool.Free : BlockPool.Active;

    /// <summary>To whom it is assigned: while it is part of a system that has a client, to that one.</summary>
    public string? ClientOf(ResourceBlock block) => MarksOf(block.Id).Client ?? NodeOf(block)?.Client;

    /// <summary>Resource zones are the racks: what can be cabled together is what their PCIe switches reach.</summary>
    public IEnumerable<string> ZonesOf(ResourceBlock block) => Racks.Select(r => r.Id).Where(rack => IsInZone(block, rack));

    public IEnumerable<ResourceBlock> BlocksIn(string zoneId) => BlockIds.Select(id => FindBlock(id)!).Where(b => IsInZone(b, zoneId));

    public static bool IsInZone(ResourceBlock block, string rackId) => block.Sled?.RackId == rackId || block.Device?.ReachedFrom.Contains(rackId) == true;

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

    /// <summary>For people: the node, and what it is called.</summary>
    internal string WordsFor(string holder) => FindNode(holder) is { } node ? $"node {holder} ({node.Name})" : holder;
}
