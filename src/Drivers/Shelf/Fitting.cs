using System.Text.Json.Nodes;

namespace Shelf;

/// <summary>What a system has, as far as requests can ask for it.</summary>
internal sealed record Parts(
    long MemoryMiB, IReadOnlyList<string?> MemoryTypes, long Cores, IReadOnlyList<string?> Models, string? Architecture, IReadOnlyList<DrivePart> Drives);

internal sealed record DrivePart(long Bytes, string? MediaType, string? Protocol);

/// <summary>Whether a system meets a request. Knows no HTTP.</summary>
internal static class Fitting
{
    /// <summary>Requirements that no whole server can be asked for, each by its name in a flavor.</summary>
    public static IReadOnlyList<string> Unknown(Requirements wanted) =>
    [
        .. wanted.PciDevices.Distinct().Select(type =>
            $"properties.pci_device.type: '{type}' is a device of a pool; the driver 'shelf' hands out whole systems and attaches nothing"),
        .. wanted.Drives.Where(drive => drive.IsPooled == true).Take(1).Select(_ =>
            "properties.storage: a drive behind a fabric switch is one of a pool; the driver 'shelf' knows drives that are built in only"),
    ];

    /// <summary>Whole machines that are there and not known to be broken. A composed or logical system is somebody else's arrangement.</summary>
    public static bool IsUsable(JsonNode? system) =>
        system.Text("SystemType") is null or "Physical" or "Virtual"
        && system.Child("Status").Text("State") is not ("Absent" or "Disabled" or "UnavailableOffline")
        && system.Child("Status").Text("Health") != "Critical";

    public static bool Suffices(Parts parts, Requirements wanted) =>
        parts.MemoryMiB >= (wanted.MemoryMiB ?? 0)
        && parts.Cores >= (wanted.TotalCores ?? 0)
        && (wanted.MemoryType is null || parts.MemoryTypes.Contains(wanted.MemoryType))
        && (wanted.ProcessorModel is null || parts.Models.Contains(wanted.ProcessorModel))
        && CanHold([.. wanted.Drives], [.. parts.Drives]);

    /// <summary>Gives each wanted drive one of its own. Tries all ways: the first drive that fits one wish may be the only one for another.</summary>
    private static bool CanHold(IReadOnlyList<DriveRequirement> wanted, IReadOnlyList<DrivePart> drives) =>
        wanted.Count == 0 || drives.Any(drive => Fits(drive, wanted[0])
            && CanHold([.. wanted.Skip(1)], [.. drives.Where(other => !ReferenceEquals(other, drive))]));

    private static bool Fits(DrivePart drive, DriveRequirement wanted) =>
        drive.Bytes >= (long)(wanted.CapacityGiB ?? 0) << 30
        && wanted.Type switch
        {
            null => true,
            "NVMe" => drive.Protocol?.StartsWith("NVMe", StringComparison.Ordinal) == true,
            _ => drive.MediaType == wanted.Type,
        };
}
