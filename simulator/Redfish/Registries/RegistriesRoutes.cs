using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

internal static class RegistryUris
{
    public const string Registries = "/redfish/v1/Registries";
    public const string Schemas = "/redfish/v1/JsonSchemas";

    private const string Files = "/redfish/v1/RegistryStore";

    /// <summary>Where the <c>Link</c> header of a resource leads: the file itself.</summary>
    public static string SchemaFile(string schema) => $"{Schemas}/{schema}.json";

    public static string File(string id) => $"{Files}/{id}.json";
}

/// <summary>MessageRegistryFile v1_1_5 with the files behind it; JsonSchemaFile v1_1_5, which lead to the publisher or to files here.</summary>
internal static class RegistriesRoutes
{
    // Served as JSON: quotes in a sentence need no escape, and people read this file.
    private static readonly RegistriesJsonContext Readable =
        new(new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        });

    public static RedfishRoutes MapRegistries(this RedfishRoutes routes)
    {
        routes
            .Collection(RegistryUris.Registries, "MessageRegistryFile", _ => ResourceCollection.Of(
                RegistryUris.Registries, "Message Registry File Collection",
                [.. MessageRegistries.All.Select(r => r.Id), BiosRegistry.Id, PrivilegeRegistryJson.RegistryName]))
            .Resource(
                $"{RegistryUris.Registries}/{{id}}", RegistriesJsonContext.Default.MessageRegistryFileJson,
                context => Find(RedfishRoutes.Id(context)))
            .Document(
                RegistryUris.File(BiosRegistry.Id), "application/json; charset=utf-8",
                () => JsonSerializer.SerializeToUtf8Bytes(new BiosRegistry(), Readable.BiosRegistry))
            .Collection(RegistryUris.Schemas, "JsonSchemaFile", _ => ResourceCollection.Of(
                RegistryUris.Schemas, "JSON Schema File Collection", routes.Schemas.All))
            .Resource(
                $"{RegistryUris.Schemas}/{{id}}", RegistriesJsonContext.Default.JsonSchemaFileJson,
                context => routes.Schemas.All.Contains(RedfishRoutes.Id(context)) ? new JsonSchemaFileJson(RedfishRoutes.Id(context)) : null)
            .Elsewhere(
                RegistryUris.SchemaFile("{id}"),
                context => routes.Schemas.All.Contains(RedfishRoutes.Id(context)) ? MetadataDocument.PublicationOf($"{RedfishRoutes.Id(context)}.json") : null)
            .MapOemSchemas();
        foreach (var registry in MessageRegistries.All)
        {
            routes.Document(
                RegistryUris.File(registry.Id), "application/json; charset=utf-8",
                JsonSerializer.SerializeToUtf8Bytes(new MessageRegistryJson(registry), Readable.MessageRegistryJson));
        }

        return routes.Document(
            RegistryUris.File(PrivilegeRegistryJson.RegistryName), "application/json; charset=utf-8",
            () => JsonSerializer.SerializeToUtf8Bytes(new PrivilegeRegistryJson(routes.Kinds.All.Select(r => r.Kind)), Readable.PrivilegeRegistryJson));
    }

    private static MessageRegistryFileJson? Find(string id) =>
        id == PrivilegeRegistryJson.RegistryName ? new MessageRegistryFileJson(id, "Privilege Registry File", id)
        : id == BiosRegistry.Id ? new MessageRegistryFileJson(id, "BIOS Attribute Registry File", id)
        : MessageRegistries.All.FirstOrDefault(r => r.Id == id) is { } registry ? new MessageRegistryFileJson(id, $"{registry.Prefix} Message Registry File", registry.Registry)
        : null;
}

internal sealed class MessageRegistryFileJson(string file, string called, string registry)
    : Resource($"{RegistryUris.Registries}/{file}", Type, file, called), IResource
{
    public static string Type => "#MessageRegistryFile.v1_1_5.MessageRegistryFile";

    public IReadOnlyList<string> Languages => ["en"];

    public string Registry => registry;

    public IReadOnlyList<FileLocation> Location => [new("en") { Uri = RegistryUris.File(Id) }];
}

internal sealed class JsonSchemaFileJson(string schema)
    : Resource($"{RegistryUris.Schemas}/{schema}", Type, schema, $"{schema} Schema File"), IResource
{
    public static string Type => "#JsonSchemaFile.v1_1_5.JsonSchemaFile";

    public IReadOnlyList<string> Languages => ["en"];

    public string Schema => OemSchema.Find(Id)?.MainType ?? $"#{Id}.{Id.Split('.')[0]}";

    public IReadOnlyList<FileLocation> Location =>
    [
        OemSchema.Find(Id) is null
            ? new("en") { PublicationUri = MetadataDocument.PublicationOf($"{Id}.json") }
            : new("en") { Uri = RegistryUris.SchemaFile(Id) },
    ];
}

internal sealed record FileLocation(string Language)
{
    public string? Uri { get; init; }

    public string? PublicationUri { get; init; }
}

/// <summary>MessageRegistry v1_7_0. It is no resource of the tree and has no <c>@odata.id</c>.</summary>
internal sealed class MessageRegistryJson(MessageRegistry registry)
{
    [JsonPropertyName("@odata.type")]
    public string ODataType => "#MessageRegistry.v1_7_0.MessageRegistry";

    public string Id => registry.Id;

    public string Name => $"{registry.Prefix} Message Registry";

    public string Description => $"The messages of the registry {registry.Prefix} that this service sends, in its own words.";

    public string Language => "en";

    public string RegistryPrefix => registry.Prefix;

    public string RegistryVersion => registry.Version;

    public string OwningEntity => "DMTF";

    public IReadOnlyDictionary<string, RegistryMessageJson> Messages { get; } =
        registry.Messages.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary(m => m.Key, RegistryMessageJson.Of, StringComparer.Ordinal);
}

internal sealed record RegistryMessageJson(string Description, string Message, string MessageSeverity, int NumberOfArgs, string Resolution)
{
    /// <summary>The deprecated twin of <c>MessageSeverity</c>, which the schema still demands.</summary>
    public string Severity => MessageSeverity;

    public IReadOnlyList<string>? ParamTypes { get; init; }

    public IReadOnlyList<string>? ArgDescriptions { get; init; }

    public static RegistryMessageJson Of(MessageDefinition message) => new(
        $"Sent when: {message.Sentence}", message.Sentence, message.Severity, message.Arguments.Count, message.Resolution)
    {
        ParamTypes = message.Arguments.Count == 0 ? null : [.. message.Arguments.Select(_ => "string")],
        ArgDescriptions = message.Arguments.Count == 0 ? null : message.Arguments,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageRegistryFileJson))]
[JsonSerializable(typeof(JsonSchemaFileJson))]
[JsonSerializable(typeof(MessageRegistryJson))]
[JsonSerializable(typeof(BiosRegistry))]
[JsonSerializable(typeof(PrivilegeRegistryJson))]
internal sealed partial class RegistriesJsonContext : JsonSerializerContext;
