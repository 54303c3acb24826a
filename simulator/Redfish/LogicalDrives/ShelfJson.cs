using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>StorageService v1_0_0 in the form of Intel RSD 1.2 to 2.2: logical drives, drives and targets.</summary>
internal sealed class ShelfJson(StorageService service) : Resource(LogicalDriveUris.Of(service.Id), Type, service.Id, service.Name), IResource
{
    public static string Type => "#StorageService.v1_0_0.StorageService";

    public Status Status => new("Enabled", "OK");

    public Link RemoteTargets => new(LogicalDriveUris.Targets(Id));

    public Link LogicalDrives => new(LogicalDriveUris.LogicalDrives(Id));

    public Link Drives => new(LogicalDriveUris.Drives(Id));

    public ShelfLinks Links => new([new Link(ManagerUris.PodManager)]);
}

internal sealed record ShelfLinks(IReadOnlyList<Link> ManagedBy);

/// <summary>PhysicalDrive v1_0_0 of Intel RSD 1.2 to 2.2.</summary>
internal sealed class PhysicalDriveJson(StorageService service, ShelfDrive drive)
    : Resource(LogicalDriveUris.Drive(service.Id, drive.Id), Type, drive.Id, $"Drive {drive.Id} of {service.Name}"), IResource
{
    public static string Type => "#PhysicalDrive.v1_0_0.PhysicalDrive";

    public string Interface => "SAS";

    [JsonPropertyName("CapacityGiB")]
    public int CapacityGiB => drive.CapacityGiB;

    [JsonPropertyName("Type")]
    public string MediaType => "HDD";

    [JsonPropertyName("RPM")]
    public int Rpm => ShelfDrive.RotationSpeedRpm;

    public string Manufacturer => ShelfDrive.Manufacturer;

    public string Model => ShelfDrive.Model;

    public string SerialNumber => drive.SerialNumber;

    public Status Status => new("Enabled", "OK");

    public PhysicalDriveLinks Links => new([new Link(LogicalDriveUris.Group(service.Id))]);
}

internal sealed record PhysicalDriveLinks(IReadOnlyList<Link> UsedBy);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShelfJson))]
[JsonSerializable(typeof(PhysicalDriveJson))]
[JsonSerializable(typeof(LogicalDriveJson))]
[JsonSerializable(typeof(RemoteTargetJson))]
internal sealed partial class LogicalDrivesJsonContext : JsonSerializerContext;
