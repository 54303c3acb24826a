using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>CollectionCapabilities v1_4_1: what can be posted to a collection.</summary>
/// <param name="MaxMembers">Each system has a sled of its own, and each block made of blocks has one part or more.</param>
internal sealed record CollectionCapabilitiesJson(int MaxMembers, IReadOnlyList<CapabilityJson> Capabilities)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#CollectionCapabilities.v1_4_1.CollectionCapabilities";

    public static CollectionCapabilitiesJson OfSystems(Pod pod) => new(pod.Systems.Count, OfSystems(pod.Racks));

    public static CollectionCapabilitiesJson OfBlocks(Pod pod) => new(2 * (pod.Systems.Count + pod.Devices.Count), OfBlocks(pod.Racks));

    /// <summary>The older form: at a zone, with what its blocks can become in which collection.</summary>
    public static CollectionCapabilitiesJson OfZone(Pod pod, Rack rack) =>
        new(pod.Systems.Values.Count(s => s.RackId == rack.Id), [.. OfSystems([rack]), .. OfBlocks([rack])]);

    private static IReadOnlyList<CapabilityJson> OfSystems(IEnumerable<Rack> zones)
    {
        var links = new CapabilityLinks(new Link(SystemUris.Systems), Link.All(zones.Select(r => CompositionUris.Zone(r.Id))));
        return
        [
            new CapabilityJson("ComputerSystemComposition", new Link(CompositionUris.SpecificCapabilities), links),
            new CapabilityJson("ComputerSystemConstrainedComposition", new Link(CompositionUris.ConstrainedCapabilities), links),
        ];
    }

    private static IReadOnlyList<CapabilityJson> OfBlocks(IEnumerable<Rack> zones)
    {
        var links = new CapabilityLinks(new Link(CompositionUris.Blocks), Link.All(zones.Select(r => CompositionUris.Zone(r.Id))));
        return
        [
            new CapabilityJson("ResourceBlockComposition", new Link(CompositionUris.BlockCapabilities), links),
            new CapabilityJson("RegisterResourceBlock", new Link(CompositionUris.RegistrationCapabilities), links),
            new CapabilityJson("ResourceBlockConstrainedComposition", new Link(CompositionUris.ConstrainedBlockCapabilities), links),
        ];
    }
}

internal sealed record CapabilityJson(string UseCase, Link CapabilitiesObject, CapabilityLinks Links);

internal sealed record CapabilityLinks(Link TargetCollection, IReadOnlyList<Link> RelatedItem);

/// <summary>A system as it can be asked for: its properties with what may be said of each (CollectionCapabilities v1_4_1, capabilities object).</summary>
internal sealed class SystemCapabilitiesJson(string uri, string id, string name) : DescribedPartsJson(uri, Type, id, name), IResource
{
    public static string Type => "#ComputerSystem.v1_27_0.ComputerSystem";

    public static SystemCapabilitiesJson Specific { get; } =
        new(CompositionUris.SpecificCapabilities, "SpecificCapabilities", "Systems made of blocks that are named") { Links = new LinksCapability(IsRequired: true) };

    public static SystemCapabilitiesJson Constrained { get; } =
        new(CompositionUris.ConstrainedCapabilities, "ConstrainedCapabilities", "Systems made of parts that are described")
        {
            Links = new LinksCapability(IsRequired: false), TakesParts = true,
        };

    [JsonPropertyName("Name@Redfish.RequiredOnCreate")]
    public bool NameRequired => true;

    [JsonPropertyName("Name@Redfish.SetOnlyOnCreate")]
    public bool NameSetOnly => true;

    [JsonPropertyName("Description@Redfish.OptionalOnCreate")]
    public bool DescriptionOptional => true;

    [JsonPropertyName("Description@Redfish.SetOnlyOnCreate")]
    public bool DescriptionSetOnly => true;

    [JsonPropertyName("HostName@Redfish.OptionalOnCreate")]
    public bool HostNameOptional => true;

    [JsonPropertyName("HostName@Redfish.UpdatableAfterCreate")]
    public bool HostNameUpdatable => true;

    [JsonPropertyName("Boot@Redfish.OptionalOnCreate")]
    public bool BootOptional => true;

    public BootCapability Boot { get; } = new();

    [JsonPropertyName("@Redfish.ResourceBlockLimits")]
    public BlockLimitsJson Limits { get; } = BlockLimitsJson.Of();

    [JsonPropertyName("Links@Redfish.RequiredOnCreate")]
    public bool? LinksRequired => Links.Required;

    [JsonPropertyName("Links@Redfish.OptionalOnCreate")]
    public bool? LinksOptional => Links.Optional;

    public required LinksCapability Links { get; init; }
}

internal sealed record BootCapability
{
    [JsonPropertyName("BootSourceOverrideEnabled@Redfish.OptionalOnCreate")]
    public bool EnabledOptional => true;

    [JsonPropertyName("BootSourceOverrideEnabled@Redfish.UpdatableAfterCreate")]
    public bool EnabledUpdatable => true;

    [JsonPropertyName("BootSourceOverrideEnabled@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableEnabled { get; } = Enum.GetNames<BootEnabled>();

    [JsonPropertyName("BootSourceOverrideTarget@Redfish.OptionalOnCreate")]
    public bool TargetOptional => true;

    [JsonPropertyName("BootSourceOverrideTarget@Redfish.UpdatableAfterCreate")]
    public bool TargetUpdatable => true;

    [JsonPropertyName("BootSourceOverrideTarget@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableTargets { get; } = Enum.GetNames<BootTarget>();

    [JsonPropertyName("BootSourceOverrideMode@Redfish.OptionalOnCreate")]
    public bool ModeOptional => true;

    [JsonPropertyName("BootSourceOverrideMode@Redfish.UpdatableAfterCreate")]
    public bool ModeUpdatable => true;

    [JsonPropertyName("BootSourceOverrideMode@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableModes { get; } = Enum.GetNames<BootMode>();
}

internal sealed record LinksCapability([property: JsonIgnore] bool IsRequired)
{
    [JsonIgnore]
    public bool? Required => IsRequired ? true : null;

    [JsonIgnore]
    public bool? Optional => IsRequired ? null : true;

    [JsonPropertyName("ResourceBlocks@Redfish.RequiredOnCreate")]
    public bool? BlocksRequired => Required;

    [JsonPropertyName("ResourceBlocks@Redfish.OptionalOnCreate")]
    public bool? BlocksOptional => Optional;

    [JsonPropertyName("ResourceBlocks@Redfish.UpdatableAfterCreate")]
    public bool BlocksUpdatable => true;
}

/// <summary>See <see cref="BlockRules.Limits"/>.</summary>
internal sealed record BlockLimitsJson(
    int MinCompute, int MaxCompute, int MinProcessor, int MaxProcessor, int MinMemory, int MaxMemory, int MinNetwork, int MaxNetwork, int MinStorage, int MaxStorage,
    int MinExpansion, int MaxExpansion)
{
    public static BlockLimitsJson Of()
    {
        var limits = BlockRules.Limits.ToDictionary(l => l.Type);
        var (compute, processor, memory) = (limits[BlockType.Compute], limits[BlockType.Processor], limits[BlockType.Memory]);
        var (network, storage, expansion) = (limits[BlockType.Network], limits[BlockType.Storage], limits[BlockType.Expansion]);
        return new BlockLimitsJson(
            compute.Least, compute.Most, processor.Least, processor.Most, memory.Least, memory.Most, network.Least, network.Most, storage.Least, storage.Most,
            expansion.Least, expansion.Most);
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SystemCapabilitiesJson))]
[JsonSerializable(typeof(BlockCapabilitiesJson))]
internal sealed partial class CapabilitiesJsonContext : JsonSerializerContext;
