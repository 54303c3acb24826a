namespace Simulator.Hardware;

/// <summary>What is measured; Redfish <c>ReadingType</c>, by its spelling.</summary>
public enum Quantity
{
    /// <summary>In watts.</summary>
    Power,

    /// <summary>In degrees Celsius.</summary>
    Temperature,

    /// <summary>In kilowatt-hours.</summary>
    EnergykWh,

    /// <summary>In volts.</summary>
    Voltage,

    /// <summary>In amperes.</summary>
    Current,

    /// <summary>Of fans, in percent of what they can.</summary>
    Percent,

    /// <summary>Relative, in percent.</summary>
    Humidity,
}

/// <summary>What a sensor shows now.</summary>
/// <param name="Place">Redfish <c>PhysicalContext</c>.</param>
public sealed record Reading(string Id, string Name, Quantity Quantity, string Place, double Value)
{
    /// <summary>Of a fan: revolutions per minute.</summary>
    public int? SpeedRpm { get; init; }

    /// <summary>Since when energy is counted.</summary>
    public DateTimeOffset? CountedSince { get; init; }

    public ReadingLimits Limits => ReadingLimits.Of(Quantity, Place);

    public Health Health => Limits.Judge(Value);
}

/// <summary>What a sensor can show, and from where on its value is bad; null for no such limit.</summary>
public sealed record ReadingLimits(double Least, double Most)
{
    public double? LowerCritical { get; init; }

    public double? LowerCaution { get; init; }

    public double? UpperCaution { get; init; }

    public double? UpperCritical { get; init; }

    public bool Any => (LowerCritical ?? LowerCaution ?? UpperCaution ?? UpperCritical) is not null;

    public static ReadingLimits Of(Quantity quantity, string place) => (quantity, place) switch
    {
        (Quantity.Temperature, "CPU") => new(0, 125) { UpperCaution = 85, UpperCritical = 95 },
        (Quantity.Temperature, "Exhaust") => new(0, 100) { UpperCaution = 60, UpperCritical = 70 },
        (Quantity.Temperature, "Intake" or "Room") => new(-10, 80) { LowerCaution = 5, UpperCaution = 35, UpperCritical = 42 },
        (Quantity.Temperature, "PowerSupply") => new(0, 125) { UpperCaution = 75, UpperCritical = 85 },
        (Quantity.Temperature, _) => new(0, 125),
        (Quantity.Voltage, "PowerSupply" or "ACInput") => new(0, 300) { UpperCaution = 253, UpperCritical = 264 },
        (Quantity.Voltage, _) => new(0, 16) { LowerCritical = 10.8, LowerCaution = 11.4, UpperCaution = 12.6, UpperCritical = 13.2 },
        (Quantity.Current, _) => new(0, 64) { UpperCaution = 26, UpperCritical = 32 },
        (Quantity.Humidity, _) => new(0, 100) { LowerCaution = 10, UpperCaution = 80 },
        (Quantity.Percent, Pod.RackBatteryPlace) => new(0, 100) { LowerCaution = 30, LowerCritical = 10 },
        (Quantity.Percent, _) => new(0, 100),
        (Quantity.EnergykWh, _) => new(0, 1_000_000_000),
        _ => new(0, 1_000_000),
    };

    public Health Judge(double value) =>
        value >= UpperCritical || value <= LowerCritical ? Health.Critical
        : value >= UpperCaution || value <= LowerCaution ? Health.Warning
        : Health.OK;
}
