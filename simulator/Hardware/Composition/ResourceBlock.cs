namespace Simulator.Hardware.Composition;

/// <summary>Redfish <c>ResourceBlockType</c>, by its spelling, as far as there are such blocks here.</summary>
public enum BlockType
{
    Compute,
    Processor,
    Storage,
    ComputerSystem,
}

/// <summary>Redfish <c>CompositionState</c>, by its spelling.</summary>
public enum CompositionState
{
    Unused,
    Composing,
    Composed,
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

/// <summary>What is composed as a whole: a sled with all that is built into it, or one pooled device. Its id is that of the sled or device.</summary>
/// <param name="ChassisId">Where it is: the sled, or the drawer of the device.</param>
public sealed record ResourceBlock(string Id, string Name, IReadOnlyList<BlockType> Types, string ChassisId, ComputerSystem? Sled, PooledDevice? Device)
{
    public Health Health => Sled?.State.Health ?? Device!.State.Health;

    /// <summary>Whether it may come and go while the system runs: PCIe devices are hot-plugged, a sled is what runs.</summary>
    public bool IsHotPluggable => Device is not null;

    public static ResourceBlock Of(ComputerSystem sled) =>
        new(sled.Id, sled.Name, [BlockType.Compute, BlockType.ComputerSystem], sled.Id, sled, Device: null);

    public static ResourceBlock Of(PooledDevice device) => new(
        device.Id, device.Name, [device.Kind == PooledDeviceKind.NVMe ? BlockType.Storage : BlockType.Processor], device.DrawerId, Sled: null, device);
}

/// <summary>What clients write on a block.</summary>
/// <param name="Client">To whom it is assigned; null for nobody.</param>
/// <param name="Reserved">A mark by which clients agree; the pod makes nothing of it.</param>
public sealed record BlockMarks(string? Client, bool Reserved)
{
    public static BlockMarks None { get; } = new(Client: null, Reserved: false);
}
