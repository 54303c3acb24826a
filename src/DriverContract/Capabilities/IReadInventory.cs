namespace Valence.DriverContract;

/// <summary>Reads what stands in a pod. Changes nothing; throws DriverException.</summary>
[Capability("inventory")]
public interface IReadInventory
{
    Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation);

    /// <summary>Empty where the pod knows no racks.</summary>
    Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation);

    /// <summary>Pooled devices with the node that holds each.</summary>
    Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation);
}
