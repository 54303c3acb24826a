using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Simulator.Faults;

/// <summary>One change of a JSON document: a value at a place, or nothing in it.</summary>
public sealed record BodyEdit
{
    /// <summary>A JSON Pointer (RFC 6901), such as <c>/Status/State</c> or <c>/Members/0</c>; empty is the whole document, <c>-</c> behind the last item of an array.</summary>
    public string? Path { get; init; }

    /// <summary>What stands there afterwards, of any type. What the place is in must be there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Value { get; init; }

    /// <summary>True: take away what stands there.</summary>
    public bool? Remove { get; init; }

    /// <summary>What is wrong with it, each with the name of its member.</summary>
    public IEnumerable<string> Problems()
    {
        var hasValue = Value.ValueKind != JsonValueKind.Undefined;
        if (Path is null)
        {
            yield return "path: is missing";
        }
        else if (Path.Length > 0 && (Path[0] != '/' || Path.Replace("~0", "").Replace("~1", "").Contains('~')))
        {
            yield return $"path: '{Path}' is not a JSON Pointer, such as /Status/State; ~ is written ~0, a slash in a name ~1";
        }
        else if (Path.Length == 0 && Remove is true)
        {
            yield return "path: the whole answer cannot be removed; malformed sends something else";
        }

        if (hasValue == (Remove is true))
        {
            yield return "value or remove: exactly one is needed, remove being true";
        }
    }

    /// <summary>The document afterwards; false, and the document as it was, where the path leads nowhere.</summary>
    public bool TryApply(ref JsonNode? document)
    {
        string[] names = [.. Path!.Split('/').Skip(1).Select(name => name.Replace("~1", "/").Replace("~0", "~"))];
        if (names.Length == 0)
        {
            document = NewValue();
            return true;
        }

        return names[..^1].Aggregate(document, Child) switch
        {
            JsonObject parent => TryApply(parent, names[^1]),
            JsonArray items => TryApply(items, names[^1]),
            _ => false,
        };
    }

    private static JsonNode? Child(JsonNode? parent, string name) => parent switch
    {
        JsonObject members => members[name],
        JsonArray items when IndexIn(items, name) is { } index => items[index],
        _ => null,
    };

    private static int? IndexIn(JsonArray items, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count ? index : null;

    private bool TryApply(JsonObject parent, string name)
    {
        if (Remove is true)
        {
            return parent.Remove(name);
        }

        parent[name] = NewValue();
        return true;
    }

    private bool TryApply(JsonArray items, string name)
    {
        if (name == "-" && Remove is not true)
        {
            items.Add(NewValue());
            return true;
        }

        if (IndexIn(items, name) is not { } index)
        {
            return false;
        }

        if (Remove is true)
        {
            items.RemoveAt(index);
        }
        else
        {
            items[index] = NewValue();
        }

        return true;
    }

    private JsonNode? NewValue() => JsonNode.Parse(Value.GetRawText());
}
