using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Cable v1_2_4: from a port of a top-of-rack switch down to a NIC.</summary>
internal sealed class CableJson(Pod pod, Cable cable) : Resource(CableUris.Of(cable), Type, cable.Id, $"Cable {cable.Id}"), IResource
{
    public static string Type => "#Cable.v1_2_4.Cable";

    private const double UnitMeters = 0.04445; // EIA-310
    private const double SlackMeters = 1;

    private readonly Rack _rack = pod.Cables.Switches[cable.Port.Switch].Rack;

    public string CableClass => "Network";

    public string CableType => $"Direct attach {cable.SpeedMbps / 1000}G";

    public string CableStatus => "Normal";

    public double LengthMeters => Math.Round(SlackMeters + (Math.Abs(cable.Switch.Unit - pod.Drawers[cable.System.DrawerId].Unit) * UnitMeters), 1);

    public IReadOnlyList<string> UpstreamConnectorTypes => [Connector];

    public IReadOnlyList<string> DownstreamConnectorTypes => [Connector];

    public string UpstreamName => $"{cable.Switch.Name} port {cable.Port.Port}";

    public string DownstreamName => $"{cable.System.Name} {cable.Nic.Id}";

    public Status Status => new("Enabled", "OK");

    public CableLinks Links => new(
        [new Link(ChassisUris.Of(_rack.Id))], [new Link(FabricUris.Port(cable.Port))],
        [new Link(ChassisUris.Of(cable.System.Id))], [new Link(AdapterUris.Port(cable.System.Id, cable.Nic.Id))]);

    private string Connector => cable.SpeedMbps switch
    {
        <= 1_000 => "RJ45",
        <= 10_000 => "SFPPlus",
        <= 25_000 => "SFP",
        _ => "QSFP",
    };
}

internal sealed record CableLinks(
    IReadOnlyList<Link> UpstreamChassis, IReadOnlyList<Link> UpstreamPorts, IReadOnlyList<Link> DownstreamChassis, IReadOnlyList<Link> DownstreamPorts);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CableJson))]
internal sealed partial class CablesJsonContext : JsonSerializerContext;
