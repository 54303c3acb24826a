using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>POST, PATCH and DELETE of zones. The zone of a composed node is changed by changing the node.</summary>
internal static class ZoneChanges
{
    public static async Task<IResult> AddAsync(HttpContext context, Pod pod)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var (name, description) = (reader.Text("Name"), reader.Text("Description"));
        reader.OneOf("ZoneType", ZoneBody.TypeOfEndpoints);
        var endpoints = ZoneBody.Endpoints(reader, pod, []) ?? [];
        reader.ReadOnly(["Id", "Status", "Actions"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var (zone, reasons) = pod.AddZone(name, description, endpoints);
        return zone is not null ? Created.Answer(context, ZoneJson.Of(pod, zone), FabricsJsonContext.Default.ZoneJson)
            : reasons.Count > 0 ? InTheWay(reasons)
            : RedfishErrors.TooMany(context, RedfishMessages.CreateLimitReachedForResource());
    }

    public static Task<IResult> ChangeAsync(HttpContext context, Pod pod) => PatchRequest.ApplyAsync(
        context, FabricsJsonContext.Default.ZoneJson,
        reader =>
        {
            var id = RedfishRoutes.Id(context);
            var endpoints = ZoneBody.Endpoints(reader, pod, pod.FindZone(id)?.EndpointIds ?? []);
            return () => endpoints is null ? null : Edit(context, pod, id, _ => endpoints);
        },
        () => ZoneJson.Find(pod, RedfishRoutes.Id(context))!);

    public static Task<IResult> RemoveAsync(HttpContext context, Pod pod)
    {
        var id = RedfishRoutes.Id(context);
        return Task.FromResult(pod.RemoveZone(id) ? Results.NoContent() : Refusal(context, pod, id));
    }

    /// <summary>Null when it is done.</summary>
    public static IResult? Edit(HttpContext context, Pod pod, string id, Func<IReadOnlyList<string>, IReadOnlyList<string>> edit) =>
        pod.EditZone(id, edit) is not { } reasons ? Refusal(context, pod, id)
        : reasons.Count > 0 ? InTheWay(reasons)
        : null;

    private static IResult Refusal(HttpContext context, Pod pod, string id) => pod.FindNode(id) is { DeviceIds.Count: > 0 } node
        ? RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"The zone belongs to the composed node {node.Id}; it follows the node and goes with it."))
        : RedfishErrors.NotFound(context.Request.Path);

    private static IResult InTheWay(IReadOnlyList<string> reasons) => RedfishErrors.Conflict([.. reasons.Select(RedfishMessages.ResourceInUse)]);
}
