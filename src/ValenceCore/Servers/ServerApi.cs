using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Servers;

/// <summary>HTTP of <c>/v1/servers</c>: composed nodes and pre-set servers side by side, read-only (additive; the way of valence-api 6.7).</summary>
internal sealed class ServerApi(ServerList servers)
{
    internal static readonly string[] Filters =
        ["composed", "instance_uuid", "ironic_uuid", "maintenance", "name", "podm_id", "power_state", "provision_state", "resource_class", "state", "uuid"];

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var type = ServerJsonContext.Default.ServerJson;
        var query = CollectionQuery.Read(context, type, Filters);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await ReadAsync(context), all => Collections.Page(context, query.Value, all, type, "uuid", filters: true));
    }

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var uuid = context.Segment("uuid");
        return Replies.Of(context, await ReadAsync(context), all => all.FirstOrDefault(one => one.Uuid == uuid) is { } server
            ? Replies.One(server, ServerJsonContext.Default.ServerJson)
            : Replies.Failed(context, Failure.NotFound("server", uuid)));
    }

    private async Task<Outcome<IReadOnlyList<ServerJson>>> ReadAsync(HttpContext context)
    {
        try
        {
            return Outcome<IReadOnlyList<ServerJson>>.Of(await servers.ReadAsync(context.RequestAborted));
        }
        catch (DriverException exception)
        {
            return exception.Failure;
        }
    }
}

internal static class ServerServices
{
    public static IServiceCollection AddServers(this IServiceCollection services) => services.AddSingleton<ServerList>().AddSingleton<ServerApi>();

    public static IEndpointRouteBuilder MapServers(this IEndpointRouteBuilder app) => app
        .Get<ServerApi>("/v1/servers", (servers, context) => servers.ListAsync(context))
        .Get<ServerApi>("/v1/servers/{uuid}", (servers, context) => servers.ShowAsync(context));
}
