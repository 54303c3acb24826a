using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>ResourceBlock v1_4_3: a sled with what is built into it, one pooled device, or several of these as one block.</summary>
internal sealed class ResourceBlockJson(ResourceBlock block)
    : Resource(CompositionUris.Block(block.Id), Type, block.Id, NameOf(block)), IResource
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

    [JsonIgnore]
    public bool CanBeDeleted => block.IsComposite || block.Sled is not null;

    public static string NameOf(ResourceBlock block) => block.Title ?? (block.IsComposite ? block.Name : $"Block {block.Name}");

    public static ResourceBlockJson Of(Pod pod, ResourceBlock block)
    {
        var state = pod.StateOf(block);
        return new ResourceBlockJson(block)
        {
            Description = block.Description,
            CompositionStatus = new CompositionStatusJson(
                state.ToString(), pod.MarksOf(block.Id).Reserved || pod.ReservationOf(block.Id) is not null, pod.CompositionsOf(block))
            {
                MaxCompositions = Pod.SharesOf(block),
                SharingEnabled = block.Device?.State.SharingEnabled == true,
            },
            Pool = pod.PoolOf(block).ToString(),
            Client = pod.ClientOf(block),
            Status = Status.Of(block.Health),
            Processors = LinksOf(
                block, BlockType.Processor, block.Sled is { } sled ? sled.Processors.Select(p => $"{SystemUris.Processors(sled)}/{p.Id}") : null,
                d => d.IsProcessor),
            Memory = LinksOf(
                block, BlockType.Memory, block.Sled is { } s ? s.Memory.Select(m => $"{SystemUris.Memory(s)}/{m.Id}") : null, d => d.Memory is not null),
            Storage = block.Sled is { } owner ? [new Link(SystemUris.LocalStorage(owner))] : null,
            Drives = LinksOf(block, BlockType.Storage, builtIn: null, d => d.IsDrive),
            EthernetInterfaces = LinksOf(
                block, BlockType.Network, block.Sled is { } host ? host.EthernetInterfaces.Select(e => SystemUris.EthernetInterface(host, e.Id)) : null,
                d => d.Nic is not null, PooledNicUris.Interface),

            // While it is part of a composed system, that is what the sled is.
            ComputerSystems = block.Sled is { ComposedAs: null } whole ? [new Link(SystemUris.Of(whole))] : null,
            Links = new ResourceBlockLinks(
                Link.All(pod.SystemsWith(block).Select(SystemUris.Of)),
                Link.All(block.ChassisIds.Select(ChassisUris.Of)),
                Link.All(pod.ZonesOf(block).Select(CompositionUris.Zone)))
            {
                SupplyingResourceBlocks = Link.All(block.Suppliers.Select(s => CompositionUris.Block(s.Id))),
                ConsumingResourceBlocks = pod.CompositeOf(block.Id) is { } composite ? [new Link(CompositionUris.Block(composite.Id))] : [],
            },
        };
    }

    // What is built into the sled, then pooled devices; null when the block has nothing of that kind.
    private static IReadOnlyList<Link>? LinksOf(ResourceBlock block, BlockType type, IEnumerable<string>? builtIn, Func<PooledDevice, bool> isOne, Func<PooledDevice, string>? uriOf = null) =>
        builtIn is null && !block.Types.Contains(type) ? null : Link.All((builtIn ?? []).Concat(block.Devices.Where(isOne).Select(uriOf ?? ChassisUris.Of)));
}

/// <summary>ResourceBlock v1_4_3, <c>CompositionStatus</c>. A block here is part of one system or block, or of none, unless its device is shared.</summary>
internal sealed record CompositionStatusJson(string CompositionState, bool Reserved, int NumberOfCompositions)
{
    public bool SharingCapable => MaxCompositions > 1;

    public bool SharingEnabled { get; init; }

    public int MaxCompositions { get; init; } = 1;
}

internal sealed record ResourceBlockLinks(IReadOnlyList<Link> ComputerSystems, IReadOnlyList<Link> Chassis, IReadOnlyList<Link> Zones)
{
    public required IReadOnlyList<Link> SupplyingResourceBlocks { get; init; }

    [JsonPropertyName("SupplyingResourceBlocks@odata.count")]
    public int SupplierCount => SupplyingResourceBlocks.Count;

    public required IReadOnlyList<Link> ConsumingResourceBlocks { get; init; }

    [JsonPropertyName("ConsumingResourceBlocks@odata.count")]
    public int ConsumerCount => ConsumingResourceBlocks.Count;

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
