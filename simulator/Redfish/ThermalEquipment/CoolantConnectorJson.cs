using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// CoolantConnector v1_3_0: a pair of hoses. A unit has one to the water of the building and one to the rack, and the rack has the other end of that.
/// </summary>
internal sealed class CoolantConnectorJson(string collection, string connectorName, CoolantFlow flow)
    : Resource($"{collection}/{CoolantUris.ConnectorId}", Type, CoolantUris.ConnectorId, connectorName), IResource
{
    public static string Type => "#CoolantConnector.v1_3_0.CoolantConnector";

    public string CoolantConnectorType => "Pair";

    public CoolantJson Coolant => new();

    public SensorExcerpt FlowLitersPerMinute => Excerpt(flow.LitersPerMinute);

    public SensorExcerpt SupplyTemperatureCelsius => Excerpt(flow.SupplyCelsius);

    public SensorExcerpt ReturnTemperatureCelsius => Excerpt(flow.ReturnCelsius);

    public SensorExcerpt DeltaTemperatureCelsius => Excerpt(flow.DeltaCelsius);

    [JsonPropertyName("HeatRemovedkW")]
    public SensorExcerpt HeatRemovedKw => new(null, Math.Round(flow.HeatWatts / 1_000, 3));

    [JsonPropertyName("DeltaPressurekPa")]
    public SensorExcerpt? DeltaPressureKpa { get; init; }

    public double? RatedFlowLitersPerMinute { get; init; }

    public Status Status => new("Enabled", "OK");

    public CoolantConnectorLinks? Links { get; init; }

    public static CoolantConnectorJson Primary(Pod pod, CoolantUnit unit) =>
        new(CoolantUris.Primary(unit.Id), $"Building side of {unit.Name}", pod.Readings.Building(unit));

    public static CoolantConnectorJson Secondary(Pod pod, CoolantUnit unit) => OfLoop(
        pod, unit, CoolantUris.Secondary(unit.Id), $"Rack side of {unit.Name}", new CoolantConnectorLinks { ConnectedChassis = [new Link(ChassisUris.Of(unit.Rack.Id))] });

    public static CoolantConnectorJson OfRack(Pod pod, CoolantUnit unit) => OfLoop(
        pod, unit, CoolantUris.OfRack(unit.Rack.Id), $"Door of {unit.Rack.Name}", new CoolantConnectorLinks { ConnectedCoolingUnit = new Link(CoolantUris.Unit(unit.Id)) });

    private static CoolantConnectorJson OfLoop(Pod pod, CoolantUnit unit, string collection, string name, CoolantConnectorLinks links) =>
        new(collection, name, pod.Readings.Loop(unit))
        {
            DeltaPressureKpa = Excerpt(pod.Readings.LoopPressure(unit)),
            RatedFlowLitersPerMinute = CoolantPump.RatedLitersPerMinute * CoolantUnit.PumpsNeeded,
            Links = links,
        };

    private static SensorExcerpt Excerpt(double value) => new(null, Math.Round(value, 2));
}

internal sealed record CoolantConnectorLinks
{
    public IReadOnlyList<Link>? ConnectedChassis { get; init; }

    [JsonPropertyName("ConnectedChassis@odata.count")]
    public int? ChassisCount => ConnectedChassis?.Count;

    public Link? ConnectedCoolingUnit { get; init; }
}
