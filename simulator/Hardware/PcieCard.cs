using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>Redfish PCIeFunction <c>DeviceClass</c>, as far as devices here have it.</summary>
public enum PcieClass
{
    MassStorageController,
    NetworkController,
    DisplayController,
    ProcessingAccelerators,
    Bridge,
    MemoryController,
}

/// <summary>What identifies a kind of PCIe function (PCI Code and ID Assignment, with the numbers that such devices carry).</summary>
public sealed record PcieKind(PcieClass Class, string ClassCode, string VendorId, string DeviceId)
{
    private const string Intel = "0x8086";

    public static PcieKind FastNic { get; } = new(PcieClass.NetworkController, "0x020000", Intel, "0x158B");

    public static PcieKind Nic { get; } = new(PcieClass.NetworkController, "0x020000", Intel, "0x1572");

    public static PcieKind NVMe { get; } = new(PcieClass.MassStorageController, "0x010802", Intel, "0x0A54");

    public static PcieKind Gpu { get; } = new(PcieClass.DisplayController, "0x030200", "0x10DE", "0x1DB4");

    public static PcieKind Fpga { get; } = new(PcieClass.ProcessingAccelerators, "0x120000", Intel, "0x09C4");

    public static PcieKind Memory { get; } = new(PcieClass.MemoryController, "0x050210", "0x1C5C", "0x2430");

    public static PcieKind Expansion { get; } = new(PcieClass.Bridge, "0x060400", "0x10B5", "0x8747");

    public static PcieKind Switch { get; } = new(PcieClass.Bridge, "0x060400", "0x10B5", "0x9797");

    public static PcieKind Host { get; } = new(PcieClass.Bridge, "0x060400", "0x10B5", "0x8749");

    public static PcieKind Of(PooledDeviceKind kind) => kind switch
    {
        PooledDeviceKind.NVMe => NVMe,
        PooledDeviceKind.GPU => Gpu,
        PooledDeviceKind.Memory => Memory,
        PooledDeviceKind.NIC => FastNic,
        PooledDeviceKind.Expansion => Expansion,
        _ => Fpga,
    };
}

/// <summary>A PCIe device in a slot of a sled or drawer, made from what is in it when somebody asks.</summary>
/// <param name="Slot">From 1.</param>
/// <param name="Functions">What each function of the device belongs to: the NICs of a card, the one thing of any other device.</param>
public sealed record PcieCard(
    string Id, string Name, string Manufacturer, string Model, string SerialNumber, int Slot, int Lanes, PcieKind Kind, IReadOnlyList<string> Functions)
{
    /// <summary>Generation of every slot here.</summary>
    public const string Generation = "Gen3";

    /// <summary>Per lane: 8 GT/s in 128b/130b code.</summary>
    public const double GbpsPerLane = 8 * 128.0 / 130;

    /// <summary>The network card of a sled: all its NICs are on one.</summary>
    public const string NicId = "nic-1";

    /// <summary>The card of a sled that leads to the PCIe switches.</summary>
    public const string HostId = "host-1";

    private const int FastMbps = 25_000;

    public static IReadOnlyList<PcieCard> In(ComputerSystem sled) =>
    [
        NicOf(sled),
        HostOf(sled),
        .. sled.Drives.Where(d => d.Protocol == "NVMe").Select((d, i) => new PcieCard(
            d.Id, $"NVMe drive {d.Id}", d.Manufacturer, d.Model, d.SerialNumber, i + 3, 4, PcieKind.NVMe, [d.Id])),
    ];

    public static PcieCard NicOf(ComputerSystem sled) => new(
        NicId, "Network card", sled.Manufacturer, NicModel(sled), $"{sled.SerialNumber}-N", 1, 8,
        sled.EthernetInterfaces.Any(e => e.SpeedMbps >= FastMbps) ? PcieKind.FastNic : PcieKind.Nic, [.. sled.EthernetInterfaces.Select(e => e.Id)]);

    public static PcieCard HostOf(ComputerSystem sled) => new(
        HostId, "Host adapter", PcieSwitch.Manufacturer, "PCIe host adapter 8", $"{sled.SerialNumber}-H", 2, 8, PcieKind.Host, ["host"]);

    public static string NicModel(ComputerSystem sled) => $"{sled.EthernetInterfaces.Count}-port Ethernet adapter";

    public static IReadOnlyList<PcieCard> In(Drawer drawer) =>
    [
        .. drawer.Devices.Select(Of),
        .. drawer.Devices.Count > 0 ? ImmutableArray.Create(PcieSwitch.CardOf(drawer)) : [],
    ];

    public static PcieCard Of(PooledDevice device) => new(
        device.Id, device.Name, device.Manufacturer, device.Model, device.SerialNumber, device.Slot, PcieSwitch.LanesOf(device), PcieKind.Of(device.Kind), [device.Id]);
}
