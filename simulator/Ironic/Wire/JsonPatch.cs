using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>One operation of a patch: RFC 6902 reduced to add, replace and remove.</summary>
/// <param name="Path">Unescaped segments, at least one.</param>
internal sealed record JsonPatch(string Kind, IReadOnlyList<string> Path, JsonNode? Value)
{
    public string Attribute => Path[0];

    public static bool TryRead(JsonNode? node, out JsonPatch patch, out string problem)
    {
        patch = null!;
        problem = "Each patch operation must be an object with 'op' (add, replace or remove), 'path' and, unless it removes, 'value'";
        if (node is not JsonObject operation || TextOf(operation["op"]) is not { } kind || TextOf(operation["path"]) is not { } path)
        {
            return false;
        }

        if (kind is not ("add" or "replace" or "remove"))
        {
            problem = $"'{kind}' is not one of ['add', 'replace', 'remove']";
            return false;
        }

        if (path.Length < 2 || path[0] != '/')
        {
            problem = $"'{path}' is not a path of an attribute; it must look like /attribute or /attribute/key";
            return false;
        }

        if (kind != "remove" && !operation.ContainsKey("value"))
        {
            problem = $"The patch operation '{kind} {path}' needs a value";
            return false;
        }

        patch = new(kind, [.. path[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))], operation["value"]);
        return true;
    }

    /// <returns>What is wrong, or null when <paramref name="document"/> was changed.</returns>
    public string? Apply(JsonObject document)
    {
        JsonNode? parent = document;
        foreach (var segment in Path.Take(Path.Count - 1))
        {
            parent = parent switch
            {
                JsonObject members => members[segment],
                JsonArray items when TryIndex(segment, items.Count - 1, out var index) => items[index],
                _ => null,
            };
        }

        return parent switch
        {
            JsonObject members => ApplyTo(members, Path[^1]),
            JsonArray items => ApplyTo(items, Path[^1]),
            _ => $"Couldn't apply patch '{Text}'. Reason: its parent is not there",
        };
    }

    private string Text => $"{Kind} /{string.Join('/', Path)}";

    private string? ApplyTo(JsonObject members, string key)
    {
        if (Kind != "add" && !members.ContainsKey(key))
        {
            return $"Couldn't apply patch '{Text}'. Reason: can't {Kind} a non-existent object '{key}'";
        }

        if (Kind == "remove" && Path.Count > 1)
        {
            members.Remove(key);
        }
        else
        {
            members[key] = Kind == "remove" ? null : Value?.DeepClone();
        }

        return null;
    }

    private string? ApplyTo(JsonArray items, string key)
    {
        if (Kind == "add" && key == "-")
        {
            items.Add(Value?.DeepClone());
            return null;
        }

        if (!TryIndex(key, Kind == "add" ? items.Count : items.Count - 1, out var index))
        {
            return $"Couldn't apply patch '{Text}'. Reason: '{key}' is no index of that list";
        }

        if (Kind != "add")
        {
            items.RemoveAt(index);
        }

        if (Kind != "remove")
        {
            items.Insert(index, Value?.DeepClone());
        }

        return null;
    }

    private static bool TryIndex(string text, int last, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index <= last;

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
