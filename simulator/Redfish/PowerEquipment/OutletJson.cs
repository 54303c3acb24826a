using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Outlet v1_4_4.</summary>
internal sealed class OutletJson(Pod pod, PowerDistribution unit, PowerOutlet outlet)
    : Resource(DistributionUris.Outlet(outlet), Type, outlet.Id, $"Outlet {outlet.Number} of {unit.Name}"), IResource
{
    public static string Type => "#Outlet.v1_4_4.Outlet";

    public string OutletType => "IEC_60320_C19";

    public string PhaseWiringType => "OnePhase3Wire";

    public string VoltageType => "AC";

    public string NominalVoltage => "AC230V";

    public double RatedCurrentAmps => PowerOutlet.RatedAmps;

    public string PowerState => pod.IsOn(outlet) ? "On" : "Off";

    public bool PowerEnabled => pod.IsOn(outlet);

    public Status Status => new("Enabled", "OK");

    public SensorExcerpt Voltage => new(null, pod.Readings.Volts(unit, outlet));

    public SensorExcerpt CurrentAmps => new(null, Readings.Amps(pod.Readings.Watts(outlet), pod.Readings.Volts(unit, outlet)));

    public SensorExcerpt PowerWatts => new(null, pod.Readings.Watts(outlet));

    [JsonPropertyName("EnergykWh")]
    public SensorExcerpt EnergyKwh => new(null, Math.Round(pod.Readings.WattHours(outlet) / 1000, 4)) { SensorResetTime = pod.Started };

    public OutletLinks Links => new(new Link(DistributionUris.Branch(unit.Id, outlet.Branch)))
    {
        PowerSupplies = outlet.SupplyId is { } supply ? [new Link(PowerUris.Supply(unit.RackId, supply))] : [],
        Chassis = outlet.SupplyId is null ? [] : [new Link(ChassisUris.Of(unit.RackId))],
    };

    public OutletActions Actions => new(new OutletPowerControl(DistributionUris.PowerControl(outlet)));
}

internal sealed record OutletLinks(Link BranchCircuit)
{
    public required IReadOnlyList<Link> PowerSupplies { get; init; }

    [JsonPropertyName("PowerSupplies@odata.count")]
    public int SupplyCount => PowerSupplies.Count;

    public required IReadOnlyList<Link> Chassis { get; init; }

    [JsonPropertyName("Chassis@odata.count")]
    public int ChassisCount => Chassis.Count;
}

internal sealed record OutletActions([property: JsonPropertyName("#Outlet.PowerControl")] OutletPowerControl PowerControl);

internal sealed record OutletPowerControl([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("PowerState@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<OutletPower>();
}
