namespace Simulator.Hardware;

/// <content>The parts of a system: what they take of its power, and how warm they are.</content>
public sealed partial class Readings
{
    /// <summary>What a processor takes, by its cores.</summary>
    public double Watts(ComputerSystem system, Processor cpu) => IsOff(system) ? 0 : Round(cpu.Cores * (1.5 + (3.5 * LoadOf(system))), 1);

    /// <summary>A processor warms up with what is asked of it.</summary>
    public double Celsius(ComputerSystem system, Processor cpu) =>
        Round(Intake(system.SerialNumber) + (IsOff(system) ? 1 : 23 + Spread.Tenths(cpu.SerialNumber, 6) + (30 * LoadOf(system))), 1);

    public double Watts(ComputerSystem system, MemoryModule module) => IsOff(system) ? 0 : Round(2 + (0.5 * Spread.Of(module.SerialNumber)) + (2 * LoadOf(system)), 1);

    public double Celsius(ComputerSystem system, MemoryModule module) =>
        Round(Intake(system.SerialNumber) + (IsOff(system) ? 0.5 : 8 + Spread.Tenths(module.SerialNumber, 3) + (14 * LoadOf(system))), 1);

    public double Watts(ComputerSystem system, LocalDrive drive) => IsOff(system) ? 0 : Round(5 + (0.5 * Spread.Of(drive.SerialNumber)) + (2.5 * LoadOf(system)), 1);

    public double Celsius(ComputerSystem system, LocalDrive drive) =>
        Round(Intake(system.SerialNumber) + (IsOff(system) ? 0.5 : 7 + Spread.Tenths(drive.SerialNumber, 4) + (6 * LoadOf(system))), 1);

    /// <summary>A pooled device is powered by its drawer, whoever holds it.</summary>
    public double Watts(PooledDevice device) => HasMains(pod.Drawers[device.DrawerId]) ? DeviceWatts[device.Kind] : 0;

    public double Celsius(PooledDevice device) =>
        Round(Intake(pod.Drawers[device.DrawerId].SerialNumber) + (Watts(device) / 4) + Spread.Tenths(device.SerialNumber, 4), 1);

    private static bool IsOff(ComputerSystem system) => system.State.Power == PowerState.Off;
}
