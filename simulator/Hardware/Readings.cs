namespace Simulator.Hardware;

/// <summary>
/// What the sensors of a pod show. Everything follows from the state of the parts and from the time, and what differs from
/// part to part from its serial number: the same seed and the same moment show the same numbers, and nobody keeps any.
/// </summary>
public sealed partial class Readings(Pod pod)
{
    private const double SwitchWatts = 140;
    private const double RoomCelsius = 21;

    // The fans of a drawer: a little at rest, more by how fast they are made to run, and a share of the heat that they move.
    private const double FanRestWatts = 2;
    private const double FanWattsPerPercent = 0.06;
    private const double FanShareOfHeat = 0.03;
    private const double WattsPerFan = 250;

    private static readonly Dictionary<PooledDeviceKind, double> DeviceWatts = new()
    {
        [PooledDeviceKind.NVMe] = 9,
        [PooledDeviceKind.GPU] = 70,
        [PooledDeviceKind.FPGA] = 35,
        [PooledDeviceKind.Memory] = 12,
        [PooledDeviceKind.NIC] = 18,
        [PooledDeviceKind.Expansion] = 15,
    };

    public IReadOnlyList<Reading> Of(ComputerSystem system)
    {
        var state = system.State;
        var intake = Intake(system.SerialNumber);
        return
        [
            Power("power", "Power consumption", "Chassis", Watts(system)),
            Temperature("intake", "Intake temperature", "Intake", intake),
            Temperature("cpu", "Processor temperature", "CPU", system.Processors.Max(p => Celsius(system, p))),
            Energy("energy", "Energy consumption", "Chassis", WattHours(system)),
            new Reading("load", "Processor load", Quantity.Percent, "CPU", Round(LoadOf(system) * 100, 1)),
            new Reading("p12v", "12 V rail", Quantity.Voltage, "SystemBoard", state.HasMains ? Round(12.2 - (0.3 * LoadOf(system)), 2) : 0),
        ];
    }

    public IReadOnlyList<Reading> Of(Drawer drawer)
    {
        var intake = Intake(drawer.SerialNumber);
        return
        [
            Power("power", "Power consumption", "Chassis", Watts(drawer)),
            Temperature("intake", "Intake temperature", "Intake", intake),
            Temperature("exhaust", "Exhaust temperature", "Exhaust", intake + Rise(drawer)),
            Energy("energy", "Energy consumption", "Chassis", WattHours(drawer)),
            .. drawer.Fans.Select(f => Of(drawer, f)),
        ];
    }

    public IReadOnlyList<Reading> Of(Rack rack) =>
    [
        Power("power", "Power consumption", "Chassis", Watts(rack)),
        Temperature("intake", "Intake temperature", "Intake", RoomCelsius),
        new Reading("humidity", "Humidity at the intake", Quantity.Humidity, "Intake", Round(35 + (20 * Spread.Of(rack.SerialNumber)), 1)),
        Energy("energy", "Energy consumption", "Chassis", WattHours(rack)),
        .. rack.PowerSupplies.SelectMany(s => Of(rack, s)),
        .. pod.PowerDistributions.Values.Where(p => p.RackId == rack.Id).SelectMany(Of),
        .. RackBattery.Of(rack) is { } battery ? [ChargeOf(rack, battery)] : Array.Empty<Reading>(),
    ];

    /// <summary>How full the battery of a rack is.</summary>
    public Reading ChargeOf(Rack rack, RackBattery battery) =>
        new($"{battery.Id}-charge", $"Charge of {battery.Name}", Quantity.Percent, Pod.RackBatteryPlace, pod.ChargePercent(battery, rack));

    /// <summary>Speed of a fan; a broken one stands still.</summary>
    public Reading Of(Drawer drawer, Fan fan)
    {
        var isTurning = IsWorking(drawer, fan) && HasMains(drawer);
        var percent = isTurning ? Round(FanPercent(drawer), 1) : 0;
        return new Reading(fan.Id, $"Speed of {fan.Name}", Quantity.Percent, "Fan", percent)
        {
            SpeedRpm = (int)Math.Round(fan.RatedRpm * percent / 100),
        };
    }

    /// <summary>How busy a system is, from 0 to 1.</summary>
    public double LoadOf(ComputerSystem system)
    {
        var state = system.State;
        return Workload.Of(system.SerialNumber, state.Power, pod.BootProgressOf(state), pod.Now);
    }

    public double Watts(ComputerSystem system) => SystemPower.Watts(system, system.State, pod.Now, pod.Timings.PowerOn);

    /// <summary>All that has added up of a system since the pod started.</summary>
    public Metered MeterOf(ComputerSystem system) => SystemPower.Meter(system, system.State, pod.Now, pod.Timings.PowerOn, pod.Started);

    public double WattHours(ComputerSystem system) => MeterOf(system).WattHours;

    public double Watts(Drawer drawer)
    {
        var heat = Heat(drawer);
        return heat + (drawer.Fans.Count == 0 || !HasMains(drawer)
            ? 0
            : (drawer.Fans.Count * (FanRestWatts + (FanWattsPerPercent * pod.CoolingOf(drawer).FloorPercent))) + (heat * FanShareOfHeat));
    }

    private double Heat(Drawer drawer) => drawer.Systems.Sum(Watts) + drawer.Devices.Sum(Watts);

    public double Watts(Rack rack) => rack.Drawers.Sum(Watts) + (pod.HasMains(rack) ? rack.Switches.Count * SwitchWatts : 0);

    private double WattHours(Drawer drawer)
    {
        var hours = pod.LitFor(pod.RackOf(drawer.RackId)).TotalHours;
        var heat = drawer.Systems.Sum(WattHours) + (drawer.Devices.Sum(d => DeviceWatts[d.Kind]) * hours);
        var cooling = pod.CoolingOf(drawer);
        var floor = cooling.FloorHours + (cooling.FloorPercent * (hours - cooling.LitAt.TotalHours));
        return heat + (drawer.Fans.Count == 0 ? 0 : (drawer.Fans.Count * ((FanRestWatts * hours) + (FanWattsPerPercent * floor))) + (heat * FanShareOfHeat));
    }

    public double WattHours(Rack rack) => rack.Drawers.Sum(WattHours) + (rack.Switches.Count * SwitchWatts * pod.LitFor(rack).TotalHours);

    /// <summary>What the fans of a drawer run at: as fast as the heat asks for, and never below what is set.</summary>
    public double FanPercent(Drawer drawer) =>
        Math.Min(100, Math.Max(pod.CoolingOf(drawer).FloorPercent, 15 + (85 * Burden(drawer))));

    // How much of the heat that the working fans can move there is.
    private double Burden(Drawer drawer) => Heat(drawer) / (WattsPerFan * Math.Max(1, drawer.Fans.Count(f => IsWorking(drawer, f))));

    // Over the intake. Without a working fan the air moves by itself, slowly.
    private double Rise(Drawer drawer) => drawer.Fans.Any(f => IsWorking(drawer, f))
        ? 2 + (14 * Burden(drawer) / (FanPercent(drawer) / 100))
        : Math.Min(60, 2 + (Heat(drawer) / 15));

    private bool IsWorking(Drawer drawer, Fan fan) => pod.HealthOf(pod.RackOf(drawer.RackId), fan.Id) != Health.Critical;

    private bool HasMains(Drawer drawer) => pod.HasMains(pod.RackOf(drawer.RackId));

    private static Reading Power(string id, string name, string place, double watts) => new(id, name, Quantity.Power, place, Round(watts, 1));

    private static Reading Temperature(string id, string name, string place, double celsius) =>
        new(id, name, Quantity.Temperature, place, Round(celsius, 1));

    private Reading Energy(string id, string name, string place, double wattHours) =>
        new(id, name, Quantity.EnergykWh, place, Round(wattHours / 1000, 4)) { CountedSince = pod.Started };

    private static double Intake(string serialNumber) => RoomCelsius + Spread.Tenths(serialNumber, 3);

    private static double Round(double value, int digits) => Math.Round(value, digits);
}
