namespace Simulator.Hardware;

/// <summary>A rack: fixed furniture, numbered in units from the bottom.</summary>
public sealed record Rack(
    string Id,
    string Name,
    Guid Uuid,
    int Units,
    string SerialNumber,
    IReadOnlyList<Drawer> Drawers,
    IReadOnlyList<EthernetSwitch> Switches,
    IReadOnlyList<PowerSupply> PowerSupplies,
    IReadOnlyList<StorageService> StorageServices);

/// <summary>An enclosure in a rack that holds sleds, pooled devices, or both.</summary>
/// <param name="Unit">Lowest unit it fills.</param>
/// <param name="ReachedFrom">Racks whose systems the fabric of this drawer reaches.</param>
public sealed record Drawer(
    string Id,
    string RackId,
    string Name,
    int Unit,
    int Height,
    string SerialNumber,
    IReadOnlyList<ComputerSystem> Systems,
    IReadOnlyList<PooledDevice> Devices,
    IReadOnlyList<Fan> Fans,
    IReadOnlySet<string> ReachedFrom);
