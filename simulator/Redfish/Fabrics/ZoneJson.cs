using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Zone v1_6_3 of the PCIe fabric: that of a composed node, with its system and the pooled devices it has brought to it, or one that a
/// client made. What is in a zone with a system is attached to it.
/// </summary>
internal sealed class ZoneJson(Pod pod, string zoneId, string zoneName, IReadOnlyList<string> endpointIds)
    : Resource(FabricUris.Zone(zoneId), Type, zoneId, zoneName), IResource
{
    public static string Type => "#Zone.v1_6_3.Zone";

    public string ZoneType => ZoneBody.TypeOfEndpoints;

    public Status Status => new("Enabled", "OK");

    public ZoneLinks Links => new(
        Link.All(endpointIds.Select(FabricUris.Endpoint)),
        Link.All(endpointIds.Where(pod.Devices.ContainsKey).Select(id => pod.PcieSwitches.Of(pod.Devices[id]).Id).Distinct().Select(FabricUris.PcieSwitch)));

    public ZoneActions Actions => new(
        new ActionTarget(FabricUris.ZoneAction(Id, ZoneEndpointAction.Add)), new ActionTarget(FabricUris.ZoneAction(Id, ZoneEndpointAction.Remove)));

    /// <summary>Those of composed nodes, then those of clients.</summary>
    public static IEnumerable<string> Ids(Pod pod) => pod.Nodes.Where(n => n.DeviceIds.Count > 0).Select(n => n.Id).Concat(pod.Zones.Select(z => z.Id));

    public static ZoneJson? Find(Pod pod, string id) =>
        pod.FindZone(id) is { } zone ? Of(pod, zone)
        : pod.FindNode(id) is { DeviceIds.Count: > 0 } node ? new ZoneJson(pod, node.Id, $"Zone of node {node.Name}", [.. node.DeviceIds.Prepend(node.SystemId)])
        : null;

    public static ZoneJson Of(Pod pod, FabricZone zone) => new(pod, zone.Id, zone.Name, zone.EndpointIds) { Description = zone.Description };

    /// <summary>The zones that an endpoint is in: one, or several of a device that is shared, or none.</summary>
    public static IEnumerable<string> IdsOf(Pod pod, string endpointId) =>
        pod.ZoneOf(endpointId) is { } zone ? [zone.Id] : pod.NodesWith(endpointId).Where(n => n.DeviceIds.Count > 0).Select(n => n.Id);
}

internal sealed record ZoneLinks(IReadOnlyList<Link> Endpoints, IReadOnlyList<Link> InvolvedSwitches)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int EndpointCount => Endpoints.Count;
}

internal sealed record ZoneActions(
    [property: JsonPropertyName("#Zone.AddEndpoint")] ActionTarget AddEndpoint, [property: JsonPropertyName("#Zone.RemoveEndpoint")] ActionTarget RemoveEndpoint);
