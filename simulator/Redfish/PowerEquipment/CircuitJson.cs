using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Circuit v1_9_0: the main feed of a power distribution unit, or one of its branches.</summary>
internal sealed class CircuitJson(string uri, string circuitId, string circuitName) : Resource(uri, Type, circuitId, circuitName), IResource
{
    public static string Type => "#Circuit.v1_9_0.Circuit";

    public required string CircuitType { get; init; }

    public string BreakerState => "Normal";

    public string PowerState => "On";

    public bool PowerEnabled => true;

    public string PhaseWiringType => "OnePhase3Wire";

    public string VoltageType => "AC";

    public string NominalVoltage => "AC230V";

    public required double RatedCurrentAmps { get; init; }

    public Status Status => new("Enabled", "OK");

    public required SensorExcerpt Voltage { get; init; }

    public required SensorExcerpt CurrentAmps { get; init; }

    public required SensorExcerpt PowerWatts { get; init; }

    [JsonPropertyName("EnergykWh")]
    public required SensorExcerpt EnergyKwh { get; init; }

    public required CircuitLinks Links { get; init; }

    public static CircuitJson Mains(Pod pod, PowerDistribution unit)
    {
        var readings = new ChassisReadings(unit.RackId, pod.Readings.Of(unit));
        return new CircuitJson(DistributionUris.MainFeed(unit.Id), DistributionUris.MainId, $"Feed {unit.Feed} of {unit.Name}")
        {
            CircuitType = "Mains",
            RatedCurrentAmps = PowerDistribution.RatedAmps,
            Voltage = readings.First(Quantity.Voltage)!,
            CurrentAmps = readings.First(Quantity.Current)!,
            PowerWatts = readings.First(Quantity.Power)!,
            EnergyKwh = readings.First(Quantity.EnergykWh)!,
            Links = new CircuitLinks
            {
                DistributionCircuits = Link.All(Enumerable.Range(1, PowerDistribution.Branches).Select(b => DistributionUris.Branch(unit.Id, b))),
            },
        };
    }

    public static CircuitJson Branch(Pod pod, PowerDistribution unit, int number)
    {
        var outlets = unit.Outlets.Where(o => o.Branch == number).ToList();
        var (watts, volts) = (Math.Round(outlets.Sum(pod.Readings.Watts), 1), pod.Readings.Volts(unit));
        var id = number.ToString(CultureInfo.InvariantCulture);
        return new CircuitJson(DistributionUris.Branch(unit.Id, number), DistributionUris.BranchId(number), $"Branch {id} of {unit.Name}")
        {
            CircuitType = "Branch",
            RatedCurrentAmps = PowerDistribution.RatedAmps / PowerDistribution.Branches,
            Voltage = new SensorExcerpt(null, volts),
            CurrentAmps = new SensorExcerpt(null, Readings.Amps(watts, volts)),
            PowerWatts = new SensorExcerpt(null, watts),
            EnergyKwh = new SensorExcerpt(null, Math.Round(outlets.Sum(pod.Readings.WattHours) / 1000, 4)) { SensorResetTime = pod.Started },
            Links = new CircuitLinks
            {
                SourceCircuit = new Link(DistributionUris.MainFeed(unit.Id)),
                Outlets = Link.All(outlets.Select(DistributionUris.Outlet)),
            },
        };
    }
}

internal sealed record CircuitLinks
{
    public Link? SourceCircuit { get; init; }

    public IReadOnlyList<Link>? DistributionCircuits { get; init; }

    [JsonPropertyName("DistributionCircuits@odata.count")]
    public int? CircuitCount => DistributionCircuits?.Count;

    public IReadOnlyList<Link>? Outlets { get; init; }

    [JsonPropertyName("Outlets@odata.count")]
    public int? OutletCount => Outlets?.Count;
}
