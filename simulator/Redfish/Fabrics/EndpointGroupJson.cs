using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// EndpointGroup v1_3_4 of the PCIe fabric: the systems that reach a switch, who may ask, and the devices behind it, which may be given to them.
/// A group belongs to no connection: a connection is one system with one drive, and says so by their endpoints.
/// </summary>
internal sealed class EndpointGroupJson(string groupId, string groupName, string groupType, IEnumerable<string> endpointIds)
    : Resource(FabricUris.EndpointGroup(groupId), Type, groupId, groupName), IResource
{
    public static string Type => "#EndpointGroup.v1_3_4.EndpointGroup";

    public string GroupType => groupType;

    /// <summary>The deprecated form.</summary>
    public IReadOnlyList<Link> Endpoints => Links.Endpoints;

    [JsonPropertyName("Endpoints@odata.count")]
    public int Count => Endpoints.Count;

    public EndpointGroupLinks Links => new(Link.All(endpointIds.Select(FabricUris.Endpoint)));

    public static IEnumerable<EndpointGroupJson> All(Pod pod) => pod.PcieSwitches.ById.Values.SelectMany<PcieSwitch, EndpointGroupJson>(s =>
    [
        new($"{s.Id}-initiators", $"Systems that reach {s.Name}", "Initiator", s.Racks.SelectMany(r => r.Drawers).SelectMany(d => d.Systems).Select(y => y.Id)),
        new($"{s.Id}-targets", $"Devices behind {s.Name}", "Target", s.Drawer.Devices.Select(d => d.Id)),
    ]);
}

internal sealed record EndpointGroupLinks(IReadOnlyList<Link> Endpoints)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int Count => Endpoints.Count;
}
