using Microsoft.OpenApi;

namespace Simulator.Redfish;

/// <summary>Types of resources as OpenAPI names them: those of the standard where they are published, this service's own by their file here.</summary>
internal sealed class OpenApiSchemas
{
    private const string ErrorId = "RedfishError";

    private readonly OpenApiDocument _document;
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    public OpenApiSchemas(OpenApiDocument document)
    {
        _document = document;
        document.AddComponent(ErrorId, ErrorSchema());
    }

    /// <summary>The body of every error (DSP0266, 8.6).</summary>
    public IOpenApiSchema Error => new OpenApiSchemaReference(ErrorId, _document);

    /// <param name="odataType">For example <c>#Chassis.v1_28_0.Chassis</c>.</param>
    public IOpenApiSchema Of(string odataType)
    {
        var (file, type) = (SchemaCatalog.NameOf(odataType), odataType[(odataType.LastIndexOf('.') + 1)..]);
        return OemSchema.Find(file) is null ? Published(file, type) : Own(file, type);
    }

    // Chassis.v1_28_0.yaml has Chassis_v1_28_0_Chassis.
    private static OpenApiSchemaReference Published(string file, string type) =>
        new($"{file.Replace('.', '_')}_{type}", null, MetadataDocument.PublicationOf($"{file}.yaml"));

    private OpenApiSchemaReference Own(string file, string type)
    {
        if (_own.Add(type))
        {
            _document.AddComponent(type, new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                ExternalDocs = new OpenApiExternalDocs { Url = new Uri(RegistryUris.SchemaFile(file), UriKind.Relative) },
            });
        }

        return new OpenApiSchemaReference(type, _document);
    }

    private static OpenApiSchema ErrorSchema()
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        var messages = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Published("Message.v1_3_0", "Message") };
        return Object(("error", Object(("code", text), ("message", text), ("@Message.ExtendedInfo", messages))));
    }

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object, Properties = properties.ToDictionary(p => p.Name, IOpenApiSchema (p) => p.Schema, StringComparer.Ordinal),
    };
}
