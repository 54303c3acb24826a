using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simulator.Tests.Redfish;

/// <summary>
/// Checks JSON against the standard's own JSON schemas, where a copy of them lies beside the repository. Knows the keywords
/// that those schemas use.
/// </summary>
internal sealed class StandardSchemas(string folder)
{
    // The standard's, those of Swordfish that it republishes, and those that a service describes itself.
    private static readonly string[] Addresses =
        ["http://redfish.dmtf.org/schemas/v1/", "http://redfish.dmtf.org/schemas/swordfish/v1/", "/redfish/v1/JsonSchemas/"];

    private readonly Dictionary<string, JsonElement> _files = new(StringComparer.Ordinal);

    /// <summary>Null when there is no copy of the schemas.</summary>
    public static StandardSchemas? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "redfish", "json-schema");
            if (Directory.Exists(candidate))
            {
                return new StandardSchemas(candidate);
            }
        }

        return null;
    }

    /// <summary>Adds a schema that a service describes itself.</summary>
    /// <param name="file">As <c>@odata.type</c> leads to it: <c>ComposedNode.v1_1_0.json</c>.</param>
    public void Add(string file, JsonElement schema) => _files[file] = schema;

    /// <summary>Everything that is wrong with an object by one definition of a file.</summary>
    public IReadOnlyList<string> Problems(JsonElement value, string file, string definition) =>
        Load(file) is { } schema && schema.GetProperty("definitions").TryGetProperty(definition, out var defined)
            ? [.. Check(value, defined, file, "$")]
            : [$"$: there is no {definition} in {file}"];

    /// <summary>Everything that is wrong with a resource by the schema that its <c>@odata.type</c> names.</summary>
    public IReadOnlyList<string> Problems(JsonElement resource)
    {
        // "#Chassis.v1_28_0.Chassis" is described by Chassis.v1_28_0.json, "#ChassisCollection.ChassisCollection" by ChassisCollection.json.
        var type = resource.GetProperty("@odata.type").GetString()!.TrimStart('#');
        var file = type[..type.LastIndexOf('.')] + ".json";
        return Load(file) is { } schema ? [.. Check(resource, schema, file, "$")] : [$"$: there is no schema {file}"];
    }

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string file, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Resolve(reference.GetString()!, file) is var (target, targetFile) ? Check(value, target, targetFile, path) : [];
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            // A type is any of its versions; of those only the newest lies in the folder. Where none does, null alone is no choice.
            var present = choices.EnumerateArray().Where(c => !IsAbsent(c, file)).ToList();
            if (present.Count < choices.GetArrayLength() && present.All(c => c.TryGetProperty("type", out var only) && only.ValueEquals("null")))
            {
                return [];
            }

            List<string>? best = null;
            foreach (var choice in present)
            {
                var problems = Check(value, choice, file, path).ToList();
                if (problems.Count == 0)
                {
                    return [];
                }

                best = best is null || problems.Count < best.Count ? problems : best;
            }

            return best ?? [];
        }

        return CheckValue(value, schema, path)
            .Concat(value.ValueKind == JsonValueKind.Object ? CheckObject(value, schema, file, path) : [])
            .Concat(value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
                ? value.EnumerateArray().SelectMany((item, i) => Check(item, items, file, $"{path}[{i}]"))
                : []);
    }

    private static IEnumerable<string> CheckValue(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("type", out var type)
            && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1)).Any(t => Is(value, t.GetString()!)))
        {
            yield return $"{path}: is {value.ValueKind}, not {type}";
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
        {
            yield return $"{path}: {value} is not in the enumeration";
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            {
                yield return $"{path}: '{value}' does not match {pattern}";
            }

            if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time"
                && !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _))
            {
                yield return $"{path}: '{value}' is not a date and time";
            }
        }

        if (value.ValueKind == JsonValueKind.Number
            && ((schema.TryGetProperty("minimum", out var least) && value.GetDouble() < least.GetDouble())
                || (schema.TryGetProperty("maximum", out var most) && value.GetDouble() > most.GetDouble())))
        {
            yield return $"{path}: {value} is out of range";
        }
    }

    private IEnumerable<string> CheckObject(JsonElement value, JsonElement schema, string file, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(n => !value.TryGetProperty(n, out _)))
            {
                yield return $"{path}.{name}: is missing";
            }
        }

        var isClosed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var property in value.EnumerateObject())
        {
            var described = false;
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var own))
            {
                described = true;
                foreach (var problem in Check(property.Value, own, file, $"{path}.{property.Name}"))
                {
                    yield return problem;
                }
            }

            if (schema.TryGetProperty("patternProperties", out var patterns))
            {
                foreach (var pattern in patterns.EnumerateObject().Where(p => Regex.IsMatch(property.Name, p.Name)))
                {
                    described = true;
                    foreach (var problem in Check(property.Value, pattern.Value, file, $"{path}.{property.Name}"))
                    {
                        yield return problem;
                    }
                }
            }

            if (isClosed && !described)
            {
                yield return $"{path}.{property.Name}: is not in the schema";
            }
        }
    }

    private bool IsAbsent(JsonElement schema, string file) =>
        schema.TryGetProperty("$ref", out var reference) && Resolve(reference.GetString()!, file) is null;

    private (JsonElement Schema, string File)? Resolve(string reference, string file)
    {
        var (address, pointer) = reference.Split('#') is [var a, var p] ? (a, p) : (reference, "");
        if (address.Length > 0)
        {
            if (Addresses.FirstOrDefault(a => address.StartsWith(a, StringComparison.Ordinal)) is not { } home)
            {
                return null; // of another standard
            }

            file = address[home.Length..];
        }

        if (Load(file) is not { } schema)
        {
            return null;
        }

        foreach (var name in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = schema.GetProperty(name);
        }

        return (schema, file);
    }

    private JsonElement? Load(string file)
    {
        if (!_files.TryGetValue(file, out var schema))
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                return null;
            }

            _files[file] = schema = JsonElement.Parse(File.ReadAllBytes(path));
        }

        return schema;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"Schema type {type}."),
    };
}
