using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Fabric v1_4_0.</summary>
internal sealed class FabricJson(string uri, string fabricId, string fabricName) : Resource(uri, Type, fabricId, fabricName), IResource
{
    public static string Type => "#Fabric.v1_4_0.Fabric";

    public static FabricJson Ethernet { get; } = new(FabricUris.Ethernet, "ethernet", "Ethernet of the racks")
    {
        FabricType = "Ethernet",
        Switches = new Link(FabricUris.Switches),
    };

    public static FabricJson Pcie { get; } = new(FabricUris.Pcie, "pcie", "PCIe of the pooled devices")
    {
        FabricType = "PCIe",
        Endpoints = new Link(FabricUris.Endpoints),
        Zones = new Link(FabricUris.Zones),
    };

    public required string FabricType { get; init; }

    public Status Status => new("Enabled", "OK");

    public Link? Switches { get; init; }

    public Link? Endpoints { get; init; }

    public Link? Zones { get; init; }
}

/// <summary>Switch v1_11_0.</summary>
internal sealed class SwitchJson(Pod pod, Rack rack, EthernetSwitch made)
    : Resource(FabricUris.Switch(made.Id), Type, made.Id, made.Name), IResource
{
    public static string Type => "#Switch.v1_11_0.Switch";

    public string SwitchType => "Ethernet";

    public IReadOnlyList<string> SupportedProtocols => ["Ethernet"];

    public string Model => made.Model;

    public string SerialNumber => made.SerialNumber;

    public string FirmwareVersion => pod.FirmwareOf(FirmwareKind.Switch, made.Id).Version;

    public string PowerState => "On";

    public Status Status => new("Enabled", "OK");

    public PlaceJson Location => new(new PlacementJson(rack.Id, made.Unit));

    public Link Ports => new(FabricUris.Ports(made.Id));

    public SwitchLinks Links => new(new Link(ChassisUris.Of(rack.Id)));
}

internal sealed record SwitchLinks(Link Chassis);

/// <summary>Endpoint v1_8_2: a system, which asks, or a pooled device, which serves.</summary>
internal sealed class EndpointJson(string id, string endpointName, string? nodeId, EndpointEntity entity, Status status)
    : Resource(FabricUris.Endpoint(id), Type, id, endpointName), IResource
{
    public static string Type => "#Endpoint.v1_8_2.Endpoint";

    public string EndpointProtocol => "PCIe";

    public IReadOnlyList<EndpointEntity> ConnectedEntities => [entity];

    public Status Status => status;

    public EndpointLinks Links { get; } = new(nodeId is null ? [] : [new Link(FabricUris.Zone(nodeId))]);

    public static EndpointJson? Find(Pod pod, string id)
    {
        var node = pod.Holdings.HolderOf(id) is { } holder && pod.FindNode(holder) is { DeviceIds.Count: > 0 } found ? found.Id : null;
        if (pod.Systems.TryGetValue(id, out var system))
        {
            return new EndpointJson(
                id, $"PCIe endpoint of {system.Name}", node, new EndpointEntity("RootComplex", "Initiator", new Link(SystemUris.Of(id))),
                Status.Of(system.State.Health));
        }

        return pod.Devices.TryGetValue(id, out var device)
            ? new EndpointJson(
                id, $"PCIe endpoint of {device.Name}", node,
                new EndpointEntity(device.Kind == PooledDeviceKind.NVMe ? "Drive" : "Processor", "Target", new Link(ChassisUris.Of(device))),
                Status.Of(device.State.Health))
            : null;
    }
}

internal sealed record EndpointEntity(string EntityType, string EntityRole, Link EntityLink);

internal sealed record EndpointLinks(IReadOnlyList<Link> Zones)
{
    [JsonPropertyName("Zones@odata.count")]
    public int ZoneCount => Zones.Count;
}

/// <summary>Zone v1_6_3: the system of a composed node and the pooled devices that the node has brought to it.</summary>
internal sealed class ZoneJson(ComposedNode node) : Resource(FabricUris.Zone(node.Id), Type, node.Id, $"Zone of node {node.Name}"), IResource
{
    public static string Type => "#Zone.v1_6_3.Zone";

    public string ZoneType => "ZoneOfEndpoints";

    public Status Status => new("Enabled", "OK");

    public ZoneLinks Links => new(Link.All(node.DeviceIds.Prepend(node.SystemId).Select(FabricUris.Endpoint)));
}

internal sealed record ZoneLinks(IReadOnlyList<Link> Endpoints)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int EndpointCount => Endpoints.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FabricJson))]
[JsonSerializable(typeof(SwitchJson))]
[JsonSerializable(typeof(EndpointJson))]
[JsonSerializable(typeof(ZoneJson))]
internal sealed partial class FabricsJsonContext : JsonSerializerContext;
