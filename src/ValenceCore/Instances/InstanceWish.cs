using System.Text.Json.Nodes;
using ValenceCore.Flavors;

namespace ValenceCore.Instances;

/// <summary>What an instance is to be, as it was asked for; kept as a document, with the flavor as it was then.</summary>
/// <param name="PublicKey">A line for <c>authorized_keys</c>.</param>
/// <param name="SealedUserData">May hold secrets.</param>
/// <param name="Zone">The location of the pods, or the conductor group of the pre-set servers, that may be chosen; null for any.</param>
internal sealed record InstanceWish(
    FlavorWish Flavor, InstanceImage Image, IReadOnlyList<string> Vifs, string? PublicKey, string? SealedUserData, JsonObject Metadata, string? Zone)
{
    public JsonObject ToJson() => new()
    {
        ["flavor"] = Flavor.ToJson(),
        ["image"] = Image.ToJson(),
        ["vifs"] = new JsonArray([.. Vifs.Select(vif => JsonValue.Create(vif))]),
        ["public_key"] = PublicKey,
        ["sealed_user_data"] = SealedUserData,
        ["metadata"] = Metadata.DeepClone(),
        ["availability_zone"] = Zone,
    };

    public static InstanceWish Of(JsonObject document) => new(
        FlavorWish.Of((JsonObject)document["flavor"]!), InstanceImage.Of((JsonObject)document["image"]!),
        [.. document["vifs"]!.AsArray().Select(vif => vif!.GetValue<string>())], (string?)document["public_key"], (string?)document["sealed_user_data"],
        (JsonObject)document["metadata"]!.DeepClone(), (string?)document["availability_zone"]);
}

/// <summary>What a flavor asks for: hardware, or a server that is there already, or either.</summary>
/// <param name="Compose">One of <see cref="ComposePolicies"/>.</param>
internal sealed record FlavorWish(string Compose, JsonObject Properties, string? ResourceClass, IReadOnlyList<string> Traits)
{
    public Requirements Requirements => RequirementsReader.Parse(Properties).Value;

    public static FlavorWish Of(Flavor flavor) => new(flavor.EffectiveCompose, flavor.Properties, flavor.ResourceClass, flavor.Traits);

    public JsonObject ToJson() => new()
    {
        ["compose"] = Compose, ["properties"] = Properties.DeepClone(), ["resource_class"] = ResourceClass,
        ["traits"] = new JsonArray([.. Traits.Select(trait => JsonValue.Create(trait))]),
    };

    public static FlavorWish Of(JsonObject document) => new(
        (string)document["compose"]!, (JsonObject)document["properties"]!.DeepClone(), (string?)document["resource_class"],
        [.. document["traits"]!.AsArray().Select(trait => trait!.GetValue<string>())]);
}
