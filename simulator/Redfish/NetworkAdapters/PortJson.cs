using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Port v1_18_0: of a NIC, of an Ethernet switch, of a PCIe switch, of the adapter that leads to one.</summary>
internal sealed class PortJson(string uri, string portId, string portName) : Resource(uri, Type, portId, portName), IResource
{
    public static string Type => "#Port.v1_18_0.Port";

    private const double MbpsPerGbps = 1000;

    public string PortId => Id;

    public required string PortProtocol { get; init; }

    public string LinkNetworkTechnology => PortProtocol;

    public required string PortType { get; init; }

    public required string LinkStatus { get; init; }

    [JsonIgnore]
    public bool IsEnabled { get; init; } = true;

    public string LinkState => IsEnabled ? "Enabled" : "Disabled";

    public bool InterfaceEnabled => IsEnabled;

    public required double MaxSpeedGbps { get; init; }

    public required double CurrentSpeedGbps { get; init; }

    public int? Width { get; init; }

    public int? ActiveWidth { get; init; }

    public required Status Status { get; init; }

    public EthernetPort? Ethernet { get; init; }

    public required PortLinks Links { get; init; }

    /// <summary>Of Ethernet ports.</summary>
    public Link? Metrics { get; init; }

    public PortOem? Oem { get; init; }

    public static PortJson Of(Pod pod, ComputerSystem system, EthernetInterface nic)
    {
        var isEnabled = pod.LinkOf(system, nic).IsNicEnabled;
        var cable = pod.Cables.At(nic);
        return new PortJson(AdapterUris.Port(system.Id, nic.Id), nic.Id, $"Network port {nic.Id}")
        {
            Metrics = new Link($"{AdapterUris.Port(system.Id, nic.Id)}/Metrics"),
            PortProtocol = "Ethernet",
            PortType = "BidirectionalPort",
            LinkStatus = Word(pod.StateOf(system, nic)),
            IsEnabled = isEnabled,
            MaxSpeedGbps = nic.SpeedMbps / MbpsPerGbps,
            CurrentSpeedGbps = Speed(pod.StateOf(system, nic), cable),
            Status = isEnabled ? Status.Of(system.State.Health) : Disabled,
            Ethernet = new EthernetPort([nic.MacAddress]),
            Links = new PortLinks
            {
                EthernetInterfaces = [new Link(SystemUris.EthernetInterface(system, nic.Id))],
                AssociatedEndpoints = [new Link(FabricUris.EthernetEndpoint(system.Id, nic.Id))],
                ConnectedPorts = cable is { } to ? [new Link(FabricUris.Port(to.Port))] : null,
                ConnectedSwitches = cable is { } at ? [new Link(FabricUris.Switch(at.Port.Switch))] : null,
                Cables = cable is { } by ? [new Link(CableUris.Of(by))] : null,
            },
        };
    }

    /// <summary>Of a pooled card: its cable leads out of the pod, and it has a link once a running system has it.</summary>
    public static PortJson OfPooled(Pod pod, PooledDevice card)
    {
        var isUp = pod.HostOf(card)?.State.Power == Hardware.PowerState.On;
        return new PortJson(PooledNicUris.Port(card), PooledNicUris.Only, $"Port of {card.Name}")
        {
            PortProtocol = "Ethernet",
            PortType = "BidirectionalPort",
            LinkStatus = Word(isUp ? Hardware.LinkState.Up : Hardware.LinkState.Down),
            MaxSpeedGbps = card.Nic!.SpeedMbps / MbpsPerGbps,
            CurrentSpeedGbps = isUp ? card.Nic.SpeedMbps / MbpsPerGbps : 0,
            Status = Status.Of(card.State.Health),
            Ethernet = new EthernetPort([card.Nic.MacAddress]),
            Links = new PortLinks { EthernetInterfaces = [new Link(PooledNicUris.Interface(card))] },
        };
    }

    public static PortJson Of(Pod pod, EthernetSwitch made, int number)
    {
        var id = new SwitchPortId(made.Id, number);
        var cable = pod.Cables.In(id);
        var isEnabled = pod.LinkOf(LinkId.Of(id)).IsPortEnabled;
        return new PortJson(FabricUris.Port(id), $"{number}", $"Port {number} of {made.Name}")
        {
            Metrics = new Link($"{FabricUris.Port(id)}/Metrics"),
            PortProtocol = "Ethernet",
            PortType = "DownstreamPort",
            LinkStatus = Word(pod.StateOf(id)),
            IsEnabled = isEnabled,
            MaxSpeedGbps = made.SpeedMbps / MbpsPerGbps,
            CurrentSpeedGbps = Speed(pod.StateOf(id), cable),
            Status = isEnabled ? new Status("Enabled", "OK") : Disabled,
            Links = cable is { } to
                ? new PortLinks
                {
                    ConnectedPorts = [new Link(AdapterUris.Port(to.System.Id, to.Nic.Id))],
                    EthernetInterfaces = [new Link(SystemUris.EthernetInterface(to.System, to.Nic.Id))],
                    AssociatedEndpoints = [new Link(FabricUris.EthernetEndpoint(to.System.Id, to.Nic.Id))],
                    Cables = [new Link(CableUris.Of(to))],
                }
                : new PortLinks(),
        };
    }

    /// <summary>The upstream port of a PCIe switch to the systems of a rack.</summary>
    public static PortJson Of(PcieSwitch made, Rack rack) =>
        OfPcie(made, PcieSwitch.PortTo(rack.Id), $"Upstream port to {rack.Name}", "UpstreamPort", PcieSwitch.UpLanes, new PortLinks
        {
            AssociatedEndpoints = Link.All(rack.Drawers.SelectMany(d => d.Systems).Select(s => FabricUris.Endpoint(s.Id))),
            ConnectedPorts = Link.All(rack.Drawers.SelectMany(d => d.Systems).Select(s => FabricAdapterUris.Port(s.Id, made.Id))),
        }, new PortOem(new PortRackScale([made.CableTo(rack.Id)])));

    public static PortJson Of(PcieSwitch made, PooledDevice device) =>
        OfPcie(made, PcieSwitch.PortTo(device), $"Downstream port to {device.Name}", "DownstreamPort", PcieSwitch.LanesOf(device), new PortLinks
        {
            AssociatedEndpoints = [new Link(FabricUris.Endpoint(device.Id))],
        }, oem: null);

    /// <summary>The port of a sled to a PCIe switch; it trains when the sled is powered on.</summary>
    public static PortJson Of(ComputerSystem sled, PcieSwitch reached)
    {
        var isUp = sled.State.Power != Hardware.PowerState.Off;
        return new PortJson(FabricAdapterUris.Port(sled.Id, reached.Id), reached.Id, $"Port to {reached.Name}")
        {
            PortProtocol = "PCIe",
            PortType = "DownstreamPort",
            LinkStatus = Word(isUp ? Hardware.LinkState.Up : Hardware.LinkState.Down),
            MaxSpeedGbps = PcieSpeed(PcieSwitch.HostLanes),
            CurrentSpeedGbps = isUp ? PcieSpeed(PcieSwitch.HostLanes) : 0,
            Width = PcieSwitch.HostLanes,
            ActiveWidth = isUp ? PcieSwitch.HostLanes : 0,
            Status = Status.Of(sled.State.Health),
            Links = new PortLinks
            {
                AssociatedEndpoints = [new Link(FabricUris.Endpoint(sled.Id))],
                ConnectedPorts = [new Link(FabricUris.PciePort(reached.Id, PcieSwitch.PortTo(sled.RackId)))],
                ConnectedSwitches = [new Link(FabricUris.PcieSwitch(reached.Id))],
            },
        };
    }

    public static string Word(Hardware.LinkState state) => state switch
    {
        Hardware.LinkState.Up => "LinkUp",
        Hardware.LinkState.Down => "LinkDown",
        _ => "NoLink",
    };

    private static Status Disabled => new("Disabled", "OK");

    private static double Speed(Hardware.LinkState state, Cable? cable) => state == Hardware.LinkState.Up ? cable!.Value.SpeedMbps / MbpsPerGbps : 0;

    private static double PcieSpeed(int lanes) => Math.Round(lanes * PcieCard.GbpsPerLane, 1);

    private static PortJson OfPcie(PcieSwitch made, string id, string name, string type, int lanes, PortLinks links, PortOem? oem) =>
        new(FabricUris.PciePort(made.Id, id), id, name)
        {
            PortProtocol = "PCIe",
            PortType = type,
            LinkStatus = "LinkUp",
            MaxSpeedGbps = PcieSpeed(lanes),
            CurrentSpeedGbps = PcieSpeed(lanes),
            Width = lanes,
            ActiveWidth = lanes,
            Status = new Status("Enabled", "OK"),
            Links = links,
            Oem = oem,
        };
}

internal sealed record EthernetPort([property: JsonPropertyName("AssociatedMACAddresses")] IReadOnlyList<string> AssociatedMacAddresses);

internal sealed record PortLinks
{
    public IReadOnlyList<Link>? EthernetInterfaces { get; init; }

    public IReadOnlyList<Link>? AssociatedEndpoints { get; init; }

    public IReadOnlyList<Link>? ConnectedPorts { get; init; }

    public IReadOnlyList<Link>? ConnectedSwitches { get; init; }

    public IReadOnlyList<Link>? Cables { get; init; }
}

internal sealed record PortOem([property: JsonPropertyName("Intel_RackScale")] PortRackScale RackScale);

/// <summary>Intel RSD: the cables in an upstream port of a PCIe switch.</summary>
internal sealed record PortRackScale([property: JsonPropertyName("PCIeConnectionId")] IReadOnlyList<string> PcieConnectionId)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Port";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortJson))]
internal sealed partial class PortJsonContext : JsonSerializerContext;
