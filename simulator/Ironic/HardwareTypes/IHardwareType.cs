namespace Simulator.Ironic;

/// <summary>
/// What a node's driver can do with its machine. Every call may be repeated. A call that fails throws
/// <see cref="BmcException"/> with a text for <c>last_error</c>, and has then changed nothing or may have changed all.
/// </summary>
internal interface IHardwareType
{
    string Name { get; }

    /// <summary>Whether there is a machine that boots what it is told to, a ramdisk for example.</summary>
    bool BootsMachines { get; }

    /// <summary>Enabled interfaces by kind, the default first.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Interfaces { get; }

    /// <summary>Keys of <c>driver_info</c> and what they mean.</summary>
    IReadOnlyDictionary<string, string> Properties { get; }

    IReadOnlyList<string> BootDevices { get; }

    /// <summary>Everything that is wrong with the node's <c>driver_info</c>, without asking the machine.</summary>
    IReadOnlyList<string> Problems(IronicNode node);

    Task<MachineReading> ReadAsync(BmcCall call);

    /// <summary>Asks for a change of power and returns at once; the change itself takes time.</summary>
    Task ResetAsync(BmcCall call, MachineReset reset);

    Task<BootDevice> GetBootDeviceAsync(BmcCall call);

    Task SetBootDeviceAsync(BmcCall call, BootDevice device);

    /// <param name="call">The machine.</param>
    /// <param name="mode"><c>uefi</c> or <c>bios</c>.</param>
    Task SetBootModeAsync(BmcCall call, string mode);

    Task<Inspection> InspectAsync(BmcCall call);
}

/// <summary>What a machine says of itself.</summary>
/// <param name="Power"><c>power on</c>, <c>power off</c>; null when it is not known.</param>
/// <param name="IsSettled">False while power is on its way to that state.</param>
/// <param name="BootMode"><c>uefi</c>, <c>bios</c> or null.</param>
internal sealed record MachineReading(string? Power, bool IsSettled, string? BootMode = null, string? Vendor = null);

/// <param name="Device">In Ironic's words: <c>pxe</c>, <c>disk</c>, <c>cdrom</c>, <c>bios</c>; null when none is set.</param>
internal sealed record BootDevice(string? Device, bool IsPersistent);

/// <summary>What inspection found; null where the machine does not say.</summary>
/// <param name="EnabledMacs">Lower case.</param>
internal sealed record Inspection(
    int? Cpus, string? CpuArchitecture, int? MemoryMiB, int? LocalGiB, string? BootMode, IReadOnlyList<string> EnabledMacs);

internal enum MachineReset
{
    On,
    ForceOff,
    GracefulShutdown,
    GracefulRestart,
}
