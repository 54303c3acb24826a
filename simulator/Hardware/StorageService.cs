using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Hardware;

/// <summary>A drive of a shelf. All of a shelf are alike.</summary>
public sealed record ShelfDrive(string Id, int Bay, int CapacityGiB, string SerialNumber)
{
    public const string Manufacturer = "Contoso";

    public const string Model = "SAS 7.2K nearline";

    public const int RotationSpeedRpm = 7200;
}

/// <summary>A volume carved from the pool of a storage service.</summary>
/// <param name="Id">1, 2, 3 … per service; never used again.</param>
/// <param name="Initialization">Until it is ready; null from then on.</param>
/// <param name="IsFailed">Its initialization broke off.</param>
public sealed record PoolVolume(string Id, string Name, long CapacityBytes, bool IsBootable, Progress? Initialization, bool IsFailed)
{
    /// <summary>Whether a pod manager that asks deletes it when a node gives it back.</summary>
    public bool EraseOnDetach { get; init; } = true;

    /// <summary>What it was made from; null for an empty volume.</summary>
    public VolumeSource? Source { get; init; }
}

/// <summary>The volume that another one was made from.</summary>
/// <param name="IsSnapshot">It stands on the first one, else it is a copy of its own.</param>
public sealed record VolumeSource(string VolumeId, bool IsSnapshot);

/// <summary>What changes about a storage service, replaced whole.</summary>
public sealed record StorageServiceState(ImmutableArray<PoolVolume> Volumes, int LastVolume)
{
    public static StorageServiceState Initial { get; } = new([], LastVolume: 0);

    public ImmutableArray<VolumeTarget> Targets { get; init; } = [];

    public int LastTarget { get; init; }

    public long AllocatedBytes => Volumes.Sum(v => v.CapacityBytes);

    public PoolVolume? Find(string volumeId) => Volumes.FirstOrDefault(v => v.Id == volumeId);

    public VolumeTarget? FindTarget(string targetId) => Targets.FirstOrDefault(t => t.Id == targetId);

    /// <summary>Those that show a volume.</summary>
    public IEnumerable<VolumeTarget> TargetsOf(string volumeId) => Targets.Where(t => t.Luns.Any(l => l.VolumeId == volumeId));

    /// <summary>Whether a snapshot stands on a volume.</summary>
    public bool HasSnapshots(string volumeId) => Volumes.Any(v => v.Source is { IsSnapshot: true } source && source.VolumeId == volumeId);
}

/// <summary>A shelf of drives behind a storage service, pooled as capacity.</summary>
public sealed class StorageService(
    string id, string name, Guid uuid, int unit, int height, int drives, int driveCapacityGiB, string serialNumber)
{
    private const long BytesPerGiB = 1L << 30;

    private StorageServiceState _state = StorageServiceState.Initial;

    public string Id => id;

    public string Name => name;

    public Guid Uuid => uuid;

    public int Unit => unit;

    public int Height => height;

    public int Drives => drives;

    public int DriveCapacityGiB => driveCapacityGiB;

    public string SerialNumber => serialNumber;

    public int CapacityGiB => drives * driveCapacityGiB;

    public long CapacityBytes => CapacityGiB * BytesPerGiB;

    public long FreeBytes => CapacityBytes - State.AllocatedBytes;

    public StorageServiceState State => Volatile.Read(ref _state);

    public IEnumerable<string> DriveIds => Enumerable.Range(1, drives).Select(DriveId);

    public ShelfDrive? FindDrive(string driveId) =>
        int.TryParse(driveId, NumberStyles.None, CultureInfo.InvariantCulture, out var bay) && bay >= 1 && bay <= drives && DriveId(bay) == driveId
            ? new ShelfDrive(driveId, bay, driveCapacityGiB, $"{serialNumber}{bay:D3}")
            : null;

    /// <summary>The one way to change state; only <see cref="Pod"/> calls it, under its lock.</summary>
    internal void Become_NeedsLock(StorageServiceState state) => Volatile.Write(ref _state, state);

    private static string DriveId(int bay) => bay.ToString(CultureInfo.InvariantCulture);
}
