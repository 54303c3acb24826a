namespace ValenceCore.Placement;

/// <summary>Whether the drives of a system and the free devices of its pod meet what is wanted, no device counted twice.</summary>
internal static class DeviceMatching
{
    private const int BytesPerGiBShift = 30;

    /// <param name="cards">Types of pooled devices (valence-api 1.11), one entry each.</param>
    public static bool AreMet(
        PodSystem system, IReadOnlyList<string> cards, IReadOnlyList<DriveRequirement> drives, IReadOnlyList<PooledDevice> free)
    {
        var needs = cards.Select(Func<PooledDevice, bool> (card) => device => device.Type == card).ToList();

        // What a system has built in is known as one sum, of no type.
        var builtIn = system.StorageGiB;
        foreach (var drive in drives.OrderByDescending(drive => drive.CapacityGiB ?? 0))
        {
            var size = Math.Max(drive.CapacityGiB ?? 0, 1);
            if (drive.IsPooled != true && builtIn >= size)
            {
                builtIn -= size;
            }
            else if (drive.IsPooled == false)
            {
                return false;
            }
            else
            {
                needs.Add(device => IsMet(drive, device));
            }
        }

        return HaveOneEach(needs, free);
    }

    private static bool IsMet(DriveRequirement drive, PooledDevice device) =>
        device.Type is "SSD" or "HDD" && (drive.Type is null || device.Type == (drive.Type == "NVMe" ? "SSD" : drive.Type))
        && (drive.CapacityGiB is not { } size || device.CapacityBytes is not { } bytes || bytes >> BytesPerGiBShift >= size);

    /// <summary>A matching of needs and devices by augmenting paths: a need that found its device taken asks its holder to take another.</summary>
    private static bool HaveOneEach(List<Func<PooledDevice, bool>> needs, IReadOnlyList<PooledDevice> devices)
    {
        var holder = new int?[devices.Count];
        return needs.Count <= devices.Count && Enumerable.Range(0, needs.Count).All(need => Find(need, new bool[devices.Count]));

        bool Find(int need, bool[] seen)
        {
            for (var place = 0; place < devices.Count; place++)
            {
                if (seen[place] || !needs[need](devices[place]))
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
}
