using System.Text.Json.Serialization;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>A resource block as it can be asked for: its properties with what may be said of each (CollectionCapabilities v1_4_1, capabilities object).</summary>
internal sealed class BlockCapabilitiesJson(string uri, string id, string name) : DescribedPartsJson(uri, ResourceBlockJson.Type, id, name), IResource
{
    public static string Type => ResourceBlockJson.Type;

    public static BlockCapabilitiesJson Composed { get; } =
        new(CompositionUris.BlockCapabilities, BlockRules.Capabilities, "Blocks made of blocks that are named")
        {
            Limits = BlockLimitsJson.Of() with { MinCompute = 0 }, LinksRequired = true, Links = new BlockLinksCapability { SuppliersRequired = true },
        };

    public static BlockCapabilitiesJson Constrained { get; } =
        new(CompositionUris.ConstrainedBlockCapabilities, BlockRules.ConstrainedCapabilities, "Blocks made of parts that are described")
        {
            Limits = BlockLimitsJson.Of() with { MinCompute = 0 }, LinksOptional = true, Links = new BlockLinksCapability { SuppliersOptional = true }, TakesParts = true,
        };

    public static BlockCapabilitiesJson Registered { get; } =
        new(CompositionUris.RegistrationCapabilities, BlockRules.RegistrationCapabilities, "Systems that become blocks")
        {
            ComputerSystemsRequired = true, LinksOptional = true, Links = new BlockLinksCapability { ZonesOptional = true },
        };

    [JsonPropertyName("Name@Redfish.OptionalOnCreate")]
    public bool NameOptional => true;

    [JsonPropertyName("Name@Redfish.SetOnlyOnCreate")]
    public bool NameSetOnly => true;

    [JsonPropertyName("Description@Redfish.OptionalOnCreate")]
    public bool DescriptionOptional => true;

    [JsonPropertyName("Description@Redfish.SetOnlyOnCreate")]
    public bool DescriptionSetOnly => true;

    /// <summary>The schema demands this and the next one; nobody can ask for them.</summary>
    public CompositionStatusJson CompositionStatus { get; } = new(nameof(CompositionState.Unused), Reserved: false, NumberOfCompositions: 0);

    public IReadOnlyList<string> ResourceBlockType { get; } = [.. Enum.GetNames<BlockType>()];

    [JsonPropertyName("@Redfish.ResourceBlockLimits")]
    public BlockLimitsJson? Limits { get; init; }

    [JsonPropertyName("ComputerSystems@Redfish.RequiredOnCreate")]
    public bool? ComputerSystemsRequired { get; init; }

    [JsonPropertyName("ComputerSystems@Redfish.SetOnlyOnCreate")]
    public bool? ComputerSystemsSetOnly => ComputerSystemsRequired;

    [JsonPropertyName("Drives@Redfish.OptionalOnCreate")]
    public bool? DrivesOptional => PartsOptional;

    [JsonPropertyName("Links@Redfish.RequiredOnCreate")]
    public bool? LinksRequired { get; init; }

    [JsonPropertyName("Links@Redfish.OptionalOnCreate")]
    public bool? LinksOptional { get; init; }

    public required BlockLinksCapability Links { get; init; }
}

internal sealed record BlockLinksCapability
{
    [JsonPropertyName("SupplyingResourceBlocks@Redfish.RequiredOnCreate")]
    public bool? SuppliersRequired { get; init; }

    [JsonPropertyName("SupplyingResourceBlocks@Redfish.OptionalOnCreate")]
    public bool? SuppliersOptional { get; init; }

    [JsonPropertyName("SupplyingResourceBlocks@Redfish.SetOnlyOnCreate")]
    public bool? SuppliersSetOnly => SuppliersRequired ?? SuppliersOptional;

    [JsonPropertyName("Zones@Redfish.OptionalOnCreate")]
    public bool? ZonesOptional { get; init; }

    [JsonPropertyName("Zones@Redfish.SetOnlyOnCreate")]
    public bool? ZonesSetOnly => ZonesOptional;
}
