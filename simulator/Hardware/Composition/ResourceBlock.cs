namespace Simulator.Hardware.Composition;

/// <summary>Redfish <c>ResourceBlockType</c>, by its spelling; blocks that are used by themselves are not among those here.</summary>
public enum BlockType
{
    Compute,
    Processor,
    Memory,
    Network,
    Storage,
    ComputerSystem,

    /// <summary>PCIe slots.</summary>
    Expansion,
}

/// <summary>Redfish <c>CompositionState</c>, by its spelling.</summary>
public enum CompositionState
{
    Unused,
    Composing,
    Composed,

    /// <summary>Shared, with room for more.</summary>
    ComposedAndAvailable,
    Failed,
    Unavailable,
}

/// <summary>Redfish <c>PoolType</c>, by its spelling.</summary>
public enum BlockPool
{
    Free,
    Active,
    Unassigned,
}

/// <summary>
/// What is composed as a whole: a sled with all that is built into it, one pooled device, or a block made of such blocks. The id of the
/// first two is that of the sled or device.
/// </summary>
/// <param name="Sled">That it is, or has in it; null when there is none.</param>
/// <param name="Device">That it is; null for others.</param>
/// <param name="Suppliers">What a block made of blocks is made of; empty for others.</param>
public sealed record ResourceBlock(
    string Id, string Name, IReadOnlyList<BlockType> Types, ComputerSystem? Sled, PooledDevice? Device, IReadOnlyList<ResourceBlock> Suppliers)
{
    /// <summary>What a client called it; null for others.</summary>
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Made of blocks.</summary>
    public bool IsComposite => Suppliers.Count > 0;

    /// <summary>The sleds and devices that it comes to: itself, or its suppliers.</summary>
    public IReadOnlyList<ResourceBlock> Parts => IsComposite ? Suppliers : [this];

    public IEnumerable<PooledDevice> Devices => Parts.Select(p => p.Device).OfType<PooledDevice>();

    /// <summary>Where it is: sleds, and the drawers of devices; a box of slots is one itself.</summary>
    public IEnumerable<string> ChassisIds => Parts.Select(p => p.Sled?.Id ?? p.Device!.DrawerId)
        .Concat(Devices.Where(d => d.Kind == PooledDeviceKind.Expansion).Select(d => d.Id)).Distinct(StringComparer.Ordinal);

    /// <summary>That of the part which is worst off.</summary>
    public Health Health => IsComposite ? Suppliers.Max(s => s.Health) : Sled?.State.Health ?? Device!.State.Health;

    /// <summary>Whether it may come and go while the system runs: PCIe devices are hot-plugged, a sled is what runs.</summary>
    public bool IsHotPluggable => Sled is null && Devices.All(d => d.IsHotPluggable);

    public static ResourceBlock Of(ComputerSystem sled) =>
        new(sled.Id, sled.Name, [BlockType.Compute, BlockType.ComputerSystem], sled, Device: null, Suppliers: []);

    public static ResourceBlock Of(PooledDevice device) => new(
        device.Id, device.Name, [TypeOf(device.Kind)], Sled: null, device, Suppliers: []);

    private static BlockType TypeOf(PooledDeviceKind kind) => kind switch
    {
        PooledDeviceKind.NVMe => BlockType.Storage,
        PooledDeviceKind.Memory => BlockType.Memory,
        PooledDeviceKind.NIC => BlockType.Network,
        PooledDeviceKind.Expansion => BlockType.Expansion,
        _ => BlockType.Processor,
    };

    /// <param name="suppliers">One sled at most, and devices.</param>
    public static ResourceBlock Of(string id, string name, IReadOnlyList<ResourceBlock> suppliers) => new(
        id, name, [.. suppliers.SelectMany(s => s.Types).Distinct()], suppliers.Select(s => s.Sled).FirstOrDefault(s => s is not null), Device: null, suppliers);
}

/// <summary>What clients write on a block.</summary>
/// <param name="Client">To whom it is assigned; null for nobody.</param>
/// <param name="Reserved">A mark by which clients agree; the pod makes nothing of it.</param>
public sealed record BlockMarks(string? Client, bool Reserved)
{
    public static BlockMarks None { get; } = new(Client: null, Reserved: false);
}
