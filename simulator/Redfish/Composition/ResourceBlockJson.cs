using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>ResourceBlock v1_4_3: a sled with what is built into it, or one pooled device.</summary>
internal sealed class ResourceBlockJson(ResourceBlock block) : Resource(CompositionUris.Block(block.Id), Type, block.Id, $"Block {block.Name}"), IResource
{
    public static string Type => "#ResourceBlock.v1_4_3.ResourceBlock";

    public IReadOnlyList<string> ResourceBlockType => [.. block.Types.Select(t => t.ToString())];

    public required CompositionStatusJson CompositionStatus { get; init; }

    public required string Pool { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Client { get; init; }

    public required Status Status { get; init; }

    public IReadOnlyList<Link>? Processors { get; init; }

    [JsonPropertyName("Processors@odata.count")]
    public int? ProcessorCount => Processors?.Count;

    public IReadOnlyList<Link>? Memory { get; init; }

    [JsonPropertyName("Memory@odata.count")]
    public int? MemoryCount => Memory?.Count;

    public IReadOnlyList<Link>? Storage { get; init; }

    [JsonPropertyName("Storage@odata.count")]
    public int? StorageCount => Storage?.Count;

    public IReadOnlyList<Link>? Drives { get; init; }

    [JsonPropertyName("Drives@odata.count")]
    public int? DriveCount => Drives?.Count;

    public IReadOnlyList<Link>? EthernetInterfaces { get; init; }

    [JsonPropertyName("EthernetInterfaces@odata.count")]
    public int? EthernetInterfaceCount => EthernetInterfaces?.Count;

    public IReadOnlyList<Link>? ComputerSystems { get; init; }

    [JsonPropertyName("ComputerSystems@odata.count")]
    public int? ComputerSystemCount => ComputerSystems?.Count;

    public required ResourceBlockLinks Links { get; init; }

    public static ResourceBlockJson Of(Pod pod, ResourceBlock block)
    {
        var user = pod.UserOf(block);
        var state = pod.StateOf(block);
        var device = block.Device is { } pooled ? new[] { new Link(ChassisUris.Of(pooled)) } : null;
        return new ResourceBlockJson(block)
        {
            CompositionStatus = new CompositionStatusJson(
                state.ToString(), pod.MarksOf(block.Id).Reserved || pod.ReservationOf(block.Id) is not null, user is null ? 0 : 1),
            Pool = pod.PoolOf(block).ToString(),
            Client = pod.ClientOf(block),
            Status = Status.Of(block.Health),
            Processors = block.Sled is { } sled ? Link.All(sled.Processors.Select(p => $"{SystemUris.Processors(sled)}/{p.Id}"))
                : block.Types.Contains(BlockType.Processor) ? device : null,
            Memory = block.Sled is { } s ? Link.All(s.Memory.Select(m => $"{SystemUris.Memory(s)}/{m.Id}")) : null,
            Storage = block.Sled is { } owner ? [new Link(SystemUris.LocalStorage(owner))] : null,
            Drives = block.Types.Contains(BlockType.Storage) ? device : null,
            EthernetInterfaces = block.Sled is { } host ? Link.All(host.EthernetInterfaces.Select(e => SystemUris.EthernetInterface(host, e.Id))) : null,

            // While it is part of a composed system, that is what the sled is.
            ComputerSystems = block.Sled is { ComposedAs: null } whole ? [new Link(SystemUris.Of(whole))] : null,
            Links = new ResourceBlockLinks(
                // A sled is always part of a system: of its own while nothing is composed of it.
                (user ?? block.Sled) is { } system ? [new Link(SystemUris.Of(system))] : [],
                [new Link(ChassisUris.Of(block.ChassisId))],
                Link.All(pod.ZonesOf(block).Select(CompositionUris.Zone))),
        };
    }
}

/// <summary>ResourceBlock v1_4_3, <c>CompositionStatus</c>. A block here is part of one system or of none.</summary>
internal sealed record CompositionStatusJson(string CompositionState, bool Reserved, int NumberOfCompositions)
{
    public bool SharingCapable => false;

    public bool SharingEnabled => false;

    public int MaxCompositions => 1;
}

internal sealed record ResourceBlockLinks(IReadOnlyList<Link> ComputerSystems, IReadOnlyList<Link> Chassis, IReadOnlyList<Link> Zones)
{
    [JsonPropertyName("ComputerSystems@odata.count")]
    public int ComputerSystemCount => ComputerSystems.Count;

    [JsonPropertyName("Chassis@odata.count")]
    public int ChassisCount => Chassis.Count;

    [JsonPropertyName("Zones@odata.count")]
    public int ZoneCount => Zones.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceBlockJson))]
internal sealed partial class ResourceBlocksJsonContext : JsonSerializerContext;
