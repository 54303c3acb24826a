using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Store;

namespace ValenceCore.Flavors;

/// <summary>A flavor as answered (valence-api 1.7); <c>description</c> is kept (D-22).</summary>
/// <param name="Compose">Where the machines of instances come from; with <paramref name="ResourceClass"/> and <paramref name="Traits"/> additive.</param>
internal sealed record FlavorJson(
    [property: JsonPropertyName("compose")] string? Compose,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("properties")] JsonObject Properties,
    [property: JsonPropertyName("resource_class")] string? ResourceClass,
    [property: JsonPropertyName("traits")] IReadOnlyList<string>? Traits,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static FlavorJson Of(Flavor flavor) => new(
        flavor.Compose, Moments.Show(flavor.CreatedAt), flavor.Description, flavor.Name, flavor.Properties, flavor.ResourceClass,
        flavor.Traits.Count == 0 ? null : flavor.Traits, Moments.Show(flavor.UpdatedAt), flavor.Uuid);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FlavorJson))]
[JsonSerializable(typeof(FlavorJson[]))]
internal sealed partial class FlavorJsonContext : JsonSerializerContext;
