using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Http;

namespace ValenceCore.PodManagers;

/// <summary>HTTP of <c>/v1/pod_managers</c> (valence-api 1.6).</summary>
internal static class PodManagerApi
{
    internal static readonly string[] Filters =
        ["uuid", "name", "url", "driver", "status", "description", "location", "resource_uri", "created_at", "updated_at"];

    public static IEndpointRouteBuilder MapPodManagers(this IEndpointRouteBuilder app) => app
        .Get<PodManagerController>("/v1/pod_managers", ListAsync)
        .Make<PodManagerController>("/v1/pod_managers", CreateAsync)
        .Get<PodManagerController>("/v1/pod_managers/{uuid}", ShowAsync)
        .Patch("/v1/pod_managers/{uuid}", Preconditions.IfMatch<PodManagerController>(ShowAsync, ChangeAsync))
        .Delete("/v1/pod_managers/{uuid}", Preconditions.IfMatch<PodManagerController>(ShowAsync, DeleteAsync));

    private static async Task<IResult> ListAsync(PodManagerController controller, HttpContext context)
    {
        var type = PodManagerJsonContext.Default.PodManagerJson;
        var query = CollectionQuery.Read(context, type, Filters);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await controller.ListAsync(context.RequestAborted)).Select(PodManagerJson.Of), type, "uuid",
                filters: true);
    }

    private static async Task<IResult> CreateAsync(PodManagerController controller, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, PodManagerRequest.ForCreate);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Replies.Of(context, await controller.CreateAsync(request.Value, context.RequestAborted), Shown);
    }

    private static async Task<IResult> ShowAsync(PodManagerController controller, HttpContext context) =>
        Replies.Of(context, await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted), Shown);

    private static async Task<IResult> ChangeAsync(PodManagerController controller, HttpContext context)
    {
        var current = await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted);
        if (current.Failed(out var missing))
        {
            return Replies.Failed(context, missing);
        }

        var request = await RequestBody.ReadAsync(context, body => PodManagerRequest.ForChange(body, current.Value));
        if (request.Failed(out var invalid))
        {
            return Replies.Failed(context, invalid);
        }

        var changed = await controller.ChangeAsync(current.Value, request.Value, context.RequestAborted);
        return changed.Failed(out var late) ? Replies.Failed(context, Preconditions.TooLate(context, late)) : Shown(changed.Value);
    }

    private static async Task<IResult> DeleteAsync(PodManagerController controller, HttpContext context) =>

        // Old clients know this confirmation with code and detail swapped (valence-api 1.3).
        Replies.Of(context, await controller.DeleteAsync(context.Segment("uuid"), context.RequestAborted),
            _ => Replies.Confirmed(context, "", "DELETED"));

    private static IResult Shown(PodManager pod) => Replies.One(PodManagerJson.Of(pod), PodManagerJsonContext.Default.PodManagerJson);
}
