using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Flavors;

/// <summary>Reads requirements out of the <c>properties</c> of a flavor or of a compose request (valence-api 1.7).</summary>
internal static class RequirementsReader
{
    /// <summary>The device types of valence-api 1.11 that can be asked for, and FPGA; a driver may know fewer.</summary>
    public static readonly IReadOnlyList<string> PciDeviceTypes = ["SSD", "NIC", "GPU", "FPGA", "Multi", "USB", "ACS", "SWITCH"];

    public static readonly IReadOnlyList<string> DriveTypes = ["HDD", "SSD", "NVMe"];

    /// <summary>The requirements, or every problem by its path.</summary>
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
