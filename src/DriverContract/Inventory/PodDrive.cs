namespace Valence.DriverContract;

/// <summary>A drive that is built into a system.</summary>
/// <param name="Type"><c>HDD</c> or <c>SSD</c>; null where the pod does not say.</param>
/// <param name="Protocol">How it is reached, e.g. <c>SATA</c> or <c>NVMe</c>; null where the pod does not say.</param>
/// <param name="CapacityBytes">Null where the pod does not say.</param>
public sealed record PodDrive(string? Type, string? Protocol, long? CapacityBytes);
