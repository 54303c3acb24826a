using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.Instances;

/// <summary>HTTP of <c>/v1/instances</c> (additive; valence-api 6.7).</summary>
internal static class InstanceApi
{
    internal static readonly string[] Filters =
        ["batch_id", "composed", "flavor_id", "ironic_uuid", "locked", "name", "node_id", "owner", "power_state", "state", "step", "uuid"];

    public static IEndpointRouteBuilder MapInstances(this IEndpointRouteBuilder app) => app
        .Get<InstanceController>("/v1/instances", ListAsync)
        .Make<InstanceCreation>("/v1/instances", CreateAsync)
        .Get<InstanceController>("/v1/instances/{uuid}", ShowAsync)
        .Patch("/v1/instances/{uuid}", Preconditions.IfMatch<InstanceController>(ShowAsync, ChangeAsync))
        .Delete("/v1/instances/{uuid}", Preconditions.IfMatch<InstanceController>(ShowAsync, DeleteAsync))
        .Make<InstanceController>("/v1/instances/{uuid}/action", ActAsync)
        .Post<InstanceController>("/v1/instances/{uuid}/console", ConsoleAsync)
        .Get<InstanceController>("/v1/instances/{uuid}/events", EventsAsync);

    private static async Task<IResult> ListAsync(InstanceController controller, HttpContext context)
    {
        var type = InstanceJsonContext.Default.InstanceJson;
        var query = CollectionQuery.Read(context, type, Filters);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await controller.ListAsync(context.RequestAborted)).Select(one => InstanceJson.Of(one)), type, "uuid", filters: true);
    }

    private static async Task<IResult> ShowAsync(InstanceController controller, HttpContext context) =>
        Replies.Of(context, await controller.ShowAsync(context.Segment("uuid"), context.RequestAborted),
            shown => Replies.One(InstanceJson.Of(shown.Instance, shown.Server), InstanceJsonContext.Default.InstanceJson));

    /// <summary>One instance, or with a count a list of those that came to be.</summary>
    private static async Task<IResult> CreateAsync(InstanceCreation creation, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, InstanceRequest.Parse);
        if (request.Failed(out var invalid))
        {
            return Replies.Failed(context, invalid);
        }

        var begun = await creation.StartAsync(request.Value, context.RequestAborted);
        if (begun.Failed(out var refused))
        {
            return Replies.Failed(context, refused);
        }

        var (operation, made) = begun.Value;
        if (OperationApi.WantsNoWait(context))
        {
            return OperationApi.Accepted(context, operation);
        }

        return Replies.Of(context, await creation.FinishAsync(operation, made, context.RequestAborted), rows => request.Value.IsBatch
            ? Replies.Ok([.. rows.Select(row => InstanceJson.Of(row))], InstanceJsonContext.Default.InstanceJsonArray)
            : Shown(rows[0]));
    }

    private static async Task<IResult> ChangeAsync(InstanceController controller, HttpContext context)
    {
        var change = await RequestBody.ReadAsync(context, InstanceChange.Parse);
        return change.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Replies.Of(context, await controller.ChangeAsync(context.Segment("uuid"), change.Value, context.RequestAborted), Shown);
    }

    private static async Task<IResult> DeleteAsync(InstanceController controller, HttpContext context)
    {
        var uuid = context.Segment("uuid");
        var started = await controller.StartDeleteAsync(uuid, context.RequestAborted);
        return started.Failed(out var refused) ? Replies.Failed(context, refused)
            : OperationApi.WantsNoWait(context) ? OperationApi.Accepted(context, started.Value)
            : Replies.Of(context, await controller.FinishDeleteAsync(started.Value, uuid, context.RequestAborted),
                _ => Replies.Confirmed(context, "DELETED", $"The instance '{uuid}' is deleted; its machine is free."));
    }

    private static async Task<IResult> ActAsync(InstanceController controller, HttpContext context)
    {
        var action = await RequestBody.ReadAsync(context, InstanceAction.Parse);
        if (action.Failed(out var invalid))
        {
            return Replies.Failed(context, invalid);
        }

        var uuid = context.Segment("uuid");
        var started = await controller.StartActionAsync(uuid, action.Value, context.RequestAborted);
        return started.Failed(out var refused) ? Replies.Failed(context, refused)
            : OperationApi.WantsNoWait(context) ? OperationApi.Accepted(context, started.Value)
            : Replies.Of(context, await controller.FinishAsync(started.Value, uuid, context.RequestAborted), Shown);
    }

    /// <summary>Starts it where it is off.</summary>
    private static async Task<IResult> ConsoleAsync(InstanceController controller, HttpContext context)
    {
        var nothing = await RequestBody.ReadNothingAsync(context);
        return nothing.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await controller.ConsoleAsync(context.Segment("uuid"), context.RequestAborted),
                info => Replies.Ok(new InstanceConsoleJson((string?)info["type"], (string?)info["url"]), InstanceJsonContext.Default.InstanceConsoleJson));
    }

    private static async Task<IResult> EventsAsync(InstanceController controller, HttpContext context) =>
        Replies.Of(context, await controller.HistoryAsync(context.Segment("uuid"), context.RequestAborted),
            operations => Replies.Ok([.. operations.SelectMany(InstanceEventJson.Of)], InstanceJsonContext.Default.InstanceEventJsonArray));

    private static IResult Shown(Instance instance) => Replies.One(InstanceJson.Of(instance), InstanceJsonContext.Default.InstanceJson);
}
