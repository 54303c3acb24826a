using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Simulator.Redfish;

/// <summary>What each method takes and answers, by what lies at its path (DSP0266, 7 and 8).</summary>
internal sealed class OpenApiOperations
{
    private const string Json = "application/json";
    private const string Error = "Error";
    private const string Accepted = "Accepted";
    private const string Done = "Done";
    private const string Basic = "basic";
    private const string Token = "token";

    private static readonly string[] OfResources = ["select", "expand", "excerpt"];
    private static readonly string[] OfCollections = ["select", "expand", "filter", "skip", "top", "only"];

    private readonly OpenApiDocument _document;
    private readonly RouteKinds _kinds;
    private readonly OpenApiSchemas _schemas;

    public OpenApiOperations(OpenApiDocument document, RouteKinds kinds)
    {
        (_document, _kinds, _schemas) = (document, kinds, new OpenApiSchemas(document));
        document.AddComponent(Error, new OpenApiResponse { Description = "What went wrong.", Content = Content(_schemas.Error) });
        document.AddComponent(Accepted, new OpenApiResponse { Description = "A task goes on with it.", Content = Content(_schemas.Of(TaskJson.Type)) });
        document.AddComponent(Done, new OpenApiResponse { Description = "It is done, and there is nothing to say." });
        foreach (var (key, name) in new[] { ("select", "$select"), ("expand", "$expand"), ("filter", "$filter"), ("skip", "$skip"), ("top", "$top"), ("only", "only"), ("excerpt", "excerpt") })
        {
            document.AddComponent(key, new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = Text() });
        }

        document.AddComponent(Basic, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic" });
        document.AddComponent(Token, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Auth-Token" });
        document.Security = [Requirement(Basic), Requirement(Token)];
    }

    public static IOpenApiParameter Parameter(RoutePatternParameterPart part) =>
        new OpenApiParameter { Name = part.Name, In = ParameterLocation.Path, Required = true, Schema = Text() };

    public OpenApiOperation Of(string method, string route)
    {
        var type = _kinds.TypeOf(route);
        var operation = method switch
        {
            "GET" => Read(type, hasBody: true),
            "HEAD" => Read(type, hasBody: false),
            "PATCH" => Change(Content(_schemas.Of(type!))),
            "DELETE" => Change(content: null),
            _ => _kinds.MemberTypeOf(route) is { } member ? Add(member) : Act(),
        };
        operation.Responses!["default"] = new OpenApiResponseReference(Error, _document);
        operation.Security = RedfishAuthentication.IsOpen(method, route) ? [] : null;
        return operation;
    }

    // Documents are of no type: what they are is said elsewhere.
    private OpenApiOperation Read(string? type, bool hasBody) => new()
    {
        Parameters = type is null ? null
            : [.. (RouteKinds.IsCollection(type) ? OfCollections : OfResources).Select(q => new OpenApiParameterReference(q, _document))],
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = "As it is now.", Content = hasBody && type is not null ? Content(_schemas.Of(type)) : null },
        },
    };

    private OpenApiOperation Change(IDictionary<string, IOpenApiMediaType>? content) => new()
    {
        RequestBody = content is null ? null : new OpenApiRequestBody { Required = true, Content = content },
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = "As it is after the change.", Content = content },
            ["202"] = new OpenApiResponseReference(Accepted, _document),
            ["204"] = new OpenApiResponseReference(Done, _document),
        },
    };

    private OpenApiOperation Add(string member) => new()
    {
        RequestBody = new OpenApiRequestBody { Required = true, Content = Content(_schemas.Of(member)) },
        Responses = new OpenApiResponses
        {
            ["201"] = new OpenApiResponse { Description = "The new member.", Content = Content(_schemas.Of(member)) },
            ["202"] = new OpenApiResponseReference(Accepted, _document),
        },
    };

    private OpenApiOperation Act() => new()
    {
        RequestBody = new OpenApiRequestBody { Content = Content(new OpenApiSchema { Type = JsonSchemaType.Object }) },
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = "It is done.", Content = Content(new OpenApiSchema { Type = JsonSchemaType.Object }) },
            ["202"] = new OpenApiResponseReference(Accepted, _document),
            ["204"] = new OpenApiResponseReference(Done, _document),
        },
    };

    private OpenApiSecurityRequirement Requirement(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, _document)] = [] };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static Dictionary<string, IOpenApiMediaType> Content(IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [Json] = new OpenApiMediaType { Schema = schema } };
}
