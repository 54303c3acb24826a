using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Http;

namespace ValenceCore.Flavors;

/// <summary>HTTP of <c>/v1/flavors</c> (valence-api 1.7).</summary>
internal static class FlavorApi
{
    internal static readonly string[] Filters = ["uuid", "name", "description", "created_at", "updated_at"];

    public static IServiceCollection AddFlavors(this IServiceCollection services) => services
        .AddSingleton<FlavorStore>()
        .AddSingleton<FlavorController>();

    public static IEndpointRouteBuilder MapFlavors(this IEndpointRouteBuilder app) => app
        .Get<FlavorController>("/v1/flavors", ListAsync)
        .Make<FlavorController>("/v1/flavors", CreateAsync)
        .Get<FlavorController>("/v1/flavors/{uuid}", ShowAsync)
        .Patch("/v1/flavors/{uuid}", Preconditions.IfMatch<FlavorController>(ShowAsync, ChangeAsync))
        .Delete("/v1/flavors/{uuid}", Preconditions.IfMatch<FlavorController>(ShowAsync, DeleteAsync));

    private static async Task<IResult> ListAsync(FlavorController controller, HttpContext context)
    {
        var type = FlavorJsonContext.Default.FlavorJson;
        var query = CollectionQuery.Read(context, type, Filters);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await controller.ListAsync(context.RequestAborted)).Select(FlavorJson.Of), type, "uuid", filters: true);
    }

    private static async Task<IResult> CreateAsync(FlavorController controller, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, FlavorRequest.ForCreate);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Shown(await controller.CreateAsync(request.Value, context.RequestAborted));
    }

    private static async Task<IResult> ShowAsync(FlavorController controller, HttpContext context) =>
        Replies.Of(context, await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted), Shown);

    private static async Task<IResult> ChangeAsync(FlavorController controller, HttpContext context)
    {
        var current = await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted);
        if (current.Failed(out var missing))
        {
            return Replies.Failed(context, missing);
        }

        var request = await RequestBody.ReadAsync(context, body => FlavorRequest.ForChange(body, current.Value.Uuid));
        if (request.Failed(out var invalid))
        {
            return Replies.Failed(context, invalid);
        }

        var changed = await controller.ChangeAsync(current.Value, request.Value, context.RequestAborted);
        return changed.Failed(out var late) ? Replies.Failed(context, Preconditions.TooLate(context, late)) : Shown(changed.Value);
    }

    private static async Task<IResult> DeleteAsync(FlavorController controller, HttpContext context)
    {
        var uuid = context.Segment("uuid");
        return Replies.Of(context, await controller.DeleteAsync(uuid, context.RequestAborted),
            _ => Replies.Confirmed(context, "DELETED", $"The flavor '{uuid}' is deleted."));
    }

    private static IResult Shown(Flavor flavor) => Replies.One(FlavorJson.Of(flavor), FlavorJsonContext.Default.FlavorJson);
}
