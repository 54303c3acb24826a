using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ValenceCore.Http;

/// <summary>The documents that say which version is served where (valence-api 1.5).</summary>
internal sealed class RootApi
{
    private const string About = "Composes bare-metal servers from disaggregated racks over Redfish and registers them with Ironic.";
    private const string Docs = "https://docs.openstack.org/developer/valence/dev/api-ref-valence-v1.html";

    public IResult Root(HttpContext context) => Replies.Ok(
        new RootJson(About, "OpenStack Valence API", [new VersionJson("v1", [Self(context, "/v1/")], "", "CURRENT")]),
        RootJsonContext.Default.RootJson);

    public IResult VersionOne(HttpContext context)
    {
        IReadOnlyList<LinkJson> At(string name) =>
            [Self(context, $"/v1/{name}/"), new LinkJson($"{Base(context)}/{name}/", "bookmark")];
        return Replies.Ok(
            new VersionOneJson(
                At("devices"), At("drivers"), At("flavors"), At("health"), "v1", [Self(context, "/v1/"), new LinkJson(Docs, "describedby", "text/html")],
                [new MediaTypeJson("application/json", "application/vnd.openstack.valence.v1+json")],
                At("nodes"), At("operations"), At("pod_managers"), At("racks"), At("storages"), At("systems")),
            RootJsonContext.Default.VersionOneJson);
    }

    private static LinkJson Self(HttpContext context, string path) => new(Base(context) + path, "self");

    private static string Base(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
}

internal static class RootRoutes
{
    public static IEndpointRouteBuilder MapRoot(this IEndpointRouteBuilder app) => app
        .Get<RootApi>("/", (root, context) => Task.FromResult(root.Root(context)))
        .Get<RootApi>("/v1", (root, context) => Task.FromResult(root.VersionOne(context)));
}
