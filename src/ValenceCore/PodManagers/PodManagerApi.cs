using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Http;

namespace ValenceCore.PodManagers;

/// <summary>HTTP of <c>/v1/pod_managers</c> (valence-api 1.6).</summary>
internal static class PodManagerApi
{
    public static IEndpointRouteBuilder MapPodManagers(this IEndpointRouteBuilder app) => app
        .Get<PodManagerController>("/v1/pod_managers", ListAsync)
        .Post<PodManagerController>("/v1/pod_managers", CreateAsync)
        .Get<PodManagerController>("/v1/pod_managers/{uuid}", ShowAsync)
        .Patch<PodManagerController>("/v1/pod_managers/{uuid}", ChangeAsync)
        .Delete<PodManagerController>("/v1/pod_managers/{uuid}", DeleteAsync);

    private static async Task<IResult> ListAsync(PodManagerController controller, HttpContext context) =>
        Replies.Ok([.. (await controller.ListAsync(context.RequestAborted)).Select(PodManagerJson.Of)],
            PodManagerJsonContext.Default.PodManagerJsonArray);

    private static async Task<IResult> CreateAsync(PodManagerController controller, HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        if (body.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var request = PodManagerRequest.ForCreate(body.Value);
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

        var body = await RequestBody.ReadAsync(context);
        if (body.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var request = PodManagerRequest.ForChange(body.Value, current.Value);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Replies.Of(context, await controller.ChangeAsync(current.Value, request.Value, context.RequestAborted), Shown);
    }

    private static async Task<IResult> DeleteAsync(PodManagerController controller, HttpContext context) =>

        // Old clients know this confirmation with code and detail swapped (valence-api 1.3).
        Replies.Of(context, await controller.DeleteAsync(context.Segment("uuid"), context.RequestAborted),
            _ => Replies.Confirmed(context, "", "DELETED"));

    private static IResult Shown(PodManager pod) => Replies.Ok(PodManagerJson.Of(pod), PodManagerJsonContext.Default.PodManagerJson);
}
