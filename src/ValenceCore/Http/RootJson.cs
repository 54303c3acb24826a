using System.Text.Json.Serialization;

namespace ValenceCore.Http;

internal sealed record LinkJson(
    [property: JsonPropertyName("href")] string Href,
    [property: JsonPropertyName("rel")] string Rel,
    [property: JsonPropertyName("type")] string? Type = null);

/// <summary><c>GET /</c> (valence-api 1.5).</summary>
internal sealed record RootJson(
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("versions")] IReadOnlyList<VersionJson> Versions);

internal sealed record VersionJson(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("links")] IReadOnlyList<LinkJson> Links,
    [property: JsonPropertyName("min_version")] string MinVersion,
    [property: JsonPropertyName("status")] string Status);

/// <summary><c>GET /v1</c> (valence-api 1.5); racks, devices, drivers, operations and health are additive.</summary>
internal sealed record VersionOneJson(
    [property: JsonPropertyName("devices")] IReadOnlyList<LinkJson> Devices,
    [property: JsonPropertyName("drivers")] IReadOnlyList<LinkJson> Drivers,
    [property: JsonPropertyName("flavors")] IReadOnlyList<LinkJson> Flavors,
    [property: JsonPropertyName("health")] IReadOnlyList<LinkJson> Health,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("links")] IReadOnlyList<LinkJson> Links,
    [property: JsonPropertyName("media_types")] IReadOnlyList<MediaTypeJson> MediaTypes,
    [property: JsonPropertyName("nodes")] IReadOnlyList<LinkJson> Nodes,
    [property: JsonPropertyName("operations")] IReadOnlyList<LinkJson> Operations,
    [property: JsonPropertyName("pod_managers")] IReadOnlyList<LinkJson> PodManagers,
    [property: JsonPropertyName("racks")] IReadOnlyList<LinkJson> Racks,
    [property: JsonPropertyName("storages")] IReadOnlyList<LinkJson> Storages,
    [property: JsonPropertyName("systems")] IReadOnlyList<LinkJson> Systems);

internal sealed record MediaTypeJson(
    [property: JsonPropertyName("base")] string Base,
    [property: JsonPropertyName("type")] string Type);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RootJson))]
[JsonSerializable(typeof(VersionOneJson))]
internal sealed partial class RootJsonContext : JsonSerializerContext;
