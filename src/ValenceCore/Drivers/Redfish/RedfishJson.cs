using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Tolerant reading of Redfish resources: a property of another type counts as absent.</summary>
internal static class RedfishJson
{
    public static JsonElement? Child(this JsonElement? resource, string name) =>
        resource is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var child)
        && child.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? child
            : null;

    public static string? Text(this JsonElement? resource, string name) =>
        resource.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(this JsonElement? resource, string name) =>
        resource.Child(name) is { ValueKind: JsonValueKind.Number } number
            ? number.TryGetInt64(out var whole) ? whole : (long)number.GetDouble()
            : null;

    public static IReadOnlyList<JsonElement?> Items(this JsonElement? resource, string name) =>
        resource.Child(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(item => (JsonElement?)item)] : [];

    /// <summary>Target of a link property, or null.</summary>
    public static string? Link(this JsonElement? resource, string name) => resource.Child(name).Id();

    public static IReadOnlyList<string> Links(this JsonElement? resource, string name) =>
        [.. resource.Items(name).Select(item => item.Id()).OfType<string>()];

    public static string? Id(this JsonElement? resource) => resource.Text("@odata.id");

    /// <summary>The vendor's container: any key that ends in RackScale, since builds differ in what stands before it (redfish-pod 1.1).</summary>
    public static JsonElement? RackScale(this JsonElement? resource)
    {
        if (resource.Child("Oem") is not { ValueKind: JsonValueKind.Object } oem)
        {
            return null;
        }

        foreach (var property in oem.EnumerateObject())
        {
            if (property.Name.EndsWith("RackScale", StringComparison.Ordinal))
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>What an action takes, under either spelling of the annotation (D-11); null when the pod does not say.</summary>
    public static IReadOnlyList<string>? AllowableValues(this JsonElement? holder, string property)
    {
        var spelt = holder.Child($"{property}@Redfish.AllowableValues") ?? holder.Child($"{property}@DMTF.AllowableValues");
        return spelt is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : null;
    }

    public static string LastSegment(string path) => path.TrimEnd('/').Split('/')[^1];
}
