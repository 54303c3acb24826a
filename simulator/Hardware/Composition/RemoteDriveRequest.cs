namespace Simulator.Hardware.Composition;

/// <summary>How a volume of a pool is reached from a system; Redfish <c>Protocol</c>.</summary>
public enum RemoteProtocol
{
    iSCSI,
    NVMeOverFabrics,
}

/// <summary>Names a volume of the pod.</summary>
public readonly record struct VolumeId(string ServiceId, string Id)
{
    public override string ToString() => $"{ServiceId}/{Id}";
}

/// <summary>A volume of a pool that is to go with a node: a new one, a copy, or one that is there.</summary>
/// <param name="CapacityBytes">Of a new volume; of a copy null for that of its master.</param>
/// <param name="Master">What a copy is made of.</param>
/// <param name="IsSnapshot">The copy stands on its master.</param>
/// <param name="Existing">The one that is there; nothing is made then.</param>
public sealed record RemoteDriveRequest(
    RemoteProtocol Protocol, long? CapacityBytes = null, VolumeId? Master = null, bool IsSnapshot = false, VolumeId? Existing = null)
{
    /// <summary>Name that the target must have; null for any.</summary>
    public string? TargetName { get; init; }
}
