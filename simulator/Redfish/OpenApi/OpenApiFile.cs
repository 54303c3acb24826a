using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Simulator.Redfish;

/// <summary>
/// <c>openapi.yaml</c> (DSP0266, OpenAPI document; OpenAPI 3.1): every path that is served, with the methods it takes. It is made from the routes
/// themselves, so that it cannot say anything else than they do. Written by Microsoft's OpenAPI.NET.
/// </summary>
internal static class OpenApiFile
{
    public const string Uri = $"{ServiceRootRoutes.Root}/openapi.yaml";
    public const string MediaType = "application/yaml";

    /// <param name="routes">Of the whole face.</param>
    /// <param name="kinds">What lies at them.</param>
    public static byte[] Write(IEnumerable<(RoutePattern Pattern, string Method)> routes, RouteKinds kinds)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo { Title = "Pod manager", Version = $"1.{ServiceRootRoutes.MinorVersion}.0", Description = "A simulated rack of disaggregated hardware over Redfish." },
            Paths = [],
        };
        var operations = new OpenApiOperations(document, kinds);

        // What differs in the names of parameters alone is one path.
        foreach (var path in routes.GroupBy(r => PathOf(r.Pattern, _ => "{}"), StringComparer.Ordinal))
        {
            var pattern = path.First().Pattern;
            document.Paths[PathOf(pattern, p => $"{{{p.Name}}}")] = new OpenApiPathItem
            {
                Parameters = [.. pattern.Parameters.Select(OpenApiOperations.Parameter)],
                Operations = path.Select(r => r.Method).Distinct().ToDictionary(m => HttpMethod.Parse(m), m => operations.Of(m, pattern.RawText!)),
            };
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiYamlWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string PathOf(RoutePattern pattern, Func<RoutePatternParameterPart, string> name) =>
        string.Concat(pattern.PathSegments.Select(s => "/" + string.Concat(s.Parts.Select(p => p switch
        {
            RoutePatternParameterPart parameter => name(parameter),
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));
}
