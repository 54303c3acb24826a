using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// AttachResource and DetachResource of a composed node (Intel RSD 2.3 and later), AttachEndpoint and DetachEndpoint (2.1, 2.2). Synchronous, as pod managers
/// do it: the answer comes when the resource is there, or gone.
/// </summary>
internal static class AttachAction
{
    public const string Attach = "AttachResource";
    public const string Detach = "DetachResource";
    public const string AttachEndpoint = "AttachEndpoint";
    public const string DetachEndpoint = "DetachEndpoint";

    private const int RetrySeconds = 30; // Intel RSD, actions

    public static RedfishRoutes MapAttachment(this RedfishRoutes routes, Pod pod, NodePartsWork parts, RedfishProfile profile)
    {
        var (attach, detach) = profile.AttachesEndpoints ? (AttachEndpoint, DetachEndpoint) : (Attach, Detach);
        return routes
            .Action(ComposedNodeUris.Action("{id}", attach), context => RunAsync(context, pod, parts, profile, attach, isAttach: true))
            .Action(ComposedNodeUris.Action("{id}", detach), context => RunAsync(context, pod, parts, profile, detach, isAttach: false))
            .Resource(ComposedNodeUris.ActionInfo("{id}", Attach), ActionInfosJsonContext.Default.ActionInfoJson, context =>
                pod.FindNode(RedfishRoutes.Id(context)) is { } node
                    ? Info(node, Attach, AttachableResources.Of(pod, node).Free, new ActionParameter("Protocol", false, "String", AttachRequest.Protocols)) : null)
            .Resource(ComposedNodeUris.ActionInfo("{id}", Detach), ActionInfosJsonContext.Default.ActionInfoJson, context =>
                pod.FindNode(RedfishRoutes.Id(context)) is { } node ? Info(node, Detach, AttachableResources.Of(pod, node).Attached) : null);
    }

    private static ActionInfoJson Info(ComposedNode node, string action, IReadOnlyList<string> resources, params ActionParameter[] others) => new(
        ComposedNodeUris.ActionInfo(node.Id, action), $"{action}ActionInfo", $"Parameters of ComposedNode.{action}",
        [new ActionParameter("Resource", true, "Object", resources) { ObjectDataType = "#Resource.Resource" }, .. others]);

    private static async Task<IResult> RunAsync(
        HttpContext context, Pod pod, NodePartsWork parts, RedfishProfile profile, string action, bool isAttach)
    {
        var nodeId = RedfishRoutes.Id(context);
        if (pod.FindNode(nodeId) is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = new AttachRequest(pod, profile, $"ComposedNode.{action}", isAttach, body);
        if (!isAttach)
        {
            request.RefuseIscsi(nodeId);
        }

        if (request.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(request.Problems);
        }

        return request.Part switch
        {
            { Device: { } device } => await AnswerAsync(context, parts, isAttach ? parts.Attach(nodeId, device) : parts.Detach(nodeId, device), action),
            { Volume: { } found } => await AnswerAsync(context, parts, isAttach ? parts.Attach(nodeId, found) : parts.Detach(nodeId, found), action),
            _ => RedfishErrors.Conflict(RedfishMessages.ResourceMissingAtUri(request.Uri!)),
        };
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, NodePartsWork parts, (WorkItem? Work, AttachProblem? Problem) begun, string action)
    {
        if (begun.Work is { } work)
        {
            await Faces.HoldingPipeline.WaitForAsync(context, parts.EndOf(work));
            return parts.ReasonOfFailure(work) is { } reason
                ? RedfishErrors.Answer(StatusCodes.Status500InternalServerError, [RedfishMessages.General(
                    $"{action} did not come to its end: {reason}", "The node is as it was; send the request again.")])
                : Results.NoContent();
        }

        var problem = begun.Problem!;
        switch (problem.Kind)
        {
            case AttachProblemKind.NoNode:
                return RedfishErrors.NotFound(context.Request.Path);
            case AttachProblemKind.NotAttached:
                return RedfishErrors.BadRequest(RedfishMessages.ActionParameterValueConflict(
                    "Resource", action, problem.Text, "Read the ActionInfo of the action."));
            case AttachProblemKind.SystemGone:
                context.Response.Headers.RetryAfter = $"{RetrySeconds}";
                return RedfishErrors.Answer(
                    StatusCodes.Status503ServiceUnavailable, [RedfishMessages.ServiceTemporarilyUnavailable($"{RetrySeconds}", problem.Text)]);
            case AttachProblemKind.WrongState:
                return RedfishErrors.Answer(
                    StatusCodes.Status409Conflict, [RedfishMessages.ResourceInUse($"{problem.Text} {action} needs it Assembled or Failed, and at rest.")],
                    AllocationMessages.StateTitle);
            default:
                return RedfishErrors.Conflict(RedfishMessages.ResourceInUse(problem.Text));
        }
    }
}
