namespace Simulator.Hardware;

public enum PooledDeviceKind
{
    NVMe,
    GPU,
    FPGA,

    /// <summary>A module of memory behind the fabric.</summary>
    Memory,

    /// <summary>A network card behind the fabric.</summary>
    NIC,

    /// <summary>A box of PCIe slots that becomes part of the system which has it.</summary>
    Expansion,
}

/// <summary>What changes about a pooled device apart from its holder.</summary>
/// <param name="Erased">False from the moment a drive is handed out until it was erased after its return.</param>
public sealed record PooledDeviceState(Health Health, bool Erased)
{
    /// <summary>Whether a pod manager that asks erases it when a node gives it back.</summary>
    public bool EraseOnDetach { get; init; } = true;

    /// <summary>While somebody has it erased at the drive itself.</summary>
    public Progress? Erasure { get; init; }

    /// <summary>Whether several systems may have it at once, as far as <see cref="PooledDevice.Shares"/> goes.</summary>
    public bool SharingEnabled { get; init; }
}

/// <summary>A device in a drawer that can be attached to a system over the fabric.</summary>
public sealed class PooledDevice
{
    private PooledDeviceState _state = new(Health.OK, Erased: true);

    public required string Id { get; init; }

    public required string DrawerId { get; init; }

    public required int Slot { get; init; }

    public required string Name { get; init; }

    public required PooledDeviceKind Kind { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    /// <summary>Of a drive or of memory; 0 for other kinds.</summary>
    public required int CapacityGiB { get; init; }

    /// <summary>The module that it is, of <see cref="PooledDeviceKind.Memory"/>; null for other kinds.</summary>
    public MemoryModule? Memory { get; init; }

    /// <summary>The port that it has, of <see cref="PooledDeviceKind.NIC"/>; null for other kinds.</summary>
    /// <remarks>Its cable leads out of the pod, so no switch here knows it.</remarks>
    public EthernetInterface? Nic { get; init; }

    /// <summary>Of <see cref="PooledDeviceKind.Expansion"/>; 0 for other kinds.</summary>
    public int Slots { get; init; }

    public bool IsDrive => Kind == PooledDeviceKind.NVMe;

    public bool IsProcessor => Kind is PooledDeviceKind.GPU or PooledDeviceKind.FPGA;

    /// <summary>Drives and accelerators show the version of theirs, and can be given another.</summary>
    public bool HasFirmware => IsDrive || IsProcessor;

    /// <summary>Whether it may come and go while the system runs: an operating system does not let go of memory.</summary>
    public bool IsHotPluggable => Kind != PooledDeviceKind.Memory;

    /// <summary>So many systems can have it at once.</summary>
    public int Shares
    {
        get;
        init
        {
            field = value;
            _state = _state with { SharingEnabled = value > 1 };
        }
    } = 1;

    /// <summary>Racks whose systems can reach it.</summary>
    public required IReadOnlySet<string> ReachedFrom { get; init; }

    public PooledDeviceState State => Volatile.Read(ref _state);

    /// <summary>The one way to change state; only <see cref="Pod"/> calls it, under its lock.</summary>
    internal void Become_NeedsLock(PooledDeviceState state) => Volatile.Write(ref _state, state);
}
