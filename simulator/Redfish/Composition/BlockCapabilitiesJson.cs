using System.Text.Json.Serialization;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>A resource block as it can be asked for: its properties with what may be said of each (CollectionCapabilities v1_4_1, capabilities object).</summary>
internal sealed class BlockCapabilitiesJson(string uri, string id, string name) : Resource(uri, ResourceBlockJson.Type, id, name), IResource
{
    public static string Type => ResourceBlockJson.Type;

    public static BlockCapabilitiesJson Composed { get; } =
        new(CompositionUris.BlockCapabilities, BlockRules.Capabilities, "Blocks made of blocks that are named");

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
    public BlockLimitsJson Limits { get; } = BlockLimitsJson.Of() with { MinCompute = 0 };

    [JsonPropertyName("Links@Redfish.RequiredOnCreate")]
    public bool LinksRequired => true;

    public BlockLinksCapability Links { get; } = new();
}

internal sealed record BlockLinksCapability
{
    [JsonPropertyName("SupplyingResourceBlocks@Redfish.RequiredOnCreate")]
    public bool SuppliersRequired => true;

    [JsonPropertyName("SupplyingResourceBlocks@Redfish.SetOnlyOnCreate")]
    public bool SuppliersSetOnly => true;
}
