using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>EthernetInterface v1_12_4: of a system, or the management port of a BMC.</summary>
internal sealed class EthernetInterfaceJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#EthernetInterface.v1_12_4.EthernetInterface";

    public const int Mtu = 1500;

    private const int BmcSpeedMbps = 1000;

    public string EthernetInterfaceType => "Physical";

    [JsonPropertyName("MACAddress")]
    public required string MacAddress { get; init; }

    [JsonPropertyName("PermanentMACAddress")]
    public string PermanentMacAddress => MacAddress;

    /// <summary>Of the link while there is one, else what the port could do.</summary>
    public required int SpeedMbps { get; init; }

    public bool AutoNeg => true;

    public bool FullDuplex => true;

    [JsonPropertyName("MTUSize")]
    public int MtuSize => Mtu;

    public required string LinkStatus { get; init; }

    public bool InterfaceEnabled { get; init; } = true;

    public required string HostName { get; init; }

    [JsonPropertyName("DHCPv4")]
    public DhcpJson Dhcp => new();

    /// <summary>Empty while nobody has asked for an address: no link, or no operating system.</summary>
    [JsonPropertyName("IPv4Addresses")]
    public required IReadOnlyList<Ipv4Address> Ipv4Addresses { get; init; }

    [JsonPropertyName("IPv6Addresses")]
    public required IReadOnlyList<Ipv6Address> Ipv6Addresses { get; init; }

    [JsonPropertyName("VLAN")]
    public VlanValue? Vlan { get; init; }

    /// <summary>The deprecated form.</summary>
    [JsonPropertyName("VLANs")]
    public Link? Vlans { get; init; }

    public string? UefiDevicePath { get; init; }

    public required Status Status { get; init; }

    public EthernetInterfaceLinks? Links { get; init; }

    public EthernetInterfaceOem? Oem { get; init; }

    public static EthernetInterfaceJson Of(Pod pod, ComputerSystem system, EthernetInterface nic)
    {
        var link = pod.LinkOf(system, nic);
        var state = pod.StateOf(system, nic);
        var hasAddress = state == LinkState.Up && system.State.Power == PowerState.On;
        return new EthernetInterfaceJson(SystemUris.EthernetInterface(system, nic.Id), nic.Id, $"Ethernet interface {nic.Id}")
        {
            MacAddress = nic.MacAddress,
            SpeedMbps = pod.Cables.At(nic) is { } cable && state == LinkState.Up ? cable.SpeedMbps : nic.SpeedMbps,
            LinkStatus = PortJson.Word(state),
            InterfaceEnabled = link.IsNicEnabled,
            HostName = system.State.HostName ?? system.Id,
            Ipv4Addresses = hasAddress ? [new Ipv4Address(Addresses.OfHost(nic), Addresses.HostGateway)] : [],
            Ipv6Addresses = hasAddress ? [new Ipv6Address(Addresses.LinkLocal(nic.MacAddress))] : [],
            Vlan = VlanValue.Of(link),
            Vlans = new Link(SystemUris.Vlans(system, nic.Id)),
            UefiDevicePath = BootOptionJson.PathOf(nic, system.EthernetInterfaces.Index().First(e => e.Item.Id == nic.Id).Index),
            Status = link.IsNicEnabled ? Status.Of(system.State.Health) : new Status("Disabled", "OK"),
            Links = EthernetInterfaceLinks.Of(system, nic),
            Oem = new EthernetInterfaceOem(new EthernetInterfaceRackScale(nic.HasRdma)),
        };
    }

    /// <summary>Of a pooled card, whether a system has it or not.</summary>
    public static EthernetInterfaceJson OfPooled(Pod pod, PooledDevice card)
    {
        var (nic, host) = (card.Nic!, pod.HostOf(card));
        var isUp = host?.State.Power == PowerState.On;
        return new EthernetInterfaceJson(PooledNicUris.Interface(card), card.Id, $"Ethernet interface of {card.Name}")
        {
            MacAddress = nic.MacAddress,
            SpeedMbps = nic.SpeedMbps,
            LinkStatus = PortJson.Word(isUp ? LinkState.Up : LinkState.Down),
            HostName = host is null ? "" : host.State.HostName ?? host.Id,
            Ipv4Addresses = isUp ? [new Ipv4Address(Addresses.OfHost(nic), Addresses.HostGateway)] : [],
            Ipv6Addresses = isUp ? [new Ipv6Address(Addresses.LinkLocal(nic.MacAddress))] : [],
            Status = Status.Of(card.State.Health),
            Links = new EthernetInterfaceLinks(new Link(ChassisUris.Of(card.DrawerId)))
            {
                Ports = [new Link(PooledNicUris.Port(card))], NetworkDeviceFunctions = [new Link(PooledNicUris.Function(card))],
            },
            Oem = new EthernetInterfaceOem(new EthernetInterfaceRackScale(nic.HasRdma)),
        };
    }

    public static EthernetInterfaceJson OfBmc(ComputerSystem system) =>
        new($"{ManagerUris.EthernetInterfaces(system.Id)}/{ManagerUris.Port}", ManagerUris.Port, $"Management port of {system.Name}")
        {
            MacAddress = system.BmcMacAddress,
            SpeedMbps = BmcSpeedMbps,
            LinkStatus = "LinkUp",
            HostName = NetworkProtocolJson.HostNameOf(system),
            Ipv4Addresses = [new Ipv4Address(Addresses.OfBmc(system), Addresses.BmcGateway)],
            Ipv6Addresses = [new Ipv6Address(Addresses.LinkLocal(system.BmcMacAddress))],
            Status = new Status("Enabled", "OK"),
            Links = new EthernetInterfaceLinks(new Link(ChassisUris.Of(system.Id))),
        };
}

internal sealed record DhcpJson
{
    [JsonPropertyName("DHCPEnabled")]
    public bool DhcpEnabled => true;
}

/// <summary>IPAddresses v1_1_5.</summary>
internal sealed record Ipv4Address(string Address, string Gateway)
{
    public string SubnetMask => Addresses.Mask;

    public string AddressOrigin => "DHCP";
}

/// <summary>IPAddresses v1_1_5.</summary>
internal sealed record Ipv6Address(string Address)
{
    public int PrefixLength => 64;

    public string AddressOrigin => "LinkLocal";

    public string AddressState => "Preferred";
}

internal sealed record EthernetInterfaceLinks(Link Chassis)
{
    public IReadOnlyList<Link>? Ports { get; init; }

    public IReadOnlyList<Link>? NetworkDeviceFunctions { get; init; }

    /// <summary>The deprecated form.</summary>
    public Link? NetworkDeviceFunction => NetworkDeviceFunctions?[0];

    public IReadOnlyList<Link>? Endpoints { get; init; }

    public EthernetInterfaceLinksOem? Oem { get; init; }

    public static EthernetInterfaceLinks Of(ComputerSystem system, EthernetInterface nic) => new(new Link(ChassisUris.Of(system.Id)))
    {
        Ports = [new Link(AdapterUris.Port(system.Id, nic.Id))],
        NetworkDeviceFunctions = [new Link(AdapterUris.Function(system.Id, nic.Id))],
        Endpoints = [new Link(FabricUris.EthernetEndpoint(system.Id, nic.Id))],
        Oem = nic.SwitchPort is { } port ? new EthernetInterfaceLinksOem(new NeighborPort(new Link(EthernetSwitchUris.Port(port)))) : null,
    };
}

internal sealed record EthernetInterfaceOem([property: JsonPropertyName("Intel_RackScale")] EthernetInterfaceRackScale RackScale);

/// <summary>Intel RSD.</summary>
internal sealed record EthernetInterfaceRackScale([property: JsonIgnore] bool HasRdma)
{
    [JsonPropertyName("@odata.type")]
    public string ODataType => "#Intel.Oem.EthernetInterface";

    public IReadOnlyList<string> SupportedProtocols => ["TCP", "UDP", "iSCSI", .. HasRdma ? ["RoCEv2"] : Array.Empty<string>()];
}

internal sealed record EthernetInterfaceLinksOem([property: JsonPropertyName("Intel_RackScale")] NeighborPort RackScale);

/// <summary>Intel RSD: the switch port whose <c>NeighborMAC</c> is this address.</summary>
internal sealed record NeighborPort([property: JsonPropertyName("NeighborPort")] Link Port)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.EthernetInterfaceLinks";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EthernetInterfaceJson))]
internal sealed partial class EthernetInterfacesJsonContext : JsonSerializerContext;
