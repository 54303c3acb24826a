namespace Simulator.Hardware;

/// <summary>A CPU in a socket of a system.</summary>
/// <param name="Id">Unique within its system, for example <c>cpu-1</c>.</param>
/// <param name="Brand">Intel's brand word (<c>Silver</c>, <c>Gold</c>, …) or null.</param>
public sealed record Processor(
    string Id, string Socket, string Manufacturer, string Model, string? Brand, int Cores, int Threads, int SpeedMHz, string SerialNumber)
{
    /// <summary>Of every CPU here.</summary>
    public const string InstructionSet = "x86-64";

    /// <summary>What it can do beside its instruction set, for example <c>AVX512</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}

/// <summary>A DIMM.</summary>
/// <param name="DeviceType">Redfish <c>MemoryDeviceType</c>, for example <c>DDR4</c>.</param>
public sealed record MemoryModule(
    string Id, string Slot, string Manufacturer, string DeviceType, int CapacityMiB, int SpeedMHz, string SerialNumber, string PartNumber)
{
    public const string Dram = "DRAM";

    /// <summary>Of every module here.</summary>
    public const int DataWidthBits = 64;

    /// <summary>Redfish <c>MemoryType</c>.</summary>
    public string MemoryType { get; init; } = Dram;

    /// <summary>It keeps its content without power.</summary>
    public bool IsPersistent => MemoryType != Dram;
}

/// <summary>A network port of a system.</summary>
/// <param name="MacAddress">Lower case with colons.</param>
/// <param name="SwitchPort">The port at the other end of the cable, or null when not cabled.</param>
public sealed record EthernetInterface(string Id, string MacAddress, int SpeedMbps, SwitchPortId? SwitchPort)
{
    /// <summary>Cards of this generation do RoCEv2 from 25 Gbit/s on.</summary>
    public bool HasRdma => SpeedMbps >= 25_000;
}

public readonly record struct SwitchPortId(string Switch, int Port)
{
    public override string ToString() => $"{Switch}/{Port}";
}

/// <summary>A drive inside a system; it belongs to whoever holds the system.</summary>
/// <param name="MediaType"><c>HDD</c> or <c>SSD</c>.</param>
/// <param name="Protocol"><c>SAS</c>, <c>SATA</c> or <c>NVMe</c>.</param>
public sealed record LocalDrive(
    string Id, string Manufacturer, string Model, string MediaType, string Protocol, int CapacityGiB, int? RotationSpeedRpm, string SerialNumber)
{
    public long CapacityBytes => (long)CapacityGiB << 30;
}

public sealed record PowerSupply(string Id, string Name, int Unit, int Height, int Watts, string SerialNumber);

/// <summary>A fan of a drawer.</summary>
/// <param name="SpeedRpm">At half of what it can.</param>
public sealed record Fan(string Id, string Name, int SpeedRpm)
{
    public int RatedRpm => SpeedRpm * 2;
}

/// <summary>A top-of-rack Ethernet switch.</summary>
public sealed record EthernetSwitch(string Id, string Name, int Unit, int Height, int Ports, int SpeedMbps, string Model, string SerialNumber)
{
    public const string Manufacturer = "Contoso";
}
