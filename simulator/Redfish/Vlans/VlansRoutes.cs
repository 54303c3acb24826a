using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>One end of a link as a request names it.</summary>
/// <param name="Collection">URI of its VLANs.</param>
internal sealed record VlanPlace(LinkId Link, string Collection, string Name);

/// <summary>VLanNetworkInterface v1_3_1: the VLANs of a link, the same at both of its ends.</summary>
internal static class VlansRoutes
{
    /// <param name="path">Pattern of the collection.</param>
    /// <param name="find">Null when the path names nothing.</param>
    public static RedfishRoutes MapVlans(this RedfishRoutes routes, string path, Pod pod, Func<HttpContext, VlanPlace?> find) => routes
        .Collection(path, "VLanNetworkInterface", context => find(context) is { } place
            ? ResourceCollection.Of(place.Collection, $"VLANs of {place.Name}", pod.LinkOf(place.Link).Vlans.Select(VlanJson.IdOf)) : null,
            post: context => find(context) is { } place ? AddAsync(context, pod, place) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .Resource(
            $"{path}/{{vlan}}", VlansJsonContext.Default.VlanJson,
            context => find(context) is { } place && Find(context, pod, place) is { } vlan ? new VlanJson(place.Collection, vlan) : null,
            patch: context => PatchAsync(context, pod, find(context)!),
            delete: context => Task.FromResult(Remove(context, pod, find(context)!)));

    public static IResult Taken(string pointer, int vlanId) =>
        RedfishErrors.Conflict(MessageRegistries.Base.Message(
            "ResourceAlreadyExists", ["VLanNetworkInterface", "VLANId", $"{vlanId}"], $"The link carries VLAN {vlanId} already.", related: [pointer]));

    private static Vlan? Find(HttpContext context, Pod pod, VlanPlace place) =>
        pod.LinkOf(place.Link).Vlans.Find(v => VlanJson.IdOf(v) == RedfishRoutes.Id(context, "vlan"));

    private static async Task<IResult> AddAsync(HttpContext context, Pod pod, VlanPlace place)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var request = VlanRequest.Read(reader);
        var name = reader.Text("Name");
        foreach (var missing in new[] { "VLANId", "VLANEnable" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }

        reader.ReadOnly(["Id", "Description", "Status", "Actions"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        // Who says nothing of tagging wants a VLAN beside the one that is there.
        var added = pod.AddVlan(place.Link, number => request.On(new Vlan(number, 0, IsEnabled: true, IsTagged: true, name ?? $"VLAN {request.VlanId}")));
        if (added is null)
        {
            return Taken("#/VLANId", request.VlanId!.Value);
        }

        var made = new VlanJson(place.Collection, added);
        context.Response.Headers.Location = made.ODataId;
        context.Response.StatusCode = StatusCodes.Status201Created;
        return new ResourceResult<VlanJson>(made, VlansJsonContext.Default.VlanJson);
    }

    private static Task<IResult> PatchAsync(HttpContext context, Pod pod, VlanPlace place) =>
        PatchRequest.ApplyAsync(
            context, VlansJsonContext.Default.VlanJson,
            reader =>
            {
                var request = VlanRequest.Read(reader);
                return () => Find(context, pod, place) is not { } vlan ? RedfishErrors.NotFound(context.Request.Path)
                    : pod.ChangeVlan(place.Link, vlan.Number, request.On) ? null
                    : Taken("#/VLANId", request.VlanId ?? vlan.VlanId);
            },
            () => new VlanJson(place.Collection, Find(context, pod, place)!));

    private static IResult Remove(HttpContext context, Pod pod, VlanPlace place)
    {
        if (Find(context, pod, place) is { } vlan)
        {
            pod.RemoveVlan(place.Link, vlan.Number);
        }

        return Results.NoContent();
    }
}
