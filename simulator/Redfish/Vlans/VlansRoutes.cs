using System.Text.Json.Serialization.Metadata;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>One end of a link as a request names it.</summary>
/// <param name="Collection">URI of its VLANs.</param>
internal sealed record VlanPlace(LinkId Link, string Collection, string Name);

/// <summary>How VLANs are written at one end.</summary>
internal sealed record VlanForm<T>(string Kind, JsonTypeInfo<T> Json, Func<string, Vlan, T> Make)
    where T : VlanJson, IResource;

internal static class VlanForms
{
    public static VlanForm<VlanJson> OfInterfaces { get; } = new("VLanNetworkInterface", VlansJsonContext.Default.VlanJson, (collection, vlan) => new VlanJson(collection, vlan));

    public static VlanForm<SwitchVlanJson> OfSwitchPorts { get; } =
        new("EthernetSwitchVLAN", VlansJsonContext.Default.SwitchVlanJson, (collection, vlan) => new SwitchVlanJson(collection, vlan));
}

/// <summary>VLanNetworkInterface v1_3_1: the VLANs of a link, the same at both of its ends.</summary>
internal static class VlansRoutes
{
    /// <param name="path">Pattern of the collection.</param>
    /// <param name="find">Null when the path names nothing.</param>
    public static RedfishRoutes MapVlans<T>(this RedfishRoutes routes, string path, VlanForm<T> form, Pod pod, Func<HttpContext, VlanPlace?> find)
        where T : VlanJson, IResource => routes
        .Collection(path, form.Kind, context => find(context) is { } place
            ? ResourceCollection.Of(place.Collection, $"VLANs of {place.Name}", pod.LinkOf(place.Link).Vlans.Select(VlanJson.IdOf)) : null,
            post: context => find(context) is { } place ? AddAsync(context, form, pod, place) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .Resource(
            $"{path}/{{vlan}}", form.Json,
            context => find(context) is { } place && Find(context, pod, place) is { } vlan ? form.Make(place.Collection, vlan) : null,
            patch: context => PatchAsync(context, form, pod, find(context)!),
            delete: context => Task.FromResult(Remove(context, pod, find(context)!)));

    public static IResult Taken(string pointer, int vlanId) =>
        RedfishErrors.Conflict(MessageRegistries.Base.Message(
            "ResourceAlreadyExists", ["VLanNetworkInterface", "VLANId", $"{vlanId}"], $"The link carries VLAN {vlanId} already.", related: [pointer]));

    private static Vlan? Find(HttpContext context, Pod pod, VlanPlace place) =>
        pod.LinkOf(place.Link).Vlans.Find(v => VlanJson.IdOf(v) == RedfishRoutes.Id(context, "vlan"));

    private static async Task<IResult> AddAsync<T>(HttpContext context, VlanForm<T> form, Pod pod, VlanPlace place)
        where T : VlanJson, IResource
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

        var made = form.Make(place.Collection, added);
        return Created.Answer(context, made, form.Json);
    }

    private static Task<IResult> PatchAsync<T>(HttpContext context, VlanForm<T> form, Pod pod, VlanPlace place)
        where T : VlanJson, IResource =>
        PatchRequest.ApplyAsync(
            context, form.Json,
            reader =>
            {
                var request = VlanRequest.Read(reader);
                return () => Find(context, pod, place) is not { } vlan ? RedfishErrors.NotFound(context.Request.Path)
                    : pod.ChangeVlan(place.Link, vlan.Number, request.On) ? null
                    : Taken("#/VLANId", request.VlanId ?? vlan.VlanId);
            },
            () => form.Make(place.Collection, Find(context, pod, place)!));

    private static IResult Remove(HttpContext context, Pod pod, VlanPlace place)
    {
        if (Find(context, pod, place) is { } vlan)
        {
            pod.RemoveVlan(place.Link, vlan.Number);
        }

        return Results.NoContent();
    }
}
