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

    /// <summary>Generations of its modules, and what they are: <c>DDR4</c>, <c>DRAM</c>.</summary>
    public IReadOnlyList<string> MemoryTypes { get; init; } = [];

    public IReadOnlyList<BlockDrive> Drives { get; init; } = [];

    /// <summary>Kinds of accelerators and cards, one entry each: <c>GPU</c>, <c>FPGA</c>, <c>NIC</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

internal sealed record BlockDrive(long CapacityBytes, bool IsRotating, bool IsNvme);

/// <summary>Reads the resource blocks of a service, and of their parts those that a request asks about.</summary>
internal static class ResourceBlocks
{
    private static readonly string[] PartNames =
        ["Processors", "Memory", "Storage", "SimpleStorage", "Drives", "EthernetInterfaces", "NetworkInterfaces", "ComputerSystems"];

    /// <summary>The blocks that may enter a composition now: unused or shareable, not marked by somebody, and sound (redfish-pod 3.3).</summary>
    public static async Task<IReadOnlyList<UsableBlock>> ReadAsync(
        ResourceReader reader, CompositionOffer service, Requirements wanted, CancellationToken cancellation)
    {
        var usable = (await reader.CollectionAsync(service.Blocks, Stages.Allocate, cancellation)).Where(IsUsable).ToList();

        // The summary of a system says in one resource what its parts say in a dozen.
        var summaries = usable.Any(block => block.Links("ComputerSystems").Count > 0)
            ? (await reader.CollectionAsync(service.Systems, Stages.Allocate, cancellation))
                .Where(system => system.Id() is not null && HasSummary(system)).ToDictionary(system => system.Id()!)
            : [];
        var blocks = usable.Select(block => new ReadBlock(block, SystemOf(block, summaries))).ToList();
        var parts = await PartsAsync(reader, [.. blocks.SelectMany(block => block.PartsToRead(wanted)).Distinct()], cancellation);
        return [.. blocks.Select(block => block.Usable(parts))];
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

    private static bool HasSummary(JsonElement? system) =>
        system.Child("ProcessorSummary").Number("CoreCount") is not null && system.Child("MemorySummary").Number("TotalSystemMemoryGiB") is not null;

    private static JsonElement? SystemOf(JsonElement? block, Dictionary<string, JsonElement?> summaries) =>
        block.Links("ComputerSystems") is [var only] ? summaries.GetValueOrDefault(only) : null;

    /// <summary>Every part once, by its path. Drives of a storage unit are parts, too.</summary>
    private static async Task<Dictionary<string, JsonElement?>> PartsAsync(
        ResourceReader reader, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var parts = await reader.AllAsync(paths, Stages.Allocate, cancellation);
        var drives = parts.SelectMany(part => part.Links("Drives")).Except(paths).Distinct().ToList();
        return parts.Concat(await reader.AllAsync(drives, Stages.Allocate, cancellation))
            .Where(part => part.Id() is not null).GroupBy(part => part.Id()!).ToDictionary(group => group.Key, group => group.First());
    }
}
