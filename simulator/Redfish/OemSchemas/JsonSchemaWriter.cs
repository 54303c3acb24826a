using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Simulator.Redfish;

/// <summary>
/// A schema of this service as JSON schema (draft 7), made from its CSDL, so that the two cannot differ. Only what the CSDL files
/// here use: entity, complex and enumeration types, base types of the standard's Resource schema.
/// </summary>
internal static class JsonSchemaWriter
{
    private const string ODataDefinitions = "http://redfish.dmtf.org/schemas/v1/odata-v4.json#/definitions/";

    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    private static readonly Dictionary<string, string> Primitives = new(StringComparer.Ordinal)
    {
        ["Edm.String"] = "string",
        ["Edm.Boolean"] = "boolean",
        ["Edm.Int64"] = "integer",
    };

    public static byte[] Write(OemSchema schema)
    {
        var types = schema.Document.Descendants(Edm + "Schema").First(s => Text(s, "Namespace") == schema.Id);
        var definitions = new JsonObject();
        foreach (var type in types.Elements().Where(e => e.Name.LocalName is "EntityType" or "ComplexType" or "EnumType"))
        {
            // Where a schema of the standard has a collection, a resource has a link to it.
            var definition = Definition(type, schema);
            definitions[Text(type, "Name")] = IsCollection(type)
                ? new JsonObject { ["anyOf"] = new JsonArray(Reference(ODataDefinitions + "idRef"), definition) }
                : definition;
        }

        var main = schema.Id.Split('.')[0];
        var file = new JsonObject
        {
            ["$id"] = RegistryUris.SchemaFile(schema.Id),
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = $"#{schema.Id}.{main}",
            ["definitions"] = definitions,
        };
        if (definitions.ContainsKey(main))
        {
            file["$ref"] = $"#/definitions/{main}";
        }

        return System.Text.Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    private static JsonObject Definition(XElement type, OemSchema schema)
    {
        if (type.Name.LocalName == "EnumType")
        {
            return new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. type.Elements(Edm + "Member").Select(m => (JsonNode)Text(m, "Name"))]),
            };
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var name in FromBase(type))
        {
            properties[name.Name] = name.Is;
            if (name.IsRequired)
            {
                required.Add(name.Name);
            }
        }

        foreach (var property in type.Elements().Where(e => e.Name.LocalName is "Property" or "NavigationProperty"))
        {
            var name = Text(property, "Name");
            properties[name] = Property(property, schema);
            if (property.Elements(Edm + "Annotation").Any(a => Text(a, "Term") == "Redfish.Required"))
            {
                required.Add(name);
            }
        }

        var definition = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["patternProperties"] = new JsonObject
            {
                ["^([a-zA-Z_][a-zA-Z0-9_]*)?@(odata|Redfish|Message)\\.[a-zA-Z_][a-zA-Z0-9_]*$"] = new JsonObject(),
                ["^#.*$"] = new JsonObject { ["type"] = "object" },
            },
            ["properties"] = properties,
        };
        if (required.Count > 0)
        {
            definition["required"] = required;
        }

        return definition;
    }

    // What the standard's base types bring along.
    private static IEnumerable<(string Name, JsonNode Is, bool IsRequired)> FromBase(XElement type)
    {
        if (type.Name.LocalName == "EntityType")
        {
            yield return ("@odata.id", Reference(ODataDefinitions + "id"), true);
            yield return ("@odata.type", Reference(ODataDefinitions + "type"), true);
            yield return ("@odata.etag", Reference(ODataDefinitions + "etag"), false);
            yield return ("Name", Standard("Name"), true);
            yield return ("Description", Standard("Description"), false);
            yield return ("Oem", Standard("Oem"), false);
            if (!IsCollection(type))
            {
                yield return ("Id", Standard("Id"), true);
            }
        }
        else if (type.Attribute("BaseType")?.Value == "Resource.Links")
        {
            yield return ("Oem", Standard("Oem"), false);
        }
    }

    private static bool IsCollection(XElement type) => Text(type, "Name").EndsWith("Collection", StringComparison.Ordinal);

    private static JsonObject Property(XElement property, OemSchema schema)
    {
        var type = Text(property, "Type");
        var isArray = type.StartsWith("Collection(", StringComparison.Ordinal);
        var item = isArray ? type["Collection(".Length..^1] : type;
        var mayBeNull = !isArray && property.Attribute("Nullable")?.Value != "false";
        var value = property.Name.LocalName == "NavigationProperty" ? Reference(ODataDefinitions + "idRef") : Value(item, mayBeNull, schema);
        var written = isArray ? new JsonObject { ["type"] = "array", ["items"] = value } : value;
        if (property.Elements(Edm + "Annotation").FirstOrDefault(a => Text(a, "Term") == "OData.Description") is { } description)
        {
            written["description"] = Text(description, "String");
        }

        return written;
    }

    private static JsonObject Value(string type, bool mayBeNull, OemSchema schema)
    {
        if (Primitives.TryGetValue(type, out var primitive))
        {
            return new JsonObject { ["type"] = mayBeNull ? new JsonArray(primitive, "null") : primitive };
        }

        var name = type[(type.LastIndexOf('.') + 1)..];
        var home = type[..type.LastIndexOf('.')];
        var target = schema.Namespaces.Contains(home) ? $"#/definitions/{name}"
            : OemSchema.All.FirstOrDefault(s => s.Namespaces.Contains(home)) is { } own ? $"{RegistryUris.SchemaFile(own.Id)}#/definitions/{name}"
            : MetadataDocument.PublicationOf($"{home}.json") + $"#/definitions/{name}";
        return mayBeNull
            ? new JsonObject { ["anyOf"] = new JsonArray(Reference(target), new JsonObject { ["type"] = "null" }) }
            : Reference(target);
    }

    private static JsonObject Standard(string name) => Reference($"http://redfish.dmtf.org/schemas/v1/Resource.json#/definitions/{name}");

    private static JsonObject Reference(string target) => new() { ["$ref"] = target };

    private static string Text(XElement element, string attribute) => element.Attribute(attribute)!.Value;
}
