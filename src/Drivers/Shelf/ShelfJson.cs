using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shelf;

/// <summary>Tolerant reading: services differ, and a property of another type counts as absent.</summary>
internal static class ShelfJson
{
    public static JsonNode? Child(this JsonNode? node, string name) => node is JsonObject resource ? resource[name] : null;

    public static string? Text(this JsonNode? node, string name) =>
        node.Child(name) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Whole numbers; a size such as 31.5 is rounded down.</summary>
    public static long? Number(this JsonNode? node, string name) =>
        node.Child(name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? (long)value.GetValue<double>() : null;

    public static string? Link(this JsonNode? node, string name) => node.Child(name).Text("@odata.id");

    public static IEnumerable<JsonNode?> Items(this JsonNode? node, string name) => node.Child(name) is JsonArray array ? array : [];

    /// <summary>What a service says that a property or parameter takes; null where it says nothing.</summary>
    public static IReadOnlyList<string>? Allowed(this JsonNode? node, string name) =>
        node.Child($"{name}@Redfish.AllowableValues").Texts();

    public static IReadOnlyList<string>? Texts(this JsonNode? node) => node is JsonArray values
        ? [.. values.Where(value => value?.GetValueKind() == JsonValueKind.String).Select(value => value!.GetValue<string>())]
        : null;
}
