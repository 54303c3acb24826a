using System.Collections.Immutable;

namespace Simulator.Hardware;

public enum VolumePhase
{
    /// <summary>Asked for; the next boot makes it.</summary>
    Waiting,

    Initializing,

    Ready,

    /// <summary>Its initialization broke off.</summary>
    Failed,

    /// <summary>The next boot removes it.</summary>
    Leaving,
}

/// <summary>Swordfish <c>ReadCachePolicyType</c>.</summary>
public enum ReadCachePolicy
{
    ReadAhead,
    AdaptiveReadAhead,
    Off,
}

/// <summary>Swordfish <c>WriteCachePolicyType</c>.</summary>
public enum WriteCachePolicy
{
    WriteThrough,
    ProtectedWriteBack,
    UnprotectedWriteBack,
    Off,
}

/// <summary>A RAID volume over built-in drives.</summary>
/// <param name="Id">1, 2, 3 … per system; never used again.</param>
/// <param name="Initialization">While <see cref="VolumePhase.Initializing"/>.</param>
public sealed record LocalVolume(
    string Id, string Name, RaidLevel Level, ImmutableArray<string> DriveIds, long CapacityBytes, VolumePhase Phase, Progress? Initialization)
{
    public string? DisplayName { get; init; }

    public ReadCachePolicy ReadCache { get; init; } = ReadCachePolicy.AdaptiveReadAhead;

    public WriteCachePolicy WriteCache { get; init; } = WriteCachePolicy.ProtectedWriteBack;
}

/// <summary>A volume that somebody asks for.</summary>
/// <param name="AtBoot">The next boot makes it, not this moment.</param>
public sealed record LocalVolumeRequest(string? Name, RaidLevel Level, IReadOnlyList<LocalDrive> Drives, long CapacityBytes, bool AtBoot)
{
    public string? DisplayName { get; init; }

    public ReadCachePolicy? ReadCache { get; init; }

    public WriteCachePolicy? WriteCache { get; init; }
}

/// <summary>What the storage controller of a system knows. As delivered it passes each drive through.</summary>
/// <param name="Erasing">Drives that are being erased, by id.</param>
public sealed record LocalStorage(ImmutableArray<LocalVolume> Volumes, ImmutableDictionary<string, Progress> Erasing, int LastVolume)
{
    public static LocalStorage Initial { get; } = new([], ImmutableDictionary<string, Progress>.Empty, LastVolume: 0);

    public LocalVolume? Find(string volumeId) => Volumes.FirstOrDefault(v => v.Id == volumeId);

    /// <summary>The volume that lies on a drive.</summary>
    public LocalVolume? On(string driveId) => Volumes.FirstOrDefault(v => v.DriveIds.Contains(driveId));

    public LocalStorage With(string volumeId, Func<LocalVolume, LocalVolume> change) => this with
    {
        Volumes = [.. Volumes.Select(v => v.Id == volumeId ? change(v) : v)],
    };

    public LocalStorage Without(string volumeId) => this with { Volumes = Volumes.RemoveAll(v => v.Id == volumeId) };

    /// <summary>What was put off until the next boot is done in it.</summary>
    public LocalStorage AfterBoot(DateTimeOffset now, TimeSpan initialization) =>
        Volumes.Any(v => v.Phase is VolumePhase.Waiting or VolumePhase.Leaving)
            ? this with
            {
                Volumes = [.. Volumes.Where(v => v.Phase != VolumePhase.Leaving).Select(v => v.Phase == VolumePhase.Waiting
                    ? v with { Phase = VolumePhase.Initializing, Initialization = new Progress(now, initialization) }
                    : v)],
            }
            : this;
}
