using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Flavors;

/// <summary>What a node must offer at least; null and empty mean "anything".</summary>
/// <param name="MemoryMiB">Memory of the whole system, MiB.</param>
/// <param name="MemoryType">Type of the modules, e.g. <c>DDR4</c>.</param>
/// <param name="TotalCores">Cores of the whole system.</param>
/// <param name="ProcessorModel">Model of a processor, exactly.</param>
/// <param name="PciDevices">Kinds of pooled devices, one entry each.</param>
/// <param name="Drives">Drives, one entry each.</param>
internal sealed record Requirements(
    int? MemoryMiB, string? MemoryType, int? TotalCores, string? ProcessorModel,
    IReadOnlyList<string> PciDevices, IReadOnlyList<DriveRequirement> Drives)
{
    /// <summary>The device types of valence-api 1.11 that can be asked for, and FPGA; a driver may know fewer.</summary>
    public static readonly IReadOnlyList<string> PciDeviceTypes = ["SSD", "NIC", "GPU", "FPGA", "Multi", "USB", "ACS", "SWITCH"];

    private static readonly string[] DriveTypes = ["HDD", "SSD", "NVMe"];

    public static readonly Requirements Anything = new(null, null, null, null, [], []);

    /// <summary>Reads the <c>properties</c> of a flavor or of a compose request (valence-api 1.7), or lists every problem by its path.</summary>
    public static Outcome<Requirements> Parse(JsonObject properties)
    {
        var problems = new List<string>();
        var requirements = Read(new RequestFields(properties, problems, "properties"));
        return problems.Count > 0 ? Failure.Invalid(problems) : requirements;
    }

    public static Requirements Read(RequestFields properties)
    {
        properties.AllowOnly("memory", "processor", "pci_device", "storage");
        var memory = properties.Object("memory");
        memory?.AllowOnly("capacity_mib", "type");
        var processor = properties.Object("processor");
        processor?.AllowOnly("total_cores", "model");
        var pci = properties.Object("pci_device");
        pci?.AllowOnly("type");
        return new Requirements(
            memory?.Count("capacity_mib"), memory?.Text("type"), processor?.Count("total_cores"), processor?.Text("model"),
            pci?.Texts("type", PciDeviceTypes) ?? [], [.. properties.Objects("storage").Select(ReadDrive)]);
    }

    private static DriveRequirement ReadDrive(RequestFields drive)
    {
        drive.AllowOnly("capacity_gib", "type", "pooled");
        return new DriveRequirement(drive.Count("capacity_gib"), drive.OneOf("type", DriveTypes), drive.Flag("pooled"));
    }
}

/// <param name="CapacityGiB">At least so much, GiB.</param>
/// <param name="Type"><c>HDD</c>, <c>SSD</c> or <c>NVMe</c>.</param>
/// <param name="IsPooled">True: behind a fabric switch; false: built in; null: either.</param>
internal sealed record DriveRequirement(int? CapacityGiB, string? Type, bool? IsPooled);
