namespace ValenceCore.Drivers.Redfish;

/// <summary>Chooses blocks for a system: the compute block that wastes least, and in a zone with it a block for every drive and device that it lacks.
/// A request that can be met is met: parts are matched to wishes, not dealt out first come, first served.</summary>
internal static class BlockChoice
{
    private static readonly string[] Kinds = ["SSD", "GPU", "FPGA", "NIC"];

    /// <summary>Refuses what blocks cannot be asked for, whole.</summary>
    public static void RefuseTheInexpressible(Requirements wanted)
    {
        var unknown = wanted.PciDevices.Where(kind => !Kinds.Contains(kind)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            throw new DriverException(DriverFault.Refused, Failure.Invalid(
                $"properties.pci_device.type: {string.Join(", ", unknown)} cannot be composed of resource blocks, allowed are {string.Join(", ", Kinds)}"));
        }
    }

    /// <summary>The blocks, the compute block first; 409 with the reason when there is no such set.</summary>
    public static IReadOnlyList<UsableBlock> Of(IReadOnlyList<UsableBlock> blocks, Requirements wanted, string pod)
    {
        var search = Search(blocks, wanted);
        return search.Chosen ?? throw new DriverException(DriverFault.Refused, Failure.Conflict(
            $"The pod manager '{pod}' has no free resource blocks for this: {search.Reason}") with
        {
            Fault = Fault.Pod,
            Stage = Stages.Allocate,
            Next = search.Nearest is { } nearest ? $"Ask for {nearest} at most, or name another pod manager." : "Ask for less, give a node back, or name another pod manager.",
        });
    }

    /// <summary>The same, told filter by filter.</summary>
    public static BlockSearch Search(IReadOnlyList<UsableBlock> blocks, Requirements wanted)
    {
        var compute = blocks.Where(block => block.IsCompute).ToList();
        var left = compute;
        var filters = new List<ExplainedFilter> { new("free compute blocks", left.Count) };
        string? nearest = null;
        foreach (var (name, isMet, near) in RequirementsOf(wanted))
        {
            var before = left;
            left = [.. before.Where(isMet)];
            filters.Add(new ExplainedFilter(name, left.Count));
            nearest ??= left.Count == 0 && before.Count > 0 ? near(before) : null;
        }

        var others = blocks.Where(block => !block.IsCompute).ToList();
        var chosen = left.OrderBy(block => Waste(block, wanted)).ThenBy(block => block.Uri, StringComparer.Ordinal)
            .Select(block => WithParts(block, others, wanted)).FirstOrDefault(set => set is not null);
        if (wanted.Drives.Count + wanted.PciDevices.Count > 0)
        {
            filters.Add(new ExplainedFilter("all drives and devices free in one zone with it", left.Count(block => WithParts(block, others, wanted) is not null)));
        }

        return new BlockSearch(filters, chosen, nearest);
    }

    private static IEnumerable<(string Name, Func<UsableBlock, bool> IsMet, Func<IReadOnlyList<UsableBlock>, string?> Nearest)> RequirementsOf(Requirements wanted)
    {
        if (wanted.TotalCores is { } cores)
        {
            yield return ($"total_cores >= {cores}", block => block.Cores >= cores, blocks => $"total_cores {blocks.Max(block => block.Cores)}");
        }

        if (wanted.MemoryMiB is { } memory)
        {
            yield return ($"capacity_mib >= {memory}", block => block.MemoryMiB >= memory, blocks => $"capacity_mib {blocks.Max(block => block.MemoryMiB)}");
        }

        if (wanted.ProcessorModel is { } model)
        {
            yield return ($"processor model = {model}", block => block.ProcessorModels.Contains(model), _ => null);
        }

        if (wanted.MemoryType is { } type)
        {
            yield return ($"memory type = {type}", block => block.MemoryTypes.Contains(type), _ => null);
        }
    }

    /// <summary>Cores weigh as much as the memory that usually goes with them.</summary>
    private static long Waste(UsableBlock block, Requirements wanted) =>
        ((block.Cores - (wanted.TotalCores ?? 0)) * 4096) + block.MemoryMiB - (wanted.MemoryMiB ?? 0) + (block.Drives.Count * 1024);

    private static List<UsableBlock>? WithParts(UsableBlock compute, IReadOnlyList<UsableBlock> others, Requirements wanted)
    {
        var drives = wanted.Drives.Concat(wanted.PciDevices.Where(kind => kind == "SSD").Select(_ => new DriveRequirement(null, "SSD", true))).ToList();
        var devices = wanted.PciDevices.Where(kind => kind != "SSD").ToList();
        if (drives.Count == 0 && devices.Count == 0)
        {
            return [compute];
        }

        foreach (var zone in compute.Zones.Count == 0 ? [null] : compute.Zones.Order(StringComparer.Ordinal).Select(zone => (string?)zone))
        {
            var near = others.Where(block => zone is null || block.Zones.Contains(zone)).OrderBy(Size).ThenBy(block => block.Uri, StringComparer.Ordinal).ToList();
            if (Assigned(compute, near, drives, devices) is { } parts)
            {
                return [compute, .. parts];
            }
        }

        return null;
    }

    /// <summary>A block for each wish (drives of the compute block count for those that need not be pooled), by augmenting paths; null when one stays unmet.</summary>
    private static List<UsableBlock>? Assigned(
        UsableBlock compute, IReadOnlyList<UsableBlock> near, IReadOnlyList<DriveRequirement> drives, IReadOnlyList<string> devices)
    {
        var own = compute.Drives.ToList();
        var wishes = new List<Func<UsableBlock, bool>>();
        foreach (var drive in drives.OrderByDescending(drive => drive.CapacityGiB ?? 0))
        {
            var mine = drive.IsPooled == true ? -1 : own.FindIndex(candidate => Suits(candidate, drive));
            if (mine >= 0)
            {
                own.RemoveAt(mine);
            }
            else if (drive.IsPooled == false)
            {
                return null;
            }
            else
            {
                wishes.Add(block => block.Drives.Any(candidate => Suits(candidate, drive)));
            }
        }

        wishes.AddRange(devices.Select(kind => (Func<UsableBlock, bool>)(block => block.Devices.Contains(kind))));
        var owner = new int?[near.Count];
        for (var wish = 0; wish < wishes.Count; wish++)
        {
            if (!TryAssign(wish, [], wishes, near, owner))
            {
                return null;
            }
        }

        return [.. near.Where((_, position) => owner[position] is not null)];
    }

    private static bool TryAssign(
        int wish, HashSet<int> seen, IReadOnlyList<Func<UsableBlock, bool>> wishes, IReadOnlyList<UsableBlock> near, int?[] owner)
    {
        for (var position = 0; position < near.Count; position++)
        {
            if (wishes[wish](near[position]) && seen.Add(position)
                && (owner[position] is not { } former || TryAssign(former, seen, wishes, near, owner)))
            {
                owner[position] = wish;
                return true;
            }
        }

        return false;
    }

    private static bool Suits(BlockDrive drive, DriveRequirement wanted) =>
        drive.CapacityBytes >= (long)(wanted.CapacityGiB ?? 0) << 30
        && wanted.Type switch
        {
            "HDD" => drive.IsRotating,
            "SSD" => !drive.IsRotating,
            "NVMe" => drive.IsNvme,
            _ => true,
        };

    private static long Size(UsableBlock block) => block.Drives.Sum(drive => drive.CapacityBytes);
}
