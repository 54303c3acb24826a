using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Http;

namespace ValenceCore.Drivers;

/// <summary>HTTP of <c>/v1/drivers</c>: what pod managers can be registered with, and which libraries are broken. Additive to valence-api.</summary>
internal static class DriverApi
{
    public static IEndpointRouteBuilder MapDrivers(this IEndpointRouteBuilder app) => app
        .Get<DriverCatalog>("/v1/drivers", List)
        .Get<DriverCatalog>("/v1/drivers/{name}", Show);

    private static Task<IResult> List(DriverCatalog catalog, HttpContext context) => Task.FromResult(
        Replies.Ok([.. catalog.List().Select(DriverJson.Of)], DriverJsonContext.Default.DriverJsonArray));

    private static Task<IResult> Show(DriverCatalog catalog, HttpContext context)
    {
        var name = context.Segment("name");
        return Task.FromResult(catalog.Find(name) is { } entry
            ? Replies.Ok(DriverJson.Of(entry), DriverJsonContext.Default.DriverJson)
            : Replies.Failed(context, Failure.NotFound("driver", name)));
    }
}
