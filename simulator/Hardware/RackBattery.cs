namespace Simulator.Hardware;

/// <summary>What a battery does.</summary>
public enum ChargeState
{
    Idle,
    Charging,
    Discharging,
}

/// <summary>
/// The battery of a rack. Without mains it carries the standby power of the sleds, by which their BMCs go on answering; what the systems
/// themselves take is too much for it. (An empty one takes nothing away: BMCs here answer without it too.)
/// </summary>
/// <param name="LoadWatts">What it gives when there are no mains.</param>
public sealed record RackBattery(string Id, string Name, string SerialNumber, double LoadWatts)
{
    public const string Manufacturer = "Contoso";
    public const string Model = "Standby battery 500";
    public const double RatedWattHours = 500;

    /// <summary>What it takes while it is charged.</summary>
    public const double ChargeWatts = 100;

    /// <summary>How much of what it held when it was new it can still hold.</summary>
    public double StateOfHealthPercent => 100 - Spread.Tenths(SerialNumber, 5);

    public double CapacityWattHours => Math.Round(RatedWattHours * StateOfHealthPercent / 100, 1);

    /// <summary>None in a rack without power supplies, which is fed by itself.</summary>
    public static RackBattery? Of(Rack rack) => rack.PowerSupplies.Count == 0
        ? null
        : new($"{rack.Id}-battery", $"Battery of {rack.Name}", $"{rack.SerialNumber}B", rack.Drawers.Sum(d => d.Systems.Count) * SystemPower.StandbyWatts);

    /// <summary>What it holds after a time with or without mains.</summary>
    public double After(double wattHours, bool hasMains, TimeSpan passed) => hasMains
        ? Math.Min(CapacityWattHours, wattHours + (ChargeWatts * passed.TotalHours))
        : Math.Max(0, wattHours - (LoadWatts * passed.TotalHours));
}
