using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>A resource block that could be used now, and what is in it.</summary>
/// <param name="Zones">Paths of its resource zones; blocks of one system need one in common. Empty where the service has no zones.</param>
/// <param name="IsCompute">It brings processors and memory, or is a whole system.</param>
internal sealed record UsableBlock(string Uri, string Name, bool IsCompute, IReadOnlySet<string> Zones)
{
    public long Cores { get; init; }

    public long MemoryMiB { get; init; }

    public IReadOnlyList<string> ProcessorModels { get; init; } = [];

    public IReadOnlyList<string> MemoryTypes { get; init; } = [];

    public IReadOnlyList<BlockDrive> Drives { get; init; } = [];

    /// <summary>Kinds of accelerators and cards, one entry each: <c>GPU</c>, <c>FPGA</c>, <c>NIC</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

internal sealed record BlockDrive(long CapacityBytes, bool IsRotating, bool IsNvme);

/// <summary>Reads the resource blocks of a service.</summary>
internal static class ResourceBlocks
{
    private static readonly string[] PartNames =
        ["Processors", "Memory", "Storage", "SimpleStorage", "Drives", "EthernetInterfaces", "NetworkInterfaces", "ComputerSystems"];

    /// <summary>The blocks that may enter a composition now: unused or shareable, not marked by somebody, and sound (redfish-pod 3.3).</summary>
    public static async Task<IReadOnlyList<UsableBlock>> ReadAsync(ResourceReader reader, string path, CancellationToken cancellation)
    {
        var usable = (await reader.CollectionAsync(path, Stages.Allocate, cancellation)).Where(IsUsable).ToList();
        var parts = await PartsAsync(reader, usable, cancellation);
        return [.. usable.Select(block => BlockOf(block, parts))];
    }

    /// <summary>Paths of everything that a block holds.</summary>
    public static IEnumerable<string> PartsOf(JsonElement? block) => PartNames.SelectMany(name => block.Links(name));

    private static bool IsUsable(JsonElement? block)
    {
        var status = block.Child("CompositionStatus");
        return block.Id() is not null
            && status.Text("CompositionState") is "Unused" or "ComposedAndAvailable"
            && status.Child("Reserved") is not { ValueKind: JsonValueKind.True }
            && block.Child("Status").Text("Health") is null or "OK" or "Warning"
            && block.Child("Links").Links("ConsumingResourceBlocks").Count == 0;
    }

    /// <summary>Every part once, by its path. Drives of a storage unit are parts, too.</summary>
    private static async Task<Dictionary<string, JsonElement?>> PartsAsync(
        ResourceReader reader, IReadOnlyList<JsonElement?> blocks, CancellationToken cancellation)
    {
        string[] names = ["Processors", "Memory", "Storage", "Drives", "EthernetInterfaces"];
        var paths = blocks.SelectMany(block => names.SelectMany(name => block.Links(name))).Distinct().ToList();
        var parts = await reader.AllAsync(paths, Stages.Allocate, cancellation);
        var drives = parts.SelectMany(part => part.Links("Drives")).Except(paths).Distinct().ToList();
        return parts.Concat(await reader.AllAsync(drives, Stages.Allocate, cancellation))
            .Where(part => part.Id() is not null).GroupBy(part => part.Id()!).ToDictionary(group => group.Key, group => group.First());
    }

    private static UsableBlock BlockOf(JsonElement? block, Dictionary<string, JsonElement?> parts)
    {
        List<JsonElement?> Of(string name) => [.. block.Links(name).Select(uri => parts.GetValueOrDefault(uri)).Where(part => part is not null)];
        var types = block.Items("ResourceBlockType").Select(type => type?.GetString()).ToList();
        var processors = Of("Processors");
        var cpus = processors.Where(processor => processor.Text("ProcessorType") is null or "CPU" or "Core" or "Thread").ToList();
        var memory = Of("Memory");
        var drives = Of("Drives").Concat(Of("Storage").SelectMany(unit => unit.Links("Drives")).Select(uri => parts.GetValueOrDefault(uri)));
        var isCompute = types.Contains("Compute") || types.Contains("ComputerSystem") || (cpus.Count > 0 && memory.Count > 0);
        return new UsableBlock(block.Id()!, block.Text("Name") ?? RedfishJson.LastSegment(block.Id()!), isCompute,
            block.Child("Links").Links("Zones").ToHashSet())
        {
            Cores = cpus.Sum(processor => processor.Number("TotalCores") ?? 0),
            MemoryMiB = memory.Sum(module => module.Number("CapacityMiB") ?? 0),
            ProcessorModels = [.. cpus.Select(processor => processor.Text("Model")).OfType<string>()],
            MemoryTypes = [.. memory.Select(module => module.Text("MemoryDeviceType")).OfType<string>()],
            Drives = [.. drives.Where(drive => drive is not null).DistinctBy(drive => drive.Id()).Select(drive => new BlockDrive(
                drive.Number("CapacityBytes") ?? 0, drive.Text("MediaType") is "HDD" or "SMR",
                drive.Text("Protocol")?.StartsWith("NVMe", StringComparison.Ordinal) == true))],
            Devices =
            [
                .. processors.Select(processor => processor.Text("ProcessorType")).Where(type => type is "GPU" or "FPGA").OfType<string>(),
                .. isCompute ? [] : Of("EthernetInterfaces").Select(_ => "NIC"),
            ],
        };
    }
}
