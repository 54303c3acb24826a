using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Fabric v1_4_0.</summary>
internal sealed class FabricJson(string uri, string fabricId, string fabricName) : Resource(uri, Type, fabricId, fabricName), IResource
{
    public static string Type => "#Fabric.v1_4_0.Fabric";

    public static FabricJson Ethernet { get; } = new(FabricUris.Ethernet, "ethernet", "Ethernet of the racks")
    {
        FabricType = "Ethernet",
        Switches = new Link(FabricUris.Switches),
        Endpoints = new Link(FabricUris.EthernetEndpoints),
        AddressPools = new Link(FabricUris.AddressPools),
    };

    public static FabricJson Pcie { get; } = new(FabricUris.Pcie, "pcie", "PCIe of the pooled devices")
    {
        FabricType = "PCIe",
        Switches = new Link(FabricUris.PcieSwitches),
        Endpoints = new Link(FabricUris.Endpoints),
        Zones = new Link(FabricUris.Zones),
        MaxZones = Pod.MostZones,
        Connections = new Link(FabricUris.Connections),
        EndpointGroups = new Link(FabricUris.EndpointGroups),
    };

    /// <summary>Of the network that is there anyway: no switches of its own, zones of composed nodes alone.</summary>
    public static FabricJson Of(RemoteFabric fabric) => new(fabric.Uri, fabric.Id, fabric.FabricName)
    {
        FabricType = fabric.Protocol.ToString(),
        Endpoints = new Link(fabric.Endpoints),
        Zones = new Link(fabric.Zones),
    };

    public required string FabricType { get; init; }

    public Status Status => new("Enabled", "OK");

    public Link? Switches { get; init; }

    public required Link Endpoints { get; init; }

    public Link? Zones { get; init; }

    /// <summary>Of clients; composed nodes have theirs beside them.</summary>
    public int? MaxZones { get; init; }

    public Link? Connections { get; init; }

    public Link? EndpointGroups { get; init; }

    public Link? AddressPools { get; init; }

    public FabricLinks Links => new([new Link(ManagerUris.PodManager)]);
}

internal sealed record FabricLinks(IReadOnlyList<Link> ManagedBy);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FabricJson))]
[JsonSerializable(typeof(SwitchJson))]
[JsonSerializable(typeof(SwitchMetricsJson))]
[JsonSerializable(typeof(EndpointJson))]
[JsonSerializable(typeof(ZoneJson))]
[JsonSerializable(typeof(ConnectionJson))]
[JsonSerializable(typeof(EndpointGroupJson))]
[JsonSerializable(typeof(AddressPoolJson))]
internal sealed partial class FabricsJsonContext : JsonSerializerContext;
