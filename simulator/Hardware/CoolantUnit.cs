namespace Simulator.Hardware;

/// <summary>
/// The coolant distribution unit in the foot of a rack. Its loop runs through the door of the rack, where water takes up the heat that the fans
/// blow out, and gives it to the water of the building. It is fed by the building, so its pumps turn whether the rack has power or not.
/// </summary>
public sealed record CoolantUnit(string Id, string Name, Rack Rack, string SerialNumber, IReadOnlyList<CoolantPump> Pumps)
{
    public const string Manufacturer = "Contoso";
    public const string Model = "CDU 5";
    public const string PumpModel = "Loop pump 12";
    public const string FilterModel = "Loop filter 50";
    public const int CapacityWatts = 5_000;

    /// <summary>Each of both pumps moves as much as the whole load needs.</summary>
    public const int PumpsNeeded = 1;

    /// <summary>Unique in its unit.</summary>
    public const string FilterId = "filter-1";

    public static CoolantUnit Of(Rack rack)
    {
        var id = $"{rack.Id}-cdu";
        return new CoolantUnit(
            id, $"CDU of {rack.Name}", rack, $"{rack.SerialNumber}C",
            [.. Enumerable.Range(1, 2).Select(n => new CoolantPump($"{id}-pump-{n}", $"Pump {n} of the CDU of {rack.Name}", $"{rack.SerialNumber}C{n}"))]);
    }
}

public sealed record CoolantPump(string Id, string Name, string SerialNumber)
{
    public const double RatedLitersPerMinute = 12;
    public const int RatedRpm = 4_000;

    /// <summary>It never turns slower, so that the water does not stand.</summary>
    public const double LeastPercent = 5;
}

/// <summary>Water that takes up heat on its way.</summary>
public sealed record CoolantFlow(double LitersPerMinute, double SupplyCelsius, double ReturnCelsius)
{
    private const double WattMinutesPerLiterKelvin = 4_186 / 60.0;

    public double DeltaCelsius => ReturnCelsius - SupplyCelsius;

    public double HeatWatts => LitersPerMinute * DeltaCelsius * WattMinutesPerLiterKelvin;

    /// <summary>Standing water takes nothing away.</summary>
    public static CoolantFlow Of(double litersPerMinute, double supplyCelsius, double watts) => new(
        litersPerMinute, supplyCelsius, supplyCelsius + (litersPerMinute > 0 ? watts / (litersPerMinute * WattMinutesPerLiterKelvin) : 0));

    /// <summary>How fast water has to go to take that heat and become no warmer than that.</summary>
    public static double Needed(double watts, double kelvin) => watts / (kelvin * WattMinutesPerLiterKelvin);
}
