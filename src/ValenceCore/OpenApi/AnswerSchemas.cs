using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace ValenceCore.OpenApi;

/// <summary>Schemas of the wire records, read from how they are serialised, so that they cannot say anything else.</summary>
internal sealed class AnswerSchemas(OpenApiDocument document)
{
    private readonly HashSet<string> known = [];

    public IOpenApiSchema Of(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && !typeof(JsonNode).IsAssignableFrom(type.Type))
        {
            var element = type.Type.IsArray ? type.Type.GetElementType()! : type.Type.GetGenericArguments()[0];
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(type.Options.GetTypeInfo(element)) };
        }

        return type.Kind == JsonTypeInfoKind.Object ? Record(type) : Plain(type.Type);
    }

    private OpenApiSchemaReference Record(JsonTypeInfo type)
    {
        var name = type.Type.Name.EndsWith("Json", StringComparison.Ordinal) ? type.Type.Name[..^"Json".Length] : type.Type.Name;
        if (known.Add(name))
        {
            var isNullLeftOut = type.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;
            var schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = type.Properties.ToDictionary(
                    property => property.Name, property => Property(property, type, isNullLeftOut), StringComparer.Ordinal),
                Required = type.Properties.Where(property => !IsNullable(property) || !isNullLeftOut).Select(property => property.Name)
                    .ToHashSet(StringComparer.Ordinal),
            };
            document.AddComponent(name, schema);
        }

        return new OpenApiSchemaReference(name, document);
    }

    private IOpenApiSchema Property(JsonPropertyInfo property, JsonTypeInfo owner, bool isNullLeftOut)
    {
        var schema = Of(owner.Options.GetTypeInfo(property.PropertyType));
        return !IsNullable(property) || isNullLeftOut
            ? schema
            : schema is OpenApiSchema { Type: { } type } plain
                ? With(plain, type | JsonSchemaType.Null)
                : new OpenApiSchema { AnyOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
    }

    private static OpenApiSchema With(OpenApiSchema schema, JsonSchemaType type)
    {
        schema.Type = type;
        return schema;
    }

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);

    private static OpenApiSchema Plain(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(string) => new OpenApiSchema { Type = JsonSchemaType.String },
        var plain when plain == typeof(bool) => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        var plain when plain == typeof(int) || plain == typeof(long) => new OpenApiSchema { Type = JsonSchemaType.Integer },
        var plain when plain == typeof(JsonObject) => new OpenApiSchema { Type = JsonSchemaType.Object },
        var plain when plain == typeof(JsonArray) => new OpenApiSchema { Type = JsonSchemaType.Array },
        _ => new OpenApiSchema(),
    };
}
