using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Conformance.Schemas;

/// <summary>
/// One schema without outside references, made of all that a type's schema refers to. Two things are left out: the schemas of
/// other resources, which a body only links (they would pull in the whole standard), and versions that the folder does not hold.
/// </summary>
internal sealed class SchemaBundle
{
    // What validates; the rest is for people and generators.
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "$ref", "type", "properties", "patternProperties", "additionalProperties", "items", "anyOf", "allOf", "oneOf", "enum", "format", "required",
        "minimum", "maximum", "pattern",
    };

    private readonly SchemaFolder _folder;
    private readonly JsonObject _definitions = [];
    private readonly Queue<(string File, string Definition)> _open = new();
    private readonly HashSet<(string, string)> _seen = [];

    private SchemaBundle(SchemaFolder folder) => _folder = folder;

    public static JsonObject Make(SchemaFolder folder, SchemaPlace place)
    {
        var bundle = new SchemaBundle(folder);
        var root = bundle.Reference(place.File, place.Definition);
        while (bundle._open.TryDequeue(out var next))
        {
            bundle._definitions[Name(next.File, next.Definition)] = bundle.Clean(folder.Definition(next.File, next.Definition)!.Value, next.File);
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = $"urn:redfish:{Name(place.File, place.Definition)}",
            ["allOf"] = new JsonArray(root),
            ["definitions"] = bundle._definitions,
        };
    }

    private static string Name(string file, string definition) => $"{Path.GetFileNameWithoutExtension(file)}.{definition}";

    private JsonObject Reference(string file, string definition)
    {
        if (_seen.Add((file, definition)))
        {
            _open.Enqueue((file, definition));
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{Name(file, definition)}" };
    }

    private JsonNode Clean(JsonElement schema, string file)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return schema.ValueKind == JsonValueKind.False ? JsonValue.Create(false) : JsonValue.Create(true);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Follow(reference.GetString()!, file);
        }

        var clean = new JsonObject();
        foreach (var keyword in schema.EnumerateObject().Where(k => Keywords.Contains(k.Name)))
        {
            clean[keyword.Name] = keyword.Name switch
            {
                "properties" or "patternProperties" => new JsonObject(keyword.Value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Clean(p.Value, file)))),
                "items" or "additionalProperties" => Clean(keyword.Value, file),
                "anyOf" or "allOf" or "oneOf" => new JsonArray([.. Choices(keyword.Value, file)]),
                _ => JsonNode.Parse(keyword.Value.GetRawText()),
            };
        }

        return clean;
    }

    private JsonNode Follow(string reference, string file)
    {
        if (_folder.Resolve(reference, file) is not var (target, definition))
        {
            return JsonValue.Create(true);
        }

        // A body only links other resources; one that is written out all the same is judged by the type that it names.
        return target != file && _folder.IsResource(target, definition)
            ? new JsonObject { ["type"] = "object", ["required"] = new JsonArray("@odata.id") }
            : Reference(target, definition);
    }

    private IEnumerable<JsonNode?> Choices(JsonElement choices, string file)
    {
        var count = choices.GetArrayLength();
        var known = choices.EnumerateArray()
            .Where(c => !c.TryGetProperty("$ref", out var reference) || _folder.Resolve(reference.GetString()!, file) is not null)
            .Select(c => (JsonNode?)Clean(c, file))
            .ToList();

        // Where the type itself lies in another folder, "null" alone is no judgement of what is there.
        var isJudged = known.Count == count || known.Exists(k => k is not JsonObject || (string?)k["type"] != "null");
        return known.Count > 0 && isJudged ? known : [JsonValue.Create(true)];
    }
}
