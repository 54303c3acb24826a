namespace Valence.DriverContract;

/// <summary>What a node must offer at least; null and empty mean "anything".</summary>
/// <param name="MemoryMiB">Memory of the whole system, MiB.</param>
/// <param name="MemoryType">Generation of the modules, e.g. <c>DDR4</c>, or what they are, one of <see cref="MemoryMedia"/>.</param>
/// <param name="TotalCores">Cores of the whole system.</param>
/// <param name="ProcessorModel">Model of a processor, exactly.</param>
/// <param name="PciDevices">Kinds of pooled devices, one entry each.</param>
/// <param name="Drives">Drives, one entry each.</param>
public sealed record Requirements(
    int? MemoryMiB, string? MemoryType, int? TotalCores, string? ProcessorModel,
    IReadOnlyList<string> PciDevices, IReadOnlyList<DriveRequirement> Drives)
{
    public static readonly Requirements Anything = new(null, null, null, null, [], []);

    /// <summary>Redfish's words for what memory is (<c>MemoryType</c>); every other type is one of modules (<c>MemoryDeviceType</c>).</summary>
    public static readonly IReadOnlyList<string> MemoryMedia = ["DRAM", "NVDIMM_N", "NVDIMM_F", "NVDIMM_P", "IntelOptane"];

    public bool NamesMemoryMedia => MemoryType is { } type && MemoryMedia.Contains(type);
}

/// <param name="CapacityGiB">At least so much, GiB.</param>
/// <param name="Type"><c>HDD</c>, <c>SSD</c> or <c>NVMe</c>.</param>
/// <param name="IsPooled">True: behind a fabric switch; false: built in; null: either.</param>
public sealed record DriveRequirement(int? CapacityGiB, string? Type, bool? IsPooled);
