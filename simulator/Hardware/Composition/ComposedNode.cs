namespace Simulator.Hardware.Composition;

/// <summary>Intel RSD <c>ComposedNodeState</c>, by its spelling (2.1 and later).</summary>
public enum ComposedNodeState
{
    Allocating,
    Allocated,
    Assembling,
    Assembled,
    Failed,
}

/// <summary>A composed node: one system and the pooled devices that go with it.</summary>
/// <param name="Id">A number, counted from 1.</param>
/// <param name="DeviceIds">Pooled devices; what is built into the system comes with it.</param>
/// <param name="Reason">Why it is <see cref="ComposedNodeState.Failed"/>, else null.</param>
/// <param name="WasAssembled">A node that was usable before it lost a part becomes usable again with that part.</param>
public sealed record ComposedNode(
    string Id,
    string Name,
    string? Description,
    string SystemId,
    IReadOnlyList<string> DeviceIds,
    ComposedNodeState State,
    DateTimeOffset Since,
    string? Reason,
    bool WasAssembled,
    bool ClearTpmOnDelete,
    bool ClearPersistentMemoryOnDelete)
{
    /// <summary>Who had it composed from blocks; null for a node that was allocated, or when nobody is known.</summary>
    public string? Client { get; init; }

    public Tags Tags { get; init; } = Tags.None;

    /// <summary>Volumes of pools that go with it.</summary>
    public IReadOnlyList<NodeVolume> Volumes { get; init; } = [];

    /// <summary>What switch ports carry for it from its assembly on.</summary>
    public IReadOnlyList<NicVlans> Vlans { get; init; } = [];

    /// <summary>Whether pools keep for it what they promised.</summary>
    public bool IsOnItsWay => State is ComposedNodeState.Allocating or ComposedNodeState.Allocated or ComposedNodeState.Assembling;

    /// <summary>Blocks made of blocks that it was composed of; what they are made of is the node's system and devices.</summary>
    public IReadOnlyList<string> CompositeIds { get; init; } = [];

    /// <summary>Sled, devices, and blocks made of them.</summary>
    public IEnumerable<string> BlockIds => DeviceIds.Prepend(SystemId).Concat(CompositeIds);

    /// <summary>Made by plugging devices into a physical system, and gone with the last of them.</summary>
    public bool IsExpansion { get; init; }
}
