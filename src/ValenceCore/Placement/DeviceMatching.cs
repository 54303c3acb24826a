namespace ValenceCore.Placement;

/// <summary>Whether the drives of a system and the free devices of its pod meet what is wanted, no drive or device counted twice.</summary>
internal static class DeviceMatching
{
    private const int BytesPerGiBShift = 30;

    private const string Nvme = "NVMe";

    /// <param name="cards">Types of pooled devices (valence-api 1.11), one entry each.</param>
    public static bool AreMet(
        PodSystem system, IReadOnlyList<string> cards, IReadOnlyList<DriveRequirement> drives, IReadOnlyList<PooledDevice> free)
    {
        List<Asset> assets = [.. system.Drives.Select(drive => new Asset(drive, null)), .. free.Select(device => new Asset(null, device))];
        var needs = cards.Select(Func<Asset, bool> (card) => asset => asset.Pooled?.Type == card).ToList();

        // Of a system whose drives nobody tells, what is built in is known as one sum, of no type.
        var sum = system.Drives.Count == 0 ? system.StorageGiB : 0;
        foreach (var drive in drives.OrderByDescending(drive => drive.CapacityGiB ?? 0))
        {
            var size = Math.Max(drive.CapacityGiB ?? 0, 1);
            if (drive.IsPooled != true && sum >= size)
            {
                sum -= size;
            }
            else
            {
                needs.Add(asset => asset.Meets(drive));
            }
        }

        return HaveOneEach(needs, assets);
    }

    /// <summary>A matching of needs and assets by augmenting paths: a need that found its asset taken asks its holder to take another.</summary>
    private static bool HaveOneEach(List<Func<Asset, bool>> needs, List<Asset> assets)
    {
        var holder = new int?[assets.Count];
        return needs.Count <= assets.Count && Enumerable.Range(0, needs.Count).All(need => Find(need, new bool[assets.Count]));

        bool Find(int need, bool[] seen)
        {
            for (var place = 0; place < assets.Count; place++)
            {
                if (seen[place] || !needs[need](assets[place]))
                {
                    continue;
                }

                seen[place] = true;
                if (holder[place] is not { } other || Find(other, seen))
                {
                    holder[place] = need;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A drive of the system, or a device of the pool. What the pod does not say of it is no reason against it.</summary>
    private sealed record Asset(PodDrive? BuiltIn, PooledDevice? Pooled)
    {
        private string? Type => BuiltIn is { } drive ? drive.Type : Pooled!.Type;

        private string? Protocol => BuiltIn is { } drive ? drive.Protocol : Pooled!.Protocol;

        private long? CapacityBytes => BuiltIn is { } drive ? drive.CapacityBytes : Pooled!.CapacityBytes;

        /// <summary>As the pod judges it (redfish-pod 2.3.3); an NVMe drive is an SSD that is reached so.</summary>
        public bool Meets(DriveRequirement wanted) =>
            IsDrive
            && (wanted.IsPooled is not { } pooled || pooled == Pooled is not null)
            && (wanted.Type is not { } type || Type is null || Type == (type == Nvme ? "SSD" : type))
            && (wanted.Type != Nvme || Protocol is null or Nvme)
            && (wanted.CapacityGiB is not { } size || CapacityBytes is not { } bytes || bytes >> BytesPerGiBShift >= size);

        private bool IsDrive => BuiltIn is not null || Type is "SSD" or "HDD";
    }
}
