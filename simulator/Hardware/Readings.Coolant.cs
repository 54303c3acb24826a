namespace Simulator.Hardware;

/// <content>The water: it follows the heat of the rack, as the pumps do.</content>
public sealed partial class Readings
{
    private const double LoopCelsius = 24;
    private const double LoopKelvin = 6;
    private const double BuildingCelsius = 16;
    private const double BuildingKelvin = 5;

    // Across what the water runs through when a pump gives all it can: it goes with the square of the flow.
    private const double LoopKiloPascals = 180;
    private const double FilterKiloPascals = 40;

    /// <summary>What a pump runs at: those that work share what the heat asks for; a broken one stands still.</summary>
    public double PumpPercent(CoolantUnit unit, CoolantPump pump)
    {
        if (!IsWorking(unit, pump))
        {
            return 0;
        }

        var share = CoolantFlow.Needed(Watts(unit.Rack), LoopKelvin) / unit.Pumps.Count(p => IsWorking(unit, p));
        return Math.Clamp(Round(100 * share / CoolantPump.RatedLitersPerMinute, 1), CoolantPump.LeastPercent, 100);
    }

    /// <summary>In the loop through the door of the rack.</summary>
    public CoolantFlow Loop(CoolantUnit unit) => CoolantFlow.Of(
        unit.Pumps.Sum(p => PumpPercent(unit, p)) * CoolantPump.RatedLitersPerMinute / 100, LoopCelsius, Watts(unit.Rack));

    /// <summary>Of the building, whose valve opens as far as the heat of the loop asks for.</summary>
    public CoolantFlow Building(CoolantUnit unit)
    {
        var watts = Loop(unit).HeatWatts;
        return CoolantFlow.Of(CoolantFlow.Needed(watts, BuildingKelvin), BuildingCelsius, watts);
    }

    public double LoopPressure(CoolantUnit unit) => LoopKiloPascals * Quadratic(unit);

    public double FilterPressure(CoolantUnit unit) => FilterKiloPascals * Quadratic(unit);

    private double Quadratic(CoolantUnit unit) => Math.Pow(Loop(unit).LitersPerMinute / CoolantPump.RatedLitersPerMinute, 2);

    private bool IsWorking(CoolantUnit unit, CoolantPump pump) => pod.HealthOf(unit.Rack, pump.Id) != Health.Critical;
}
