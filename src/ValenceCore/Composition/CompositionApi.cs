using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>HTTP of <c>/v1/nodes</c> (valence-api 1.8) but for registration and storages.</summary>
internal static class CompositionApi
{
    public static IEndpointRouteBuilder MapNodes(this IEndpointRouteBuilder app) => app
        .Get<CompositionController>("/v1/nodes", ListAsync)
        .Make<CompositionController>("/v1/nodes", ComposeAsync)
        .Make<CompositionController>("/v1/nodes/manage", ManageAsync)
        .Get<CompositionController>("/v1/nodes/{uuid}", ShowAsync)
        .Delete("/v1/nodes/{uuid}", Preconditions.IfMatch<CompositionController>(ShowAsync, ReleaseAsync))
        .Post<NodeActionController>("/v1/nodes/{uuid}/action", ActAsync);

    private static async Task<IResult> ListAsync(CompositionController controller, HttpContext context)
    {
        var type = NodeJsonContext.Default.BriefNodeJson;
        var query = CollectionQuery.Read(context, type, NodeStore.FilterNames);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await controller.ListAsync(query.Value.Filters, context.RequestAborted)).Select(BriefNodeJson.Of), type,
                "uuid");
    }

    private static async Task<IResult> ComposeAsync(CompositionController controller, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, ComposeRequest.Parse);
        if (request.Failed(out var invalid))
        {
            return Replies.Failed(context, invalid);
        }

        return await FinishAsync(controller, context, await controller.StartComposeAsync(request.Value, context.RequestAborted));
    }

    private static async Task<IResult> ManageAsync(CompositionController controller, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, ManageRequest.Parse);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : await FinishAsync(controller, context, await controller.StartManageAsync(request.Value, context.RequestAborted));
    }

    private static async Task<IResult> FinishAsync(CompositionController controller, HttpContext context, Outcome<Operation> started)
    {
        if (started.Failed(out var refused))
        {
            return Replies.Failed(context, refused);
        }

        return OperationApi.WantsNoWait(context)
            ? OperationApi.Accepted(context, started.Value)
            : Replies.Of(context, await controller.FinishNodeAsync(started.Value, context.RequestAborted), Brief);
    }

    private static async Task<IResult> ShowAsync(CompositionController controller, HttpContext context) =>
        Replies.Of(context, await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted),
            shown => Replies.One(NodeJson.Of(shown.Node, shown.Details), NodeJsonContext.Default.NodeJson));

    private static async Task<IResult> ReleaseAsync(CompositionController controller, HttpContext context)
    {
        var uuid = context.Segment("uuid");
        if (QueryFlag.Read(context, "forget") is not { } isForgotten)
        {
            return QueryFlag.Refusal(context, "forget");
        }

        var started = isForgotten
            ? await controller.StartForgetAsync(uuid, context.RequestAborted)
            : await controller.StartReleaseAsync(uuid, context.RequestAborted);
        if (started.Failed(out var refused))
        {
            return Replies.Failed(context, refused);
        }

        return OperationApi.WantsNoWait(context)
            ? OperationApi.Accepted(context, started.Value)
            : Replies.Of(context, await controller.FinishAsync(started.Value, context.RequestAborted),
                _ => Replies.Confirmed(
                    context, "DELETED",
                    isForgotten ? $"The node '{uuid}' is forgotten; what stands of it in its pod is left there." : $"The node '{uuid}' is deleted and its hardware given back."));
    }

    private static async Task<IResult> ActAsync(NodeActionController controller, HttpContext context)
    {
        var action = await RequestBody.ReadAsync(context, NodeAction.Parse);
        return action.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Replies.Of(context, await controller.ActAsync(context.Segment("uuid"), action.Value, context.RequestAborted),
                _ => Replies.NoContent());
    }

    private static IResult Brief(ComposedNode node) => Replies.Ok(BriefNodeJson.Of(node), NodeJsonContext.Default.BriefNodeJson);
}
