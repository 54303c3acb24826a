namespace Simulator.Hardware;

/// <summary>The PCIe switch of a drawer with pooled devices: one port down to each device, one up to each rack it reaches.</summary>
/// <param name="Racks">Racks it reaches, in the order of the pod.</param>
public sealed record PcieSwitch(Drawer Drawer, IReadOnlyList<Rack> Racks)
{
    public const string Manufacturer = "Contoso";
    public const string Model = "PCIe switch 97";
    public const int UpLanes = 16;

    /// <summary>Of one sled: the upstream cable to a rack branches to the sleds in it.</summary>
    public const int HostLanes = 4;

    public string Id => IdOf(Drawer);

    public string Name => $"PCIe switch of {Drawer.Name}";

    public string SerialNumber => $"{Drawer.SerialNumber}-P";

    public int TotalLanes => (Racks.Count * UpLanes) + Drawer.Devices.Sum(LanesOf);

    public static string IdOf(Drawer drawer) => IdIn(drawer.Id);

    public static string IdIn(string drawerId) => $"{drawerId}-pcie";

    public static int LanesOf(PooledDevice device) => device.Kind switch
    {
        PooledDeviceKind.NVMe => 4,
        PooledDeviceKind.Memory or PooledDeviceKind.NIC => 8,
        _ => 16,
    };

    /// <summary>Of the upstream port to a rack.</summary>
    public static string PortTo(string rackId) => $"up-{rackId}";

    /// <summary>Of the downstream port to a device.</summary>
    public static string PortTo(PooledDevice device) => $"down-{device.Slot}";

    /// <summary>Intel RSD <c>PCIeConnectionId</c>: a system with the id of the cable at an upstream port reaches the devices of that switch.</summary>
    public string CableTo(string rackId) => $"{Id}-{rackId}";

    /// <summary>The switch as a device in a slot of its own drawer, behind all others.</summary>
    public static PcieCard CardOf(Drawer drawer) => new(
        IdOf(drawer), "PCIe switch", Manufacturer, Model, $"{drawer.SerialNumber}-P", drawer.Devices.Count + 1, UpLanes, PcieKind.Switch, ["switch"]);
}

/// <summary>The PCIe switches of a pod, and which of them a rack is cabled to. Fixed furniture, so this is read once.</summary>
public sealed class PcieSwitches
{
    private readonly ILookup<string, PcieSwitch> _byRack;

    public PcieSwitches(IReadOnlyList<Rack> racks)
    {
        ById = racks.SelectMany(r => r.Drawers).Where(d => d.Devices.Count > 0)
            .Select(d => new PcieSwitch(d, [.. racks.Where(r => d.ReachedFrom.Contains(r.Id))]))
            .ToDictionary(s => s.Id, StringComparer.Ordinal);
        _byRack = ById.Values.SelectMany(s => s.Racks, (made, rack) => (made, rack)).ToLookup(s => s.rack.Id, s => s.made, StringComparer.Ordinal);
    }

    /// <summary>In the order of the rack file.</summary>
    public IReadOnlyDictionary<string, PcieSwitch> ById { get; }

    /// <summary>Those that systems of that rack reach.</summary>
    public IEnumerable<PcieSwitch> ReachedFrom(string rackId) => _byRack[rackId];

    public PcieSwitch Of(PooledDevice device) => ById[PcieSwitch.IdIn(device.DrawerId)];
}
