using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// LogicalDrive v1_0_0 of Intel RSD 1.2 to 2.2: the pool of a shelf as a volume group of the logical volume manager, or a volume
/// of it as a logical volume.
/// </summary>
internal sealed class LogicalDriveJson(StorageService service, string driveId, string driveName)
    : Resource(LogicalDriveUris.LogicalDrive(service.Id, driveId), Type, driveId, driveName), IResource
{
    public const string GroupMode = "LVG";
    public const string VolumeMode = "LV";
    public const string Manager = "LVM";

    private const double BytesPerGiB = 1L << 30;

    public static string Type => "#LogicalDrive.v1_0_0.LogicalDrive";

    [JsonPropertyName("Type")]
    public string DriveType => Manager;

    public required string Mode { get; init; }

    public bool Protected => false;

    [JsonPropertyName("CapacityGiB")]
    public required double CapacityGiB { get; init; }

    /// <summary>Nobody writes an image on a drive here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Image => null;

    public bool Bootable { get; init; }

    public bool Snapshot { get; init; }

    public required Status Status { get; init; }

    public required LogicalDriveLinks Links { get; init; }

    public static LogicalDriveJson? Find(StorageService service, string driveId) =>
        driveId == LogicalDriveUris.GroupId ? Of(service)
        : service.State.Find(driveId) is { } volume ? Of(service, volume)
        : null;

    public static LogicalDriveJson Of(StorageService service, PoolVolume volume) => new(service, volume.Id, volume.Name)
    {
        Mode = VolumeMode,
        CapacityGiB = volume.CapacityBytes / BytesPerGiB,
        Bootable = volume.IsBootable,
        Snapshot = volume.Source is { IsSnapshot: true },

        // Composers of Intel RSD wait until it is Enabled.
        Status = new Status(volume.Initialization is null ? "Enabled" : "Starting", volume.IsFailed ? "Critical" : "OK"),
        Links = new LogicalDriveLinks
        {
            LogicalDrives = [new Link(LogicalDriveUris.Group(service.Id))],
            MasterDrive = volume.Source is { } source && service.State.Find(source.VolumeId) is { } master
                ? new Link(LogicalDriveUris.LogicalDrive(service.Id, master.Id)) : null,
            UsedBy = Link.All(service.State.Volumes.Where(v => v.Source is { IsSnapshot: true } s && s.VolumeId == volume.Id)
                .Select(v => LogicalDriveUris.LogicalDrive(service.Id, v.Id))),
            Targets = Link.All(service.State.TargetsOf(volume.Id).Select(t => LogicalDriveUris.Target(service.Id, t.Id))),
        },
    };

    private static LogicalDriveJson Of(StorageService service) => new(service, LogicalDriveUris.GroupId, $"Volume group of {service.Name}")
    {
        Mode = GroupMode,
        CapacityGiB = service.CapacityGiB,
        Status = new Status("Enabled", "OK"),
        Links = new LogicalDriveLinks
        {
            PhysicalDrives = Link.All(service.DriveIds.Select(d => LogicalDriveUris.Drive(service.Id, d))),
            UsedBy = Link.All(service.State.Volumes.Select(v => LogicalDriveUris.LogicalDrive(service.Id, v.Id))),
        },
    };
}

internal sealed record LogicalDriveLinks
{
    /// <summary>What it lies on.</summary>
    public IReadOnlyList<Link> LogicalDrives { get; init; } = [];

    public IReadOnlyList<Link> PhysicalDrives { get; init; } = [];

    /// <summary>What it was copied from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Link? MasterDrive { get; init; }

    /// <summary>What lies on it.</summary>
    public IReadOnlyList<Link> UsedBy { get; init; } = [];

    public IReadOnlyList<Link> Targets { get; init; } = [];
}
