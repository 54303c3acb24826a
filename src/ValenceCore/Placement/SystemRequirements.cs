namespace ValenceCore.Placement;

/// <summary>One thing a system must meet.</summary>
/// <param name="Nearest">What the systems that came so far would meet in its place; null when there is nothing to say.</param>
internal sealed record SystemRequirement(string Name, Func<PodSystem, bool> IsMet, Func<IReadOnlyList<PodSystem>, string?> Nearest);

/// <summary>Requirements as a list of filters, cheapest to explain first.</summary>
internal static class SystemRequirements
{
    private const long MiBPerGiB = 1024;

    public static IEnumerable<SystemRequirement> Of(Requirements wanted, IReadOnlyList<PooledDevice> free)
    {
        yield return new SystemRequirement("free", system => system.NodeIndex is null, _ => null);
        yield return new SystemRequirement("healthy", system => system.Health is null or "OK", _ => null);
        if (wanted.TotalCores is { } cores)
        {
            yield return new SystemRequirement(
                $"total_cores >= {cores}", system => system.Cores >= cores, systems => $"total_cores {systems.Max(system => system.Cores)}");
        }

        if (wanted.ProcessorModel is { } model)
        {
            yield return new SystemRequirement(
                $"processor model = {model}", system => system.Model == model,
                systems => $"processor model {string.Join(" or ", systems.Select(system => system.Model).OfType<string>().Distinct().Order(StringComparer.Ordinal))}");
        }

        if (wanted.MemoryMiB is { } memory)
        {
            yield return new SystemRequirement(
                $"capacity_mib >= {memory}", system => MemoryMiB(system) >= memory, systems => $"capacity_mib {systems.Max(MemoryMiB)}");
        }

        if (wanted.MemoryType is { } type)
        {
            yield return new SystemRequirement(
                $"memory type = {type}", system => HasMemory(system, wanted),
                systems => $"memory type {string.Join(" or ", systems.SelectMany(system => system.Memory).Select(module => TypeOf(module, wanted)).OfType<string>().Distinct().Order(StringComparer.Ordinal))}");
        }

        foreach (var requirement in OfDevices(wanted, free))
        {
            yield return requirement;
        }
    }

    private static long MemoryMiB(PodSystem system) =>
        system.Memory.Count > 0 ? system.Memory.Sum(alike => alike.CapacityMiB * alike.Count) : system.MemoryGiB * MiBPerGiB;

    /// <summary>One module of that type does (redfish-pod 2.3.2); the capacity is asked of the whole system. A type that the pod does not tell may be it.</summary>
    private static bool HasMemory(PodSystem system, Requirements wanted) =>
        system.Memory.Count == 0 || system.Memory.Any(module => TypeOf(module, wanted) is not { } type || type == wanted.MemoryType);

    private static string? TypeOf(PodMemory module, Requirements wanted) => wanted.NamesMemoryMedia ? module.MemoryType : module.DeviceType;

    /// <summary>Devices one after another, each together with those before it: two drives are not met by one.</summary>
    private static IEnumerable<SystemRequirement> OfDevices(Requirements wanted, IReadOnlyList<PooledDevice> free)
    {
        string Left() => free.Count == 0
            ? "no pooled device"
            : string.Join(", ", free.CountBy(device => device.Type ?? "unknown").OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Value} free {count.Key}"));

        for (var count = 1; count <= wanted.PciDevices.Count; count++)
        {
            var cards = wanted.PciDevices.Take(count).ToList();
            yield return new SystemRequirement(
                $"pci_device {cards[^1]}", system => DeviceMatching.AreMet(system, cards, [], free), _ => Left());
        }

        for (var count = 1; count <= wanted.Drives.Count; count++)
        {
            var drives = wanted.Drives.Take(count).ToList();
            yield return new SystemRequirement(
                $"storage {NameOf(drives[^1])}", system => DeviceMatching.AreMet(system, wanted.PciDevices, drives, free), _ => Left());
        }
    }

    private static string NameOf(DriveRequirement drive)
    {
        string?[] parts =
        [
            drive.CapacityGiB is { } size ? $"capacity_gib >= {size}" : null, drive.Type is { } type ? $"type = {type}" : null,
            drive.IsPooled is { } pooled ? pooled ? "pooled" : "built in" : null,
        ];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } text ? text : "of any kind";
    }
}
