namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IReadInventory
{
    public async Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation) =>
        [.. (await connection.ListAsync(Board.Server, "read the systems", cancellation)).Select(SystemOf)];

    /// <summary>EEM knows no racks.</summary>
    public Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PodRack>>([]);

    /// <summary>Boards that are up, with the server whose group each is in.</summary>
    public async Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation)
    {
        const string stage = "read the devices";
        var devices = await connection.ListAsync(Board.Device, stage, cancellation);
        var servers = await connection.ListAsync(Board.Server, stage, cancellation);
        var serverOf = servers.Where(server => server.HasGroup).GroupBy(server => server.Group).ToDictionary(group => group.Key, group => group.First().Id);
        return [.. devices.Where(device => device.IsUp).Select(device => DeviceOf(device, serverOf.GetValueOrDefault(device.Group)))];
    }

    private static PodSystem SystemOf(Board server) => new(
        server.Id, Uuid: null, server.Id, server.Text("model"), Health: server.IsUp ? "OK" : null, Location: "", Cores: 0, Architecture: null,
        server.Text("host_model"), MemoryGiB: 0, Interfaces: 0, StorageGiB: 0)
    {
        Uri = server.Uri,
        NodeIndex = server.HasGroup ? server.Id : null,
        Extra = BoardProperties.OfSystem(server),
    };

    /// <summary>A device in a group without a server is held by nobody that can be named, and yet not free: the group is named instead.</summary>
    private static PooledDevice DeviceOf(Board device, string? server) => new(
        device.Uri, device.Id, device.DeviceType, server ?? (device.HasGroup ? $"group {device.Group}" : null), device.Group, device.Text("type"),
        PciVendors.NameOf(device.Text("pcie_vendor_id")), device.Text("pcie_device_id") is { } id ? $"PCI device {id}" : null, CapacityBytes: null)
    {
        Mac = device.Text("mac_address"),
    };
}
