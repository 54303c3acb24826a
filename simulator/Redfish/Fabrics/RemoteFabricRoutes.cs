using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Fabric v1_4_0 of iSCSI and of NVMe over fabrics.</summary>
internal static class RemoteFabricRoutes
{
    public static RedfishRoutes MapRemoteFabrics(this RedfishRoutes routes, Pod pod) =>
        RemoteFabric.All.Aggregate(routes, (mapped, fabric) => mapped.MapRemote(pod, fabric));

    private static RedfishRoutes MapRemote(this RedfishRoutes routes, Pod pod, RemoteFabric fabric) => routes
        .Resource(fabric.Uri, FabricsJsonContext.Default.FabricJson, _ => FabricJson.Of(fabric))
        .Collection(fabric.Endpoints, "Endpoint", _ => new ResourceCollection(
            fabric.Endpoints, $"Endpoints of {fabric.FabricName}",
            Link.All(fabric.NodesOn(pod).SelectMany(n => fabric.TargetsOf(n).Prepend(fabric.Endpoint(n.SystemId))))))
        .Resource($"{fabric.Endpoints}/{{id}}", RemoteFabricJsonContext.Default.InitiatorEndpointJson, context =>
            pod.Systems.TryGetValue(RedfishRoutes.Id(context), out var system) && fabric.NodeOf(pod, system.Id) is { } node
                ? new InitiatorEndpointJson(fabric, system, node) : null)
        .Collection(fabric.Zones, "Zone", _ => ResourceCollection.Of(fabric.Zones, $"Zones of {fabric.FabricName}", fabric.NodesOn(pod).Select(n => n.Id)))
        .Resource($"{fabric.Zones}/{{id}}", RemoteFabricJsonContext.Default.RemoteZoneJson, context =>
            fabric.NodeOn(pod, RedfishRoutes.Id(context)) is { } node ? new RemoteZoneJson(fabric, node) : null);
}

/// <summary>Endpoint v1_8_2: a system that reaches volumes, under the name by which targets know it.</summary>
internal sealed class InitiatorEndpointJson(RemoteFabric fabric, ComputerSystem system, ComposedNode node)
    : Resource(fabric.Endpoint(system.Id), Type, system.Id, $"Initiator endpoint of {system.Name}"), IResource
{
    public static string Type => "#Endpoint.v1_8_2.Endpoint";

    public string EndpointProtocol => fabric.Protocol.ToString();

    public IReadOnlyList<DurableName> Identifiers =>
        [DurableName.Of(VolumeTarget.InitiatorOf(system, fabric.Protocol), fabric.Protocol)];

    public IReadOnlyList<EndpointEntity> ConnectedEntities => [new("RootComplex", "Initiator", new Link(SystemUris.Of(system)))];

    public Status Status => Status.Of(system.State.Health);

    public RemoteEndpointLinks Links => new([new Link(fabric.Zone(node.Id))]);
}

internal sealed record RemoteEndpointLinks(IReadOnlyList<Link> Zones)
{
    [JsonPropertyName("Zones@odata.count")]
    public int ZoneCount => Zones.Count;
}

/// <summary>Zone v1_6_3: the system of a composed node, and the targets that show it volumes. Being in it is being attached.</summary>
internal sealed class RemoteZoneJson(RemoteFabric fabric, ComposedNode node)
    : Resource(fabric.Zone(node.Id), Type, node.Id, $"Zone of node {node.Name}"), IResource
{
    public static string Type => "#Zone.v1_6_3.Zone";

    public string ZoneType => ZoneBody.TypeOfEndpoints;

    public Status Status => new("Enabled", "OK");

    public RemoteZoneLinks Links => new(Link.All(fabric.TargetsOf(node).Prepend(fabric.Endpoint(node.SystemId))));
}

internal sealed record RemoteZoneLinks(IReadOnlyList<Link> Endpoints)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int EndpointCount => Endpoints.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InitiatorEndpointJson))]
[JsonSerializable(typeof(RemoteZoneJson))]
internal sealed partial class RemoteFabricJsonContext : JsonSerializerContext;
