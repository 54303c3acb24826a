using System.Globalization;
using System.Text.Json;

namespace Harness.Conformance.Walking;

/// <summary>JSON pointers (RFC 6901): into a body, and to everything in it.</summary>
internal static class JsonPath
{
    public static string Append(string pointer, string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int index) => $"{pointer}/{index}";

    /// <summary>Every object in the value, itself included, with its pointer. What vendors add is left out when asked.</summary>
    public static IEnumerable<(string Pointer, JsonElement Value)> Objects(JsonElement value, bool withOem = true, string pointer = "")
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            yield return (pointer, value);
            foreach (var property in value.EnumerateObject().Where(p => withOem || p.Name != "Oem"))
            {
                foreach (var inner in Objects(property.Value, withOem, Append(pointer, property.Name)))
                {
                    yield return inner;
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
            {
                foreach (var inner in Objects(item, withOem, Append(pointer, i)))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>What a pointer leads to, or null.</summary>
    public static JsonElement? Find(JsonElement value, string pointer)
    {
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Unescape))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out var inner))
            {
                value = inner;
            }
            else if (value.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>The string of that name, or null when it is absent or no string.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
