namespace Simulator.Hardware;

/// <content>The batteries of the racks, which follow their mains.</content>
public sealed partial class Pod
{
    /// <summary>What the battery of a rack holds now.</summary>
    public double WattHoursIn(RackBattery battery, Rack rack)
    {
        var mains = MainsOf(rack.Id);
        return battery.After(mains.BatteryWattHours ?? battery.CapacityWattHours, HasMains(mains, rack), Now - (mains.Since ?? _started));
    }

    public double ChargePercent(RackBattery battery, Rack rack) => Math.Round(100 * WattHoursIn(battery, rack) / battery.CapacityWattHours, 1);

    public ChargeState ChargeStateOf(RackBattery battery, Rack rack) => (HasMains(rack), WattHoursIn(battery, rack)) switch
    {
        (true, var charge) when charge < battery.CapacityWattHours => ChargeState.Charging,
        (false, > 0) => ChargeState.Discharging,
        _ => ChargeState.Idle,
    };

    /// <summary>A battery that is nearly empty is as little use as one that is broken.</summary>
    public Health HealthOf(RackBattery battery, Rack rack) =>
        Worse(HealthOf(rack, battery.Id), ReadingLimits.Of(Quantity.Percent, RackBatteryPlace).Judge(ChargePercent(battery, rack)));

    /// <summary>The worst that the ropes under a rack sense.</summary>
    public Health LeakOf(Rack rack) => LeakRope.Of(rack).Select(l => HealthOf(rack, l.Id)).Aggregate(Health.OK, Worse);

    internal const string RackBatteryPlace = "Battery";

    public static Health Worse(Health one, Health other) => one > other ? one : other;

    private void TellBattery_NeedsLock(Rack rack)
    {
        if (RackBattery.Of(rack) is { } battery)
        {
            var state = ChargeStateOf(battery, rack);
            Changed?.Invoke(new HardwareChange("battery", battery.Id, state.ToString(), $"{battery.Name} is {state.ToString().ToLowerInvariant()}."));
        }
    }
}
