namespace Simulator.Hardware;

/// <content>The coolant distribution units of the racks.</content>
public sealed partial class Pod
{
    public Health HealthOf(CoolantUnit unit, CoolantPump pump) => HealthOf(unit.Rack, pump.Id);

    /// <summary>Of its pumps together: one lost is one too few, none left is the end.</summary>
    public Health PumpsOf(CoolantUnit unit) =>
        Together([.. unit.Pumps.Select(p => HealthOf(unit, p) != Health.Critical)], [.. unit.Pumps.Select(p => HealthOf(unit, p))]);

    /// <summary>Of its pumps, and of the floor under it: where there is water, something leaks.</summary>
    public Health HealthOf(CoolantUnit unit) => Worse(PumpsOf(unit), LeakOf(unit.Rack));
}
