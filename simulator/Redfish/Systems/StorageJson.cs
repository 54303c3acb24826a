using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Storage v1_21_0: the built-in drives of a system and the pooled drives that a node has brought to it.</summary>
internal sealed class StorageJson(string uri, string storageName)
    : Resource(uri, Type, "local", storageName), IResource
{
    public static string Type => "#Storage.v1_21_0.Storage";

    public required Status Status { get; init; }

    public required IReadOnlyList<Link> Drives { get; init; }

    [JsonPropertyName("Drives@odata.count")]
    public int DriveCount => Drives.Count;

    public required Link Controllers { get; init; }

    public required IReadOnlyList<OldStorageController> StorageControllers { get; init; }

    [JsonPropertyName("StorageControllers@odata.count")]
    public int ControllerCount => StorageControllers.Count;

    public static StorageJson Of(Pod pod, ComputerSystem system) => new(SystemUris.LocalStorage(system.Id), $"Storage of {system.Name}")
    {
        Status = Status.Of(system.State.Health),
        Controllers = new Link(SystemUris.LocalControllers(system.Id)),
        StorageControllers = [new OldStorageController(system)],
        Drives = Link.All(system.Drives.Select(d => $"{SystemUris.LocalStorage(system.Id)}/Drives/{d.Id}")
            .Concat(AttachedDevices.Of(pod, system).Where(d => d.Kind == PooledDeviceKind.NVMe).Select(ChassisUris.Of))),
    };
}

/// <summary>Drive v1_22_0: built in, or pooled with Intel RSD's erase state.</summary>
internal sealed class DriveJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#Drive.v1_22_0.Drive";

    private const long BytesPerGiB = 1L << 30;

    public required string MediaType { get; init; }

    public required string Protocol { get; init; }

    public required long CapacityBytes { get; init; }

    [JsonPropertyName("RotationSpeedRPM")]
    public int? RotationSpeedRpm { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    public required Status Status { get; init; }

    public Link EnvironmentMetrics => new(EnvironmentUris.Of(ODataId));

    public Link? Metrics { get; init; }

    public required DriveLinks Links { get; init; }

    public DriveOem? Oem { get; init; }

    public static DriveJson Of(ComputerSystem system, LocalDrive drive) =>
        new($"{SystemUris.LocalStorage(system.Id)}/Drives/{drive.Id}", drive.Id, $"Drive {drive.Id}")
        {
            MediaType = drive.MediaType,
            Protocol = drive.Protocol,
            CapacityBytes = drive.CapacityGiB * BytesPerGiB,
            RotationSpeedRpm = drive.RotationSpeedRpm,
            Manufacturer = drive.Manufacturer,
            Model = drive.Model,
            SerialNumber = drive.SerialNumber,
            Status = Status.Of(system.State.Health),
            Metrics = new Link(PartMetricsUris.OfDrive(system.Id, drive.Id)),
            Links = new DriveLinks(new Link(ChassisUris.Of(system.Id))),
        };

    public static DriveJson Of(PooledDevice drive) => new(ChassisUris.Of(drive), drive.Id, drive.Name)
    {
        MediaType = "SSD",
        Protocol = "NVMe",
        CapacityBytes = drive.CapacityGiB * BytesPerGiB,
        Manufacturer = drive.Manufacturer,
        Model = drive.Model,
        SerialNumber = drive.SerialNumber,
        Status = Status.Of(drive.State.Health),
        Links = new DriveLinks(new Link(ChassisUris.Of(drive.DrawerId))) { Endpoints = [new Link(FabricUris.Endpoint(drive.Id))] },
        Oem = new DriveOem(new DriveRackScale(drive.State.Erased)),
    };
}

internal sealed record DriveLinks(Link Chassis)
{
    public IReadOnlyList<Link>? Endpoints { get; init; }
}

internal sealed record DriveOem([property: JsonPropertyName("Intel_RackScale")] DriveRackScale RackScale);

internal sealed record DriveRackScale(bool DriveErased)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Drive";

    public bool EraseOnDetach => true;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StorageJson))]
[JsonSerializable(typeof(DriveJson))]
[JsonSerializable(typeof(StorageControllerJson))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
