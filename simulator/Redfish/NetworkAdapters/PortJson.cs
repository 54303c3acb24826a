using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Port v1_18_0 of Ethernet.</summary>
internal sealed class PortJson(string uri, string portId, string portName) : Resource(uri, Type, portId, portName), IResource
{
    public static string Type => "#Port.v1_18_0.Port";

    private const double MbpsPerGbps = 1000;

    public string PortId => Id;

    public string PortProtocol => "Ethernet";

    public required string PortType { get; init; }

    public required string LinkStatus { get; init; }

    public string LinkState => "Enabled";

    public required double MaxSpeedGbps { get; init; }

    /// <summary>When the other end is slower; null when it is not, or when there is none.</summary>
    [JsonIgnore]
    public double? LinkSpeedGbps { get; init; }

    public double CurrentSpeedGbps => LinkStatus == "LinkUp" ? LinkSpeedGbps ?? MaxSpeedGbps : 0;

    public required Status Status { get; init; }

    public EthernetPort? Ethernet { get; init; }

    public PortLinks? Links { get; init; }

    public Link Metrics => new($"{ODataId}/Metrics");

    public static PortJson Of(ComputerSystem system, EthernetInterface nic) =>
        new(AdapterUris.Port(system.Id, nic.Id), nic.Id, $"Network port {nic.Id}")
        {
            PortType = "BidirectionalPort",
            LinkStatus = nic.SwitchPort is null ? "NoLink" : "LinkUp",
            MaxSpeedGbps = nic.SpeedMbps / MbpsPerGbps,
            Status = Status.Of(system.State.Health),
            Ethernet = new EthernetPort([nic.MacAddress]),
            Links = new PortLinks
            {
                EthernetInterfaces = [new Link($"{SystemUris.EthernetInterfaces(system.Id)}/{nic.Id}")],
                ConnectedPorts = nic.SwitchPort is { } port ? [new Link(FabricUris.Port(port))] : null,
                ConnectedSwitches = nic.SwitchPort is { } at ? [new Link(FabricUris.Switch(at.Switch))] : null,
            },
        };
}

internal sealed record EthernetPort([property: JsonPropertyName("AssociatedMACAddresses")] IReadOnlyList<string> AssociatedMacAddresses);

internal sealed record PortLinks
{
    public IReadOnlyList<Link>? EthernetInterfaces { get; init; }

    public IReadOnlyList<Link>? ConnectedPorts { get; init; }

    public IReadOnlyList<Link>? ConnectedSwitches { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortJson))]
internal sealed partial class PortJsonContext : JsonSerializerContext;
