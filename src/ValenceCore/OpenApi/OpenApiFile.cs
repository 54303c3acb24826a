using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using ValenceCore.Http;

namespace ValenceCore.OpenApi;

/// <summary>The OpenAPI 3.1 document of the API: made from the routes that are mapped, what is in them from <see cref="ApiDescriptions"/>.</summary>
internal static partial class OpenApiFile
{
    private const string Json = "application/json";
    private const string Error = "Error";

    /// <param name="routes">Method and pattern of each.</param>
    public static OpenApiDocument Of(IEnumerable<(string Method, string Pattern)> routes)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "Valence API",
                Version = typeof(OpenApiFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "v1",
                Description = "Composes bare-metal servers from disaggregated racks over Redfish and registers them with Ironic.",
            },
            Paths = [],
        };
        var schemas = new AnswerSchemas(document);
        document.AddComponent(Error, new OpenApiResponse
        {
            Description = "What went wrong, whose fault it is, and what to do next.", Content = Content(schemas.Of(HttpJsonContext.Default.ErrorJson)),
        });
        RequestSchemas.AddTo(document);
        var operations = new OpenApiOperations(document, schemas);
        foreach (var path in routes.GroupBy(route => route.Pattern).OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            document.Paths[path.Key] = new OpenApiPathItem
            {
                Parameters = [.. Parameter().Matches(path.Key).Select(match => new OpenApiParameter
                {
                    Name = match.Groups[1].Value, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                })],
                Operations = path.Select(route => route.Method).Distinct()
                    .ToDictionary(method => HttpMethod.Parse(method), method => operations.Of(method, path.Key)),
            };
        }

        return document;
    }

    public static string WriteJson(OpenApiDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    public static string WriteYaml(OpenApiDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiYamlWriter(text));
        return text.ToString();
    }

    internal static Dictionary<string, IOpenApiMediaType> Content(IOpenApiSchema schema, string mediaType = Json) =>
        new(StringComparer.Ordinal) { [mediaType] = new OpenApiMediaType { Schema = schema } };

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
