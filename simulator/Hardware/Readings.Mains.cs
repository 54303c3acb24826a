namespace Simulator.Hardware;

/// <content>The way of the power: outlets, power distribution units, power supplies.</content>
public sealed partial class Readings
{
    // Of what comes in, so much goes out.
    private const double Efficiency = 0.94;

    /// <summary>The share of the rack that a power supply carries now: those that give power share evenly.</summary>
    public double OutputWatts(Rack rack, PowerSupply supply) =>
        pod.IsLive(rack, supply) ? Watts(rack) / rack.PowerSupplies.Count(s => pod.IsLive(rack, s)) : 0;

    public double InputWatts(Rack rack, PowerSupply supply) => OutputWatts(rack, supply) / Efficiency;

    /// <summary>What a power supply has taken from its outlet.</summary>
    public double DrawnWattHours(Rack rack, PowerSupply supply)
    {
        var mains = pod.MainsOf(rack.Id);
        var live = rack.PowerSupplies.Count(s => pod.IsLive(rack, s));
        return mains.Drawn.GetValueOrDefault(supply.Id)
            + (pod.IsLive(rack, supply) ? (WattHours(rack) - mains.RackWattHours) / live / Efficiency : 0);
    }

    /// <summary>Voltage of the feed of a unit; the two feeds differ a little.</summary>
    public double Volts(PowerDistribution unit) => Round(PowerDistribution.NominalVolts - 1 + (3 * Spread.Of(unit.SerialNumber)), 1);

    public double Volts(PowerDistribution unit, PowerOutlet outlet) => pod.IsOn(outlet) ? Volts(unit) : 0;

    public double Watts(PowerOutlet outlet) => Round(Consumer(outlet) is var (rack, supply) ? InputWatts(rack, supply) : 0, 1);

    public double WattHours(PowerOutlet outlet) => Consumer(outlet) is var (rack, supply) ? DrawnWattHours(rack, supply) : 0;

    public static double Amps(double watts, double volts) => volts > 0 ? Round(watts / volts, 2) : 0;

    public IReadOnlyList<Reading> Of(Rack rack, PowerSupply supply)
    {
        var outlet = pod.OutletOf(supply);
        var volts = Volts(pod.PowerDistributions[outlet.UnitId], outlet);
        var input = Watts(outlet);
        var output = OutputWatts(rack, supply);
        return
        [
            Power($"{supply.Id}-input", $"Input power of {supply.Name}", "PowerSupply", input),
            Power($"{supply.Id}-output", $"Output power of {supply.Name}", "PowerSupply", output),
            new Reading($"{supply.Id}-voltage", $"Input voltage of {supply.Name}", Quantity.Voltage, "PowerSupply", volts),
            new Reading($"{supply.Id}-current", $"Input current of {supply.Name}", Quantity.Current, "PowerSupply", Amps(input, volts)),
            Energy($"{supply.Id}-energy", $"Input energy of {supply.Name}", "PowerSupply", DrawnWattHours(rack, supply)),
            Temperature($"{supply.Id}-temperature", $"Temperature of {supply.Name}", "PowerSupply", RoomCelsius + 5 + (30 * output / supply.Watts)),
        ];
    }

    public IReadOnlyList<Reading> Of(PowerDistribution unit)
    {
        var watts = unit.Outlets.Sum(Watts);
        return
        [
            Power($"{unit.Id}-power", $"Power of {unit.Name}", "ACInput", watts),
            new Reading($"{unit.Id}-voltage", $"Voltage of {unit.Name}", Quantity.Voltage, "ACInput", Volts(unit)),
            new Reading($"{unit.Id}-current", $"Current of {unit.Name}", Quantity.Current, "ACInput", Amps(watts, Volts(unit))),
            Energy($"{unit.Id}-energy", $"Energy of {unit.Name}", "ACInput", unit.Outlets.Sum(WattHours)),
        ];
    }

    private (Rack Rack, PowerSupply Supply)? Consumer(PowerOutlet outlet)
    {
        if (outlet.SupplyId is not { } id)
        {
            return null;
        }

        var rack = pod.RackOf(pod.PowerDistributions[outlet.UnitId].RackId);
        return (rack, rack.PowerSupplies.First(s => s.Id == id));
    }
}
