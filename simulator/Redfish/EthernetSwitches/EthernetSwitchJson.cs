using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Intel RSD 2.x, EthernetSwitch v1_1_0: the switch that the standard shows in the Ethernet fabric.</summary>
internal sealed class EthernetSwitchJson(Pod pod, Rack rack, EthernetSwitch made)
    : Resource(EthernetSwitchUris.Of(made.Id), Type, made.Id, made.Name), IResource
{
    public static string Type => "#EthernetSwitch.v1_1_0.EthernetSwitch";

    public string SwitchId => made.Id;

    public string Manufacturer => EthernetSwitch.Manufacturer;

    public string Model => made.Model;

    public string SerialNumber => made.SerialNumber;

    public string PartNumber => Catalog.PartNumber(made.Model);

    public string FirmwareName => "Switch OS";

    public string FirmwareVersion => pod.FirmwareOf(FirmwareKind.Switch, made.Id).Version;

    public string Role => "TOR";

    [JsonPropertyName("LLDPEnabled")]
    public bool LldpEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link Ports => new(EthernetSwitchUris.Ports(made.Id));

    public EthernetSwitchLinks Links => new(new Link(ChassisUris.Of(rack.Id)), [new Link(ManagerUris.PodManager)]);
}

internal sealed record EthernetSwitchLinks(Link Chassis, IReadOnlyList<Link> ManagedBy);

/// <summary>Intel RSD 2.x, EthernetSwitchPort v1_1_0.</summary>
internal sealed class EthernetSwitchPortJson(Pod pod, EthernetSwitch made, int number)
    : Resource(EthernetSwitchUris.Port(new SwitchPortId(made.Id, number)), Type, $"{number}", $"Port {number} of {made.Name}"), IResource
{
    public static string Type => "#EthernetSwitchPort.v1_1_0.EthernetSwitchPort";

    private const int Frame = 9216;

    private readonly SwitchPortId _id = new(made.Id, number);

    private readonly NetworkLink _link = pod.LinkOf(LinkId.Of(new SwitchPortId(made.Id, number)));

    private readonly Cable? _cable = pod.Cables.In(new SwitchPortId(made.Id, number));

    public string PortId => Id;

    public string LinkType => "Ethernet";

    public string OperationalState => pod.StateOf(_id) == LinkState.Up ? "Up" : "Down";

    public string AdministrativeState => _link.IsPortEnabled ? "Up" : "Down";

    public int LinkSpeedMbps => _cable?.SpeedMbps ?? made.SpeedMbps;

    /// <summary>A client finds the port of a NIC by this.</summary>
    [JsonPropertyName("NeighborMAC")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NeighborMac => _cable?.Nic.MacAddress;

    public NeighborInfo NeighborInfo => new(SwitchId: null, PortId: null, _cable?.Id);

    public int FrameSize => Frame;

    public bool Autosense => true;

    public bool FullDuplex => true;

    public string PortClass => "Physical";

    public string PortMode => "Unknown";

    public string PortType => "Downstream";

    [JsonPropertyName("LLDPEnabled")]
    public bool LldpEnabled => true;

    public Status Status => new(_link.IsPortEnabled ? "Enabled" : "Disabled", "OK");

    [JsonPropertyName("VLANs")]
    public Link Vlans => new(EthernetSwitchUris.Vlans(_id));

    public EthernetSwitchPortLinks Links => new(
        new Link(EthernetSwitchUris.Of(made.Id)),
        _link.Primary is { } primary ? new Link($"{EthernetSwitchUris.Vlans(_id)}/{VlanJson.IdOf(primary)}") : null)
    {
        Oem = _cable is { } cable
            ? new EthernetSwitchPortLinksOem(new NeighborInterface(new Link(SystemUris.EthernetInterface(cable.System, cable.Nic.Id)))) : null,
    };
}

internal sealed record NeighborInfo(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? SwitchId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PortId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CableId);

internal sealed record EthernetSwitchPortLinks(
    Link Switch, [property: JsonPropertyName("PrimaryVLAN"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] Link? PrimaryVlan)
{
    public IReadOnlyList<Link> PortMembers => [];

    public EthernetSwitchPortLinksOem? Oem { get; init; }
}

internal sealed record EthernetSwitchPortLinksOem([property: JsonPropertyName("Intel_RackScale")] NeighborInterface RackScale);

internal sealed record NeighborInterface([property: JsonPropertyName("NeighborInterface")] Link Interface)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.EthernetSwitchPortLinks";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EthernetSwitchJson))]
[JsonSerializable(typeof(EthernetSwitchPortJson))]
internal sealed partial class EthernetSwitchesJsonContext : JsonSerializerContext;
