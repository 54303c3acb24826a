using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Endpoint v1_8_2: of PCIe a system, which asks, or a pooled device, which serves; of Ethernet a NIC, which does both.
/// </summary>
internal sealed class EndpointJson(string uri, string id, string endpointName) : Resource(uri, Type, id, endpointName), IResource
{
    public static string Type => "#Endpoint.v1_8_2.Endpoint";

    public required string EndpointProtocol { get; init; }

    public required IReadOnlyList<EndpointEntity> ConnectedEntities { get; init; }

    public IReadOnlyList<EndpointIdentifier>? Identifiers { get; init; }

    public PciIdJson? PciId { get; init; }

    public required Status Status { get; init; }

    public required EndpointLinks Links { get; init; }

    public static EndpointJson? Find(Pod pod, string id)
    {
        IReadOnlyList<Link> zones = Link.All(ZoneJson.IdsOf(pod, id).Select(FabricUris.Zone));
        if (pod.Systems.TryGetValue(id, out var system))
        {
            return new EndpointJson(FabricUris.Endpoint(id), id, $"PCIe endpoint of {system.Name}")
            {
                EndpointProtocol = "PCIe",
                ConnectedEntities = [new EndpointEntity("RootComplex", "Initiator", new Link(SystemUris.Of(system)))],
                Identifiers = [new EndpointIdentifier(system.Uuid.ToString())],
                Status = Status.Of(system.State.Health),
                Links = new EndpointLinks(Link.All(FabricUris.UpstreamPorts(pod, system)))
                {
                    LocalPorts = Link.All(pod.PcieSwitches.ReachedFrom(system.RackId).Select(s => FabricAdapterUris.Port(system.Id, s.Id))),
                    Zones = zones,
                    Connections = Link.All(pod.AttachedTo(system).Where(d => d.IsDrive).Select(d => FabricUris.Connection(d.Id))),
                },
            };
        }

        return pod.Devices.TryGetValue(id, out var device)
            ? new EndpointJson(FabricUris.Endpoint(id), id, $"PCIe endpoint of {device.Name}")
            {
                EndpointProtocol = "PCIe",
                ConnectedEntities =
                [
                    new EndpointEntity(EntityTypeOf(device), "Target", new Link(ChassisUris.Of(device))),
                ],
                PciId = PciIdJson.Of(PcieKind.Of(device.Kind)),
                Status = Status.Of(device.State.Health),
                Links = new EndpointLinks([new Link(FabricUris.PciePort(PcieSwitch.IdIn(device.DrawerId), PcieSwitch.PortTo(device)))])
                {
                    Zones = zones,
                    Connections = !device.IsDrive ? null : pod.HostOf(device) is null ? [] : [new Link(FabricUris.Connection(id))],
                },
            }
            : null;
    }

    // Redfish EntityType; a chassis has no word of its own there, so a box of slots is what leads to it.
    private static string EntityTypeOf(PooledDevice device) => device.Kind switch
    {
        PooledDeviceKind.NVMe => "Drive",
        PooledDeviceKind.Memory => "Memory",
        PooledDeviceKind.NIC => "NetworkController",
        PooledDeviceKind.Expansion => "Bridge",
        _ => "Processor",
    };

    public static EndpointJson? FindEthernet(Pod pod, string id)
    {
        // Nothing else in an id has this form, and the last one counts.
        var split = id.LastIndexOf("-eth-", StringComparison.Ordinal);
        if (split < 0 || !pod.Systems.TryGetValue(id[..split], out var system)
            || system.EthernetInterfaces.FirstOrDefault(e => e.Id == id[(split + 1)..]) is not { } nic)
        {
            return null;
        }

        return new EndpointJson(FabricUris.EthernetEndpoint(system.Id, nic.Id), id, $"Ethernet endpoint {nic.Id} of {system.Name}")
        {
            EndpointProtocol = "Ethernet",
            ConnectedEntities = [new EndpointEntity("NetworkController", "Both", new Link(AdapterUris.Function(system.Id, nic.Id)))],
            Status = Status.Of(system.State.Health),
            Links = new EndpointLinks(nic.SwitchPort is { } port ? [new Link(FabricUris.Port(port))] : [])
            {
                AddressPools = [new Link(FabricUris.VlanPool)],
                LocalPorts = [new Link(AdapterUris.Port(system.Id, nic.Id))],
                NetworkDeviceFunction = [new Link(AdapterUris.Function(system.Id, nic.Id))],
            },
        };
    }
}

internal sealed record EndpointEntity(string EntityType, string EntityRole, Link EntityLink);

/// <summary>Resource v1_23_0, <c>Identifier</c>.</summary>
internal sealed record EndpointIdentifier(string DurableName)
{
    public string DurableNameFormat => "UUID";
}

internal sealed record PciIdJson(string VendorId, string DeviceId, string ClassCode)
{
    public static PciIdJson Of(PcieKind kind) => new(kind.VendorId, kind.DeviceId, kind.ClassCode);
}

internal sealed record EndpointLinks(IReadOnlyList<Link> ConnectedPorts)
{
    /// <summary>The deprecated form.</summary>
    public IReadOnlyList<Link> Ports => ConnectedPorts;

    public IReadOnlyList<Link>? AddressPools { get; init; }

    [JsonPropertyName("AddressPools@odata.count")]
    public int? PoolCount => AddressPools?.Count;

    public IReadOnlyList<Link>? LocalPorts { get; init; }

    public IReadOnlyList<Link>? NetworkDeviceFunction { get; init; }

    public IReadOnlyList<Link>? Zones { get; init; }

    [JsonPropertyName("Zones@odata.count")]
    public int? ZoneCount => Zones?.Count;

    public IReadOnlyList<Link>? Connections { get; init; }

    [JsonPropertyName("Connections@odata.count")]
    public int? ConnectionCount => Connections?.Count;
}
