namespace Valence.DriverContract;

/// <summary>A device of a pool that can be attached to a node.</summary>
/// <param name="Uri">Path at the pod manager; tells devices of one pod apart.</param>
/// <param name="Type">One of the types of valence-api 1.11; null where the pod does not say.</param>
/// <param name="NodeIndex">The node that holds it, by its id in the pod; null when it is free.</param>
/// <param name="PoolId">The chassis or the group it sits in.</param>
public sealed record PooledDevice(
    string Uri, string DeviceId, string? Type, string? NodeIndex, string? PoolId, string? Model, string? Vendor, string? Name, long? CapacityBytes)
{
    public string? Mac { get; init; }

    /// <summary>How a drive is reached, e.g. <c>NVMe</c>; null where the pod does not say.</summary>
    public string? Protocol { get; init; }

    /// <summary>False while the pod would not give it to a new node although none holds it: it is not sound, or not erased yet.</summary>
    public bool IsReady { get; init; } = true;
}
