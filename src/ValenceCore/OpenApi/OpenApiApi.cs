using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ValenceCore.Http;

namespace ValenceCore.OpenApi;

/// <summary>HTTP of the OpenAPI document. It is made once, when it is asked for first: then all routes are mapped.</summary>
internal sealed class OpenApiApi(IServiceProvider services)
{
    private readonly Lazy<OpenApiDocument> document = new(() => OpenApiFile.Of(Routes(services.GetRequiredService<EndpointDataSource>())));

    public IResult AsJson() => TypedResults.Text(OpenApiFile.WriteJson(document.Value), "application/json", Encoding.UTF8);

    public IResult AsYaml() => TypedResults.Text(OpenApiFile.WriteYaml(document.Value), "application/yaml", Encoding.UTF8);

    /// <summary>Those of the API; what is passed through to a pod is described by the pod.</summary>
    public static IEnumerable<(string Method, string Pattern)> Routes(EndpointDataSource endpoints) => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>())
        .OfType<ValenceRoute>()
        .Where(route => route.Pattern == "/" || route.Pattern.StartsWith("/v1", StringComparison.Ordinal))
        .SelectMany(route => route.Methods.Select(method => (method, route.Pattern)));
}

internal static class OpenApiRoutes
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddSingleton<OpenApiApi>();

    public static IEndpointRouteBuilder MapOpenApiDocument(this IEndpointRouteBuilder app) => app
        .Get<OpenApiApi>("/v1/openapi.json", (api, _) => Task.FromResult(api.AsJson()))
        .Get<OpenApiApi>("/v1/openapi.yaml", (api, _) => Task.FromResult(api.AsYaml()));
}
