using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Endpoint v1_8_2: a target that shows a volume of a service to the system of a composed node, and to nobody else.</summary>
internal sealed class TargetEndpointJson(Pod pod, StorageService service, VolumeTarget target)
    : Resource(StorageServiceUris.TargetEndpoint(service.Id, target.Id), Type, $"{StorageServiceUris.TargetPrefix}{target.Id}", target.Name), IResource
{
    public static string Type => "#Endpoint.v1_8_2.Endpoint";

    public string EndpointProtocol => target.Protocol.ToString();

    public IReadOnlyList<DurableName> Identifiers => [NameOf(target.Iqn)];

    public IReadOnlyList<TargetEntity> ConnectedEntities =>
    [
        .. target.Luns.Select(l => new TargetEntity("Volume", "Target") { EntityLink = new Link(StorageServiceUris.Volume(service.Id, l.VolumeId)) }),
        .. target.InitiatorIqn.Length > 0 ? [new TargetEntity("RootComplex", "Initiator") { Identifiers = [NameOf(target.InitiatorIqn)] }] : Array.Empty<TargetEntity>(),
    ];

    [JsonPropertyName("IPTransportDetails")]
    public IReadOnlyList<TargetTransport> IpTransportDetails =>
    [
        target.Protocol == RemoteProtocol.iSCSI
            ? new TargetTransport("iSCSI", new TargetIp(pod.PortalOf(service)), VolumeTarget.Port)
            : new TargetTransport("RoCEv2", new TargetIp(pod.PortalOf(service)), VolumeTarget.NvmePort),
    ];

    public Status Status => new("Enabled", "OK");

    public TargetOem Oem => new(new TargetRackScale(new TargetAuthentication(target.Chap.Username)));

    public RemoteEndpointLinks Links => new(Link.All(RemoteFabric.ZonesOf(pod, service, target)));

    private DurableName NameOf(string name) => DurableName.Of(name, target.Protocol);
}

internal sealed record TargetOem([property: JsonPropertyName("Intel_RackScale")] TargetRackScale RackScale);

/// <summary>Intel RSD 2.3, section of an endpoint.</summary>
internal sealed record TargetRackScale(TargetAuthentication Authentication)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Endpoint";
}

/// <summary>What an initiator logs in with; the password is written and reads back as null.</summary>
internal sealed record TargetAuthentication(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Username)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Password => null;
}

internal sealed record TargetEntity(string EntityType, string EntityRole)
{
    public Link? EntityLink { get; init; }

    public IReadOnlyList<DurableName>? Identifiers { get; init; }
}

internal sealed record TargetTransport(
    string TransportProtocol, [property: JsonPropertyName("IPv4Address")] TargetIp Ipv4Address, int Port);

internal sealed record TargetIp(string Address);
