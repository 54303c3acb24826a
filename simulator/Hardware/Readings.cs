using System.Text;

namespace Simulator.Hardware;

public enum Quantity
{
    /// <summary>In watts.</summary>
    Power,

    /// <summary>In degrees Celsius.</summary>
    Temperature,
}

/// <summary>What a sensor shows now.</summary>
/// <param name="Place">Redfish <c>PhysicalContext</c>.</param>
public sealed record Reading(string Id, string Name, Quantity Quantity, string Place, double Value);

/// <summary>
/// Readings follow the power of the systems and nothing else, so that the same seed shows the same numbers: what differs from
/// part to part comes from its serial number.
/// </summary>
public static class Readings
{
    private const double StandbyWatts = 8;
    private const double BoardWatts = 55;
    private const double WattsPerCore = 4.5;
    private const double WattsPerDimm = 4;
    private const double WattsPerDrive = 7;
    private const double FanWatts = 9;
    private const double SwitchWatts = 140;
    private const double RoomCelsius = 21;

    // A pooled device is powered by its drawer, whoever holds it.
    private static readonly Dictionary<PooledDeviceKind, double> DeviceWatts = new()
    {
        [PooledDeviceKind.NVMe] = 9,
        [PooledDeviceKind.GPU] = 70,
        [PooledDeviceKind.FPGA] = 35,
    };

    public static IReadOnlyList<Reading> Of(ComputerSystem system)
    {
        var intake = Intake(system.SerialNumber);
        return
        [
            Power(PowerOf(system)),
            new Reading("intake", "Intake temperature", Quantity.Temperature, "Intake", intake),
            new Reading("cpu", "Processor temperature", Quantity.Temperature, "CPU", intake + (IsWarm(system) ? 24 + Spread(system.SerialNumber, 9) : 1)),
        ];
    }

    public static IReadOnlyList<Reading> Of(Drawer drawer)
    {
        var intake = Intake(drawer.SerialNumber);
        return
        [
            Power(PowerOf(drawer)),
            new Reading("intake", "Intake temperature", Quantity.Temperature, "Intake", intake),
            new Reading("exhaust", "Exhaust temperature", Quantity.Temperature, "Exhaust", intake + 2 + (3 * drawer.Systems.Count(IsWarm))),
        ];
    }

    public static IReadOnlyList<Reading> Of(Rack rack) => [Power(rack.Drawers.Sum(PowerOf) + (rack.Switches.Count * SwitchWatts))];

    private static Reading Power(double watts) => new("power", "Power consumption", Quantity.Power, "Chassis", Math.Round(watts, 1));

    private static double PowerOf(Drawer drawer) =>
        drawer.Systems.Sum(PowerOf) + drawer.Devices.Sum(d => DeviceWatts[d.Kind]) + (drawer.Fans.Count * FanWatts);

    private static double PowerOf(ComputerSystem system) =>
        !IsWarm(system)
            ? StandbyWatts
            : BoardWatts + Spread(system.SerialNumber, 10) + (system.TotalCores * WattsPerCore) + (system.Memory.Count * WattsPerDimm)
              + (system.Drives.Count * WattsPerDrive);

    private static double Intake(string serialNumber) => RoomCelsius + Spread(serialNumber, 3);

    private static bool IsWarm(ComputerSystem system) => system.State.Power != PowerState.Off;

    // From 0 to most, in steps of a tenth.
    private static double Spread(string serialNumber, int most) =>
        Encoding.UTF8.GetBytes(serialNumber).Aggregate(17, (sum, b) => ((sum * 31) + b) & 0xFFFFF) % ((most * 10) + 1) / 10.0;
}
