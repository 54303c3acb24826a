using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Store;

namespace ValenceCore.Flavors;

/// <summary>A flavor as answered (valence-api 1.7); <c>description</c> is kept (D-22).</summary>
internal sealed record FlavorJson(
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("properties")] JsonObject Properties,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    public static FlavorJson Of(Flavor flavor) => new(
        Moments.Show(flavor.CreatedAt), flavor.Description, flavor.Name, flavor.Properties, Moments.Show(flavor.UpdatedAt), flavor.Uuid);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FlavorJson))]
[JsonSerializable(typeof(FlavorJson[]))]
internal sealed partial class FlavorJsonContext : JsonSerializerContext;
