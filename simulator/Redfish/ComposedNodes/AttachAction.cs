using System.Text.Json;
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

    private const string Volumes = "NVMeOverFabrics";
    private const int RetrySeconds = 30; // Intel RSD, actions

    private static readonly string[] Protocols = ["NVMe", "PCIe", Volumes, "FPGA-oF"];

    public static RedfishRoutes MapAttachment(this RedfishRoutes routes, Pod pod, NodePartsWork parts, RedfishProfile profile)
    {
        var (attach, detach) = profile.AttachesEndpoints ? (AttachEndpoint, DetachEndpoint) : (Attach, Detach);
        return routes
            .Action(ComposedNodeUris.Action("{id}", attach), context => RunAsync(context, pod, parts, profile, attach, isAttach: true))
            .Action(ComposedNodeUris.Action("{id}", detach), context => RunAsync(context, pod, parts, profile, detach, isAttach: false))
            .Resource(ComposedNodeUris.ActionInfo("{id}", Attach), ActionInfosJsonContext.Default.ActionInfoJson, context =>
                pod.FindNode(RedfishRoutes.Id(context)) is { } node ? Info(node, Attach, AttachableResources.Of(pod, node).Free, new ActionParameter("Protocol", false, "String", Protocols)) : null)
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

        var reader = new ActionReader(body, $"ComposedNode.{action}");
        var uri = ReadResource(reader, profile);
        var part = uri is null ? null : NamedPart.Find(pod, profile, uri);
        var protocol = isAttach && !profile.AttachesEndpoints ? reader.OneOf("Protocol", Protocols) : null;
        var capacity = isAttach && profile.AttachesEndpoints ? reader.Count("CapacityGiB") : null;
        reader.NothingElse();
        Check(reader, $"ComposedNode.{action}", uri, part, protocol, capacity);
        if (!isAttach && part?.Volume is { } volume && pod.FindNode(nodeId)?.Volumes.Any(v => v.Is(volume.ServiceId, volume.Id) && v.Protocol == RemoteProtocol.iSCSI) == true)
        {
            reader.Problem(RedfishMessages.ActionParameterValueConflict("Resource", uri!, "A volume over iSCSI cannot be detached.", "Delete the node."));
        }

        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return part switch
        {
            { Device: { } device } => await AnswerAsync(context, parts, isAttach ? parts.Attach(nodeId, device) : parts.Detach(nodeId, device), action),
            { Volume: { } found } => await AnswerAsync(context, parts, isAttach ? parts.Attach(nodeId, found) : parts.Detach(nodeId, found), action),
            _ => RedfishErrors.Conflict(RedfishMessages.ResourceMissingAtUri(uri!)),
        };
    }

    // Early clients send the link as a bare string.
    private static string? ReadResource(ActionReader reader, RedfishProfile profile)
    {
        if (reader.Find("Resource", isRequired: true) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@odata.id", out var uri) && uri.ValueKind == JsonValueKind.String)
        {
            return uri.GetString();
        }

        return profile.AttachesEndpoints && value.ValueKind == JsonValueKind.String ? value.GetString() : reader.Wrong("Resource", value, "a link");
    }

    private static void Check(ActionReader reader, string action, string? uri, NamedPart? part, string? protocol, int? capacity)
    {
        if (part is { IsKnownType: false })
        {
            reader.Problem(RedfishMessages.ActionParameterValueConflict(
                "Resource", uri!, $"{uri} is nothing that a node can be given or relieved of.", "Name a pooled drive, an FPGA or a volume; see the ActionInfo."));
        }

        var suits = part switch
        {
            { Device.Kind: PooledDeviceKind.NVMe } => protocol is null or "NVMe" or "PCIe",
            { Device.Kind: PooledDeviceKind.FPGA } => protocol is null or "PCIe",
            { Volume: not null } => protocol is null or Volumes,
            _ => true,
        };
        if (!suits)
        {
            reader.Problem(RedfishMessages.ActionParameterValueConflict("Protocol", protocol!, $"{uri} is not reached by {protocol}.", "Leave the protocol out."));
        }

        if (part?.Device is { Kind: PooledDeviceKind.NVMe } drive && capacity > drive.CapacityGiB)
        {
            reader.Problem(RedfishMessages.ActionParameterValueOutOfRange(action, "CapacityGiB", $"{capacity}", $"up to {drive.CapacityGiB}, which {drive.Name} has"));
        }
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
