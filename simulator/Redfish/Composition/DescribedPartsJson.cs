using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>
/// A capabilities object whose parts may be described (CollectionCapabilities v1_4_1). Only that is said: in place of a link the standard's schema has no
/// room for what a part may be like.
/// </summary>
internal abstract class DescribedPartsJson(string uri, string type, string id, string name) : Resource(uri, type, id, name)
{
    /// <summary>Whether parts may be described.</summary>
    [JsonIgnore]
    public bool TakesParts { get; init; }

    [JsonPropertyName("Processors@Redfish.OptionalOnCreate")]
    public bool? ProcessorsOptional => PartsOptional;

    [JsonPropertyName("Memory@Redfish.OptionalOnCreate")]
    public bool? MemoryOptional => PartsOptional;

    [JsonPropertyName("Storage@Redfish.OptionalOnCreate")]
    public bool? StorageOptional => PartsOptional;

    [JsonPropertyName("SimpleStorage@Redfish.OptionalOnCreate")]
    public bool? SimpleStorageOptional => PartsOptional;

    [JsonPropertyName("EthernetInterfaces@Redfish.OptionalOnCreate")]
    public bool? EthernetInterfacesOptional => PartsOptional;

    protected bool? PartsOptional => TakesParts ? true : null;
}
