using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Drive v1_22_0: built into a system, pooled with Intel RSD's erase state, or in the shelf of a storage service.</summary>
internal sealed class DriveJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#Drive.v1_22_0.Drive";

    private const long BytesPerGiB = 1L << 30;

    // What a drive of that protocol can do per second (SATA 3, SAS-3, PCIe 3.0 x4).
    private static readonly Dictionary<string, double> Speeds = new(StringComparer.Ordinal) { ["SATA"] = 6, ["SAS"] = 12, ["NVMe"] = 32 };

    public required string MediaType { get; init; }

    public required string Protocol { get; init; }

    public required long CapacityBytes { get; init; }

    public int BlockSizeBytes => 512;

    [JsonPropertyName("RotationSpeedRPM")]
    public int? RotationSpeedRpm { get; init; }

    public double? CapableSpeedGbs => Speeds.TryGetValue(Protocol, out var speed) ? speed : null;

    public double? NegotiatedSpeedGbs => CapableSpeedGbs;

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    public string Revision => "1.0";

    public IReadOnlyList<DurableName> Identifiers => [Protocol == "NVMe" ? DurableName.Eui(SerialNumber) : DurableName.Naa(SerialNumber)];

    public string HotspareType => "None";

    public bool FailurePredicted => Status.Health == nameof(Health.Warning);

    /// <summary>Of flash; what has turned up to now differs from drive to drive.</summary>
    public int? PredictedMediaLifeLeftPercent => MediaType == "SSD" ? 100 - (SerialNumber.Sum(c => c) % 5) : null;

    public required Status Status { get; init; }

    public IReadOnlyList<OperationJson> Operations { get; init; } = [];

    public required LocationJson PhysicalLocation { get; init; }

    /// <summary>The deprecated form of <c>PhysicalLocation</c>, still read by clients.</summary>
    public IReadOnlyList<LocationJson> Location => [PhysicalLocation];

    public required DriveLinks Links { get; init; }

    /// <summary>Of a pooled drive; that of another is the affair of its controller.</summary>
    public string? FirmwareVersion { get; init; }

    public Link? EnvironmentMetrics { get; init; }

    public Link? Metrics { get; init; }

    public DriveActions? Actions { get; init; }

    public DriveOem? Oem { get; init; }

    public static DriveJson Of(ComputerSystem system, LocalDrive drive, DateTimeOffset now)
    {
        var storage = system.State.Storage;
        var uri = StorageUris.Drive(system.Id, drive.Id);
        return new DriveJson(uri, drive.Id, $"Drive {drive.Id}")
        {
            MediaType = drive.MediaType,
            Protocol = drive.Protocol,
            CapacityBytes = drive.CapacityBytes,
            RotationSpeedRpm = drive.RotationSpeedRpm,
            Manufacturer = drive.Manufacturer,
            Model = drive.Model,
            SerialNumber = drive.SerialNumber,
            Status = Status.Of(system.State.Health),
            Operations = storage.Erasing.TryGetValue(drive.Id, out var erasure) ? [OperationJson.Of("Sanitize", erasure, now)] : [],
            PhysicalLocation = LocationJson.Bay(BayOf(system, drive)),
            Links = new DriveLinks(new Link(ChassisUris.Of(system.Id)))
            {
                Storage = new Link(SystemUris.LocalStorage(system)),
                Volumes = storage.On(drive.Id) is { } volume ? [new Link(StorageUris.Volume(system, volume.Id))] : [],
                PcieFunctions = drive.Protocol == "NVMe" ? [new Link(PcieUris.Function(system.Id, drive.Id, 0))] : null,
            },
            EnvironmentMetrics = new Link(EnvironmentUris.Of(uri)),
            Metrics = new Link(PartMetricsUris.OfDrive(system.Id, drive.Id)),
            Actions = new DriveActions(uri),
        };
    }

    public static DriveJson Of(Pod pod, PooledDevice drive) => new(ChassisUris.Of(drive), drive.Id, drive.Name)
    {
        MediaType = "SSD",
        Protocol = "NVMe",
        CapacityBytes = drive.CapacityGiB * BytesPerGiB,
        Manufacturer = drive.Manufacturer,
        Model = drive.Model,
        SerialNumber = drive.SerialNumber,
        Status = Status.Of(drive.State.Health),
        Operations = drive.State.Erasure is { } erasure ? [OperationJson.Of("Sanitize", erasure, pod.Now)] : [],
        FirmwareVersion = pod.FirmwareOf(drive).Version,
        PhysicalLocation = LocationJson.Bay(drive.Slot),
        Links = new DriveLinks(new Link(ChassisUris.Of(drive.DrawerId)))
        {
            Endpoints = [new Link(FabricUris.Endpoint(drive.Id))],
            ActiveSoftwareImage = new Link(UpdateUris.Of(Pod.FirmwareItemOf(drive))),
            PcieFunctions = PcieUris.FunctionsOf(drive.DrawerId, PcieCard.Of(drive)),
        },
        EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(drive))),
        Actions = new DriveActions(ChassisUris.Of(drive)),
        Oem = new DriveOem(new DriveRackScale(drive.State.Erased, drive.State.EraseOnDetach)),
    };

    public static DriveJson Of(StorageService service, ShelfDrive drive) =>
        new(StorageServiceUris.Drive(service.Id, drive.Id), drive.Id, $"Drive {drive.Id} of {service.Name}")
        {
            MediaType = "HDD",
            Protocol = "SAS",
            CapacityBytes = drive.CapacityGiB * BytesPerGiB,
            RotationSpeedRpm = ShelfDrive.RotationSpeedRpm,
            Manufacturer = ShelfDrive.Manufacturer,
            Model = ShelfDrive.Model,
            SerialNumber = drive.SerialNumber,
            Status = new Status("Enabled", "OK"),
            PhysicalLocation = LocationJson.Bay(drive.Bay),
            Links = new DriveLinks(new Link(ChassisUris.Of(service.Id)))
            {
                Storage = new Link(StorageServiceUris.Storage(service.Id)),
                StoragePools = [new Link(StorageServiceUris.Pool(service.Id))],
                Volumes = Link.All(service.State.Volumes.Select(v => StorageServiceUris.Volume(service.Id, v.Id))),
            },
        };

    private static int BayOf(ComputerSystem system, LocalDrive drive) => system.Drives.Index().First(d => d.Item.Id == drive.Id).Index + 1;
}

/// <summary>Resource.Location: a numbered place in what surrounds it.</summary>
internal sealed record LocationJson(PartLocationJson PartLocation)
{
    public static LocationJson Bay(int number) => new(new PartLocationJson($"Bay {number}", "Bay", number));

    public static LocationJson Slot(string label, int number) => new(new PartLocationJson(label, "Slot", number));

    public static LocationJson Socket(string label, int number) => new(new PartLocationJson(label, "Socket", number));
}

internal sealed record PartLocationJson(string ServiceLabel, string LocationType, int LocationOrdinalValue);

internal sealed record DriveLinks(Link Chassis)
{
    public Link? Storage { get; init; }

    public IReadOnlyList<Link>? Volumes { get; init; }

    public IReadOnlyList<Link>? StoragePools { get; init; }

    public IReadOnlyList<Link>? Endpoints { get; init; }

    public Link? ActiveSoftwareImage { get; init; }

    [JsonPropertyName("PCIeFunctions")]
    public IReadOnlyList<Link>? PcieFunctions { get; init; }
}

internal sealed class DriveActions(string uri)
{
    [JsonPropertyName("#Drive.SecureErase")]
    public SecureEraseJson SecureErase => new($"{uri}/Actions/Drive.SecureErase");

    [JsonPropertyName("#Drive.Reset")]
    public DriveResetJson Reset => new($"{uri}/Actions/Drive.Reset");
}

internal sealed record SecureEraseJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("SanitizationType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => DriveActionsRoutes.SanitizationTypes;
}

internal sealed record DriveResetJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => DriveActionsRoutes.ResetTypes;
}

internal sealed record DriveOem([property: JsonPropertyName("Intel_RackScale")] DriveRackScale RackScale);

internal sealed record DriveRackScale(bool DriveErased, bool EraseOnDetach)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Drive";
}
