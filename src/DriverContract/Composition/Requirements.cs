namespace Valence.DriverContract;

/// <summary>What a node must offer at least; null and empty mean "anything".</summary>
/// <param name="MemoryMiB">Memory of the whole system, MiB.</param>
/// <param name="MemoryType">Type of the modules, e.g. <c>DDR4</c>.</param>
/// <param name="TotalCores">Cores of the whole system.</param>
/// <param name="ProcessorModel">Model of a processor, exactly.</param>
/// <param name="PciDevices">Kinds of pooled devices, one entry each.</param>
/// <param name="Drives">Drives, one entry each.</param>
public sealed record Requirements(
    int? MemoryMiB, string? MemoryType, int? TotalCores, string? ProcessorModel,
    IReadOnlyList<string> PciDevices, IReadOnlyList<DriveRequirement> Drives)
{
    public static readonly Requirements Anything = new(null, null, null, null, [], []);
}

/// <param name="CapacityGiB">At least so much, GiB.</param>
/// <param name="Type"><c>HDD</c>, <c>SSD</c> or <c>NVMe</c>.</param>
/// <param name="IsPooled">True: behind a fabric switch; false: built in; null: either.</param>
public sealed record DriveRequirement(int? CapacityGiB, string? Type, bool? IsPooled);
