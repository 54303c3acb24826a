using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Composed nodes of the Intel RSD pod manager (2.4): allocate, assemble, reset, change, delete.</summary>
internal static class ComposedNodesRoutes
{
    public static RedfishRoutes MapComposedNodes(
        this RedfishRoutes routes, Pod pod, PowerWork power, CompositionWork composition, NodePartsWork parts, RedfishProfile profile) => routes
        .Collection(ComposedNodeUris.Nodes, CompositionJsonContext.Default.ComposedNodeCollectionJson,
            _ => new ComposedNodeCollectionJson(Link.All(pod.Nodes.Select(n => ComposedNodeUris.Of(n.Id)))))
        .Action(ComposedNodeUris.Allocate, context => AllocateAction.RunAsync(context, pod, profile))
        .Action(ComposedNodeUris.ShortAllocate, context => AllocateAction.RunAsync(context, pod, profile))
        .Resource(
            $"{ComposedNodeUris.Nodes}/{{id}}", CompositionJsonContext.Default.ComposedNodeJson,
            context => Find(pod, context) is { } node ? ComposedNodeJson.Of(pod, node) : null,
            patch: context => ComposedNodePatch.ApplyAsync(context, pod, RedfishRoutes.Id(context), profile),
            delete: context => DeleteAsync(context, composition, profile.AtRelease))
        .Action($"{ComposedNodeUris.Nodes}/{{id}}/Actions/ComposedNode.Assemble", context => AssembleAsync(context, pod, composition, profile))
        .Action($"{ComposedNodeUris.Nodes}/{{id}}/Actions/ComposedNode.Reset", context => ResetAsync(context, pod, power))
        .Action($"{ComposedNodeUris.Nodes}/{{id}}/Actions/ComposedNode.ForceDelete", context => ForceDeleteAsync(context, pod, composition, profile.AtRelease))
        .MapAttachment(pod, parts, profile);

    private static ComposedNode? Find(Pod pod, HttpContext context) => pod.FindNode(RedfishRoutes.Id(context));

    private static async Task<IResult> AssembleAsync(HttpContext context, Pod pod, CompositionWork composition, RedfishProfile profile)
    {
        if (Find(pod, context) is not { } node)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (await NoParameters.RefusalAsync(context, "ComposedNode.Assemble") is { } refusal)
        {
            return refusal;
        }

        return composition.Assemble(node.Id) is not null
            ? Results.NoContent()
            : WrongState(
                profile.Node is { PowerIsState: true } ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict,
                pod.FindNode(node.Id)?.State ?? node.State, "Assemble", ComposedNodeState.Allocated);
    }

    private static async Task<IResult> ResetAsync(HttpContext context, Pod pod, PowerWork power)
    {
        if (Find(pod, context) is not { } node)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        return node.State is ComposedNodeState.Assembled or ComposedNodeState.Failed
            ? await ResetAction.RunAsync(context, "ComposedNode.Reset", pod.Systems[node.SystemId], power)
            : WrongState(StatusCodes.Status409Conflict, node.State, "Reset", ComposedNodeState.Assembled, ComposedNodeState.Failed);
    }

    private static async Task<IResult> ForceDeleteAsync(HttpContext context, Pod pod, CompositionWork composition, ReleasePolicy atRelease)
    {
        if (Find(pod, context) is not { } node)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (await NoParameters.RefusalAsync(context, "ComposedNode.ForceDelete") is { } refusal)
        {
            return refusal;
        }

        await Faces.HoldingPipeline.WaitForAsync(context, composition.ForceReleaseAsync(node.Id, atRelease));
        return Results.NoContent();
    }

    /// <summary>Synchronous, as pod managers do it: the answer comes when everything is erased and given back.</summary>
    private static async Task<IResult> DeleteAsync(HttpContext context, CompositionWork composition, ReleasePolicy atRelease)
    {
        if (composition.Release(RedfishRoutes.Id(context), atRelease) is not { } release)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        await Faces.HoldingPipeline.WaitForAsync(context, composition.EndOf(release));
        return composition.ReasonOfFailure(release) is { } reason
            ? RedfishErrors.Answer(StatusCodes.Status500InternalServerError, [RedfishMessages.General(
                $"The node could not be taken apart: {reason}", "The node is kept; send the request again.")])
            : Results.NoContent();
    }

    private static IResult WrongState(int status, ComposedNodeState state, string action, params ComposedNodeState[] needed) =>
        RedfishErrors.Answer(
            status,
            [RedfishMessages.ResourceInUse($"The node is {state}; {action} needs it {string.Join(" or ", needed)}.")],
            AllocationMessages.StateTitle);
}
