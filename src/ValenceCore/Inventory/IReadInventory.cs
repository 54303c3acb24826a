namespace ValenceCore.Inventory;

/// <summary>Reads what stands in a pod. Changes nothing; throws DriverException.</summary>
internal interface IReadInventory
{
    Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation);

    Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation);

    /// <summary>Pooled drives with the node that holds each.</summary>
    Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation);
}

/// <param name="Location">Chain of <c>Type:Id_</c> from the system outwards.</param>
/// <param name="MemoryGiB">Whole gibibytes.</param>
/// <param name="StorageGiB">Whole gibibytes of all drives.</param>
internal sealed record PodSystem(
    string Id, string? Uuid, string? Name, string? Description, string? Health, string Location, long Cores, string? Architecture,
    string? Model, long MemoryGiB, int Interfaces, long StorageGiB);

/// <param name="Systems">UUIDs of the systems anywhere inside.</param>
internal sealed record PodRack(
    string Id, string? Name, IReadOnlyList<string> Systems, string? Manufacturer, string? Model, string? Description, string? SerialNumber);

/// <param name="Uri">Path at the pod manager; tells devices of one pod apart.</param>
/// <param name="NodeIndex">The node that holds it, by its id in the pod; null when it is free.</param>
/// <param name="PoolId">The chassis it sits in.</param>
internal sealed record PooledDevice(
    string Uri, string DeviceId, string? Type, string? NodeIndex, string? PoolId, string? Model, string? Vendor, string? Name, long? CapacityBytes);
