using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>A kind of resource that names its schema, so that mapping it is all it takes to be told in <c>$metadata</c>.</summary>
internal interface IResource
{
    /// <summary>Its <c>@odata.type</c>: <c>#Chassis.v1_28_0.Chassis</c>; a collection has no version.</summary>
    static abstract string Type { get; }
}

/// <summary>A resource in which something changes all by itself, like a clock: that is no reason for another ETag.</summary>
internal interface IRestless<out T>
{
    /// <summary>The same, without what changes by itself.</summary>
    T AtRest { get; }
}

/// <summary>What every resource has (Resource v1_23_0).</summary>
internal abstract class Resource(string odataId, string odataType, string id, string name)
{
    [JsonPropertyName("@odata.id")]
    [JsonPropertyOrder(-9)]
    public string ODataId => odataId;

    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-8)]
    public string ODataType => odataType;

    [JsonPropertyOrder(-7)]
    public string Id => id;

    [JsonPropertyOrder(-6)]
    public string Name => name;

    [JsonPropertyOrder(-5)]
    public string? Description { get; init; }
}

/// <summary>A link to another resource.</summary>
internal sealed record Link([property: JsonPropertyName("@odata.id")] string ODataId)
{
    public static IReadOnlyList<Link> All(IEnumerable<string> uris) => [.. uris.Select(u => new Link(u))];
}

/// <summary>A collection of resources. It has no Id (Redfish, resource collections).</summary>
internal sealed record ResourceCollection(
    [property: JsonPropertyName("@odata.id"), JsonPropertyOrder(-3)] string ODataId,
    string Name,
    IReadOnlyList<Link> Members)
{
    /// <summary>Set by the route, which knows what its members are.</summary>
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-2)]
    public string ODataType { get; init; } = "";

    [JsonPropertyName("Members@odata.count")]
    public int Count => Members.Count;

    /// <summary>Of a collection to which members can be composed.</summary>
    [JsonPropertyName("@Redfish.CollectionCapabilities")]
    public CollectionCapabilitiesJson? Capabilities { get; init; }

    /// <param name="uri">Of the collection.</param>
    /// <param name="ids">Of its members, in order.</param>
    public static ResourceCollection Of(string uri, string name, IEnumerable<string> ids) =>
        new(uri, name, Link.All(ids.Select(id => $"{uri}/{id}")));
}

/// <summary>Redfish <c>Status</c>.</summary>
internal sealed record Status(string State, string Health)
{
    public string HealthRollup { get; init; } = Health;

    public static Status Of(Hardware.Health health) => new("Enabled", health.ToString());
}
