namespace Simulator.Hardware.Composition;

/// <summary>Drives that serve the items of a request: of those built into a system, and pooled ones.</summary>
internal sealed record DriveChoice(IReadOnlyList<LocalDrive> BuiltIn, IReadOnlyList<PooledDevice> Pooled)
{
    public static DriveChoice Nothing { get; } = new([], []);

    /// <summary>Built-in drives before pooled ones, as those are free with the system; small before large.</summary>
    /// <param name="pooled">See <see cref="Useful"/>.</param>
    /// <returns>Null when the drives cannot be had.</returns>
    public static DriveChoice? Find(ComputerSystem system, IReadOnlyList<DriveRequest> asked, IReadOnlyList<PooledDevice> pooled)
    {
        var assets = system.Drives.OrderBy(d => d.CapacityGiB).Select(d => new Asset(d, null)).Concat(pooled.Select(d => new Asset(null, d))).ToList();
        return Matching.Find(asked, assets, (item, asset) => asset.Suits(item)) is { } found
            ? new DriveChoice([.. found.Select(a => a.Local).OfType<LocalDrive>()], [.. found.Select(a => a.Pooled).OfType<PooledDevice>()])
            : null;
    }

    /// <summary>
    /// Those of the pool that can be of use, small before large: of N items none needs more than the N best drives that suit it, as the others take N - 1 of them
    /// at most.
    /// </summary>
    /// <param name="reached">Free pooled devices that a system reaches.</param>
    public static IReadOnlyList<PooledDevice> Useful(IReadOnlyList<DriveRequest> asked, IReadOnlyList<PooledDevice> reached)
    {
        var drives = reached.Where(d => d.Kind == PooledDeviceKind.NVMe).OrderBy(d => d.CapacityGiB).Select(d => new Asset(null, d)).ToList();
        var useful = asked.SelectMany(item => drives.Where(d => d.Suits(item)).Take(asked.Count)).ToHashSet();
        return [.. drives.Where(useful.Contains).Select(d => d.Pooled!)];
    }

    private sealed record Asset(LocalDrive? Local, PooledDevice? Pooled)
    {
        public bool Suits(DriveRequest item) => Local is { } local
            ? item.Pooled is not true
                && (item.At?.PartId is null || item.At.PartId == local.Id)
                && local.CapacityGiB >= (item.CapacityGiB ?? 0)
                && (item.MediaType is null || item.MediaType == local.MediaType)
                && (item.Protocol is null || item.Protocol == local.Protocol)
                && (item.MinRpm is null || local.RotationSpeedRpm >= item.MinRpm)
                && (item.SerialNumber is null || item.SerialNumber == local.SerialNumber)
            : item.Pooled is not false
                && (item.At?.PartId is null || item.At.PartId == Pooled!.Id)
                && (Pooled!.State.Erased || item.At?.PartId == Pooled.Id)
                && Pooled.CapacityGiB >= (item.CapacityGiB ?? 0)
                && item.MediaType is null or "SSD"
                && item.Protocol is null or "NVMe"
                && item.MinRpm is null
                && (item.SerialNumber is null || item.SerialNumber == Pooled.SerialNumber);
    }
}
