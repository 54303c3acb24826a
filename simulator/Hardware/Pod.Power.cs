using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <content>Outlets, power supplies, fans, and the limits that are set for power and cooling.</content>
public sealed partial class Pod
{
    private readonly DateTimeOffset _started;
    private readonly FrozenDictionary<string, Rack> _racks;
    private readonly FrozenDictionary<string, PowerOutlet> _outletOf;
    private readonly FrozenDictionary<string, (Rack Rack, string Name)> _furniture;
    private ImmutableDictionary<string, RackMains> _mains = ImmutableDictionary<string, RackMains>.Empty;
    private ImmutableDictionary<string, DrawerCooling> _cooling = ImmutableDictionary<string, DrawerCooling>.Empty;

    /// <summary>By id, in the order of the racks.</summary>
    public IReadOnlyDictionary<string, PowerDistribution> PowerDistributions { get; }

    /// <summary>What the sensors show.</summary>
    public Readings Readings { get; }

    /// <summary>When this pod started.</summary>
    public DateTimeOffset Started => _started;

    public RackMains MainsOf(string rackId) => Volatile.Read(ref _mains).GetValueOrDefault(rackId, RackMains.Initial);

    public DrawerCooling CoolingOf(Drawer drawer) => Volatile.Read(ref _cooling).GetValueOrDefault(drawer.Id, DrawerCooling.Initial);

    public bool IsOn(PowerOutlet outlet) => !MainsOf(PowerDistributions[outlet.UnitId].RackId).OutletsOff.Contains(outlet.PodId);

    /// <summary>The outlet that a power supply is plugged into.</summary>
    public PowerOutlet OutletOf(PowerSupply supply) => _outletOf[supply.Id];

    /// <summary>Of a power supply, fan, battery, pump or leak rope by itself, whether it has input or not.</summary>
    public Health HealthOf(Rack rack, string partId) => MainsOf(rack.Id).Broken.GetValueOrDefault(partId, Health.OK);

    /// <summary>A supply without input is no longer what it should be.</summary>
    public Health HealthOf(Rack rack, PowerSupply supply) =>
        HealthOf(rack, supply.Id) is var own && own == Health.OK && !IsOn(OutletOf(supply)) ? Health.Warning : own;

    public Health HealthOf(Drawer drawer, Fan fan) => HealthOf(RackOf(drawer.RackId), fan.Id);

    /// <summary>Of the power supplies of a rack together: one lost is one too few, none left is the end.</summary>
    public Health HealthOf(Rack rack) => Together([.. rack.PowerSupplies.Select(s => IsLive(rack, s))], [.. rack.PowerSupplies.Select(s => HealthOf(rack, s))]);

    /// <summary>Of the fans of a drawer together.</summary>
    public Health HealthOf(Drawer drawer) =>
        Together([.. drawer.Fans.Select(f => HealthOf(drawer, f) != Health.Critical)], [.. drawer.Fans.Select(f => HealthOf(drawer, f))]);

    /// <summary>True when the supply gives power: its outlet is on and it is not broken.</summary>
    public bool IsLive(Rack rack, PowerSupply supply) => IsLive(MainsOf(rack.Id), supply);

    /// <summary>False when no power supply gives any. A rack without power supplies is fed by itself.</summary>
    public bool HasMains(Rack rack) => HasMains(MainsOf(rack.Id), rack);

    /// <summary>How long a rack has had power since the pod started.</summary>
    public TimeSpan LitFor(Rack rack) => LitFor(MainsOf(rack.Id), rack, Now);

    /// <summary>Switches an outlet. A rack that loses its last feed goes dark: all its systems are off at once.</summary>
    public void SetOutlet(PowerOutlet outlet, bool on)
    {
        var rack = RackOf(PowerDistributions[outlet.UnitId].RackId);
        using (Act())
        {
            if (IsOn(outlet) == on)
            {
                return;
            }

            ChangeMains_NeedsLock(rack, m => m with { OutletsOff = on ? m.OutletsOff.Remove(outlet.PodId) : m.OutletsOff.Add(outlet.PodId) },
                new HardwareChange("outlet", outlet.PodId, on ? "On" : "Off", $"{outlet.Id} of {PowerDistributions[outlet.UnitId].Name} is {(on ? "on" : "off")}."));
            if (outlet.SupplyId is { } supply && HealthOf(rack, supply) != Health.Critical)
            {
                var name = _furniture[supply].Name;
                Changed?.Invoke(new HardwareChange(
                    "health", supply, on ? "OK" : "Warning", on ? $"{name} has input again." : $"{name} has no input; what is left carries {rack.Name} alone."));
            }
        }
    }

    /// <summary>Limits what a system may take; null lifts the limit.</summary>
    public void SetPowerLimit(ComputerSystem system, double? watts) =>
        Change(system, state => state.PowerLimitWatts == watts ? state : Settled(system, state) with { PowerLimitWatts = watts, PowerLimitSince = Now },
            new HardwareChange("limit", system.Id, "PowerLimit", watts is { } most ? $"{system.Name} may take {most} W." : $"{system.Name} has no power limit."));

    /// <summary>The fans of the drawer never run slower than that.</summary>
    public void SetFanFloor(Drawer drawer, double percent)
    {
        using (Act())
        {
            var before = CoolingOf(drawer);
            if (before.FloorPercent == percent)
            {
                return;
            }

            var lit = LitFor(RackOf(drawer.RackId));
            var after = new DrawerCooling(percent, before.FloorHours + (before.FloorPercent * (lit - before.LitAt).TotalHours), lit, Now);
            Volatile.Write(ref _cooling, _cooling.SetItem(drawer.Id, after));
            Changed?.Invoke(new HardwareChange("limit", drawer.Id, "FanFloor", $"The fans of {drawer.Name} run at {percent} % or faster."));
        }
    }

    public Rack RackOf(string rackId) => _racks[rackId];

    private static Health Together(IReadOnlyList<bool> works, IReadOnlyList<Health> health) =>
        works.Count > 0 && !works.Contains(true) ? Health.Critical : health.Any(h => h != Health.OK) ? Health.Warning : Health.OK;

    // What can be broken in a rack apart from systems and devices.
    private static IEnumerable<(string Id, string Name)> Furniture(Rack rack) =>
    [
        .. rack.PowerSupplies.Select(s => (s.Id, s.Name)),
        .. rack.Drawers.SelectMany(d => d.Fans).Select(f => (f.Id, f.Name)),
        .. LeakRope.Of(rack).Select(l => (l.Id, l.Name)),
        .. CoolantUnit.Of(rack).Pumps.Select(p => (p.Id, p.Name)),
        .. RackBattery.Of(rack) is { } battery ? [(battery.Id, battery.Name)] : Array.Empty<(string, string)>(),
    ];

    // False when there is nothing of the furniture of that id.
    private bool SetFurnitureHealth(string id, Health health, HardwareChange change)
    {
        if (!_furniture.TryGetValue(id, out var part))
        {
            return false;
        }

        using (Act())
        {
            if (HealthOf(part.Rack, id) != health)
            {
                ChangeMains_NeedsLock(
                    part.Rack, m => m with { Broken = health == Health.OK ? m.Broken.Remove(id) : m.Broken.SetItem(id, health) }, change);
            }
        }

        return true;
    }

    private void ChangeMains_NeedsLock(Rack rack, Func<RackMains, RackMains> change, HardwareChange told)
    {
        var (before, now) = (MainsOf(rack.Id), Now);
        var settled = before with
        {
            LitBefore = LitFor(before, rack, now),
            Since = now,
            Drawn = rack.PowerSupplies.ToImmutableDictionary(s => s.Id, s => Readings.DrawnWattHours(rack, s)),
            RackWattHours = Readings.WattHours(rack),
            BatteryWattHours = RackBattery.Of(rack) is { } battery ? WattHoursIn(battery, rack) : null,
        };
        var after = change(settled);
        Volatile.Write(ref _mains, _mains.SetItem(rack.Id, after));
        Changed?.Invoke(told);
        if (HasMains(before, rack) != HasMains(after, rack))
        {
            foreach (var system in rack.Drawers.SelectMany(d => d.Systems))
            {
                SetMains(system, HasMains(after, rack));
            }

            TellBattery_NeedsLock(rack);
        }
    }

    private void SetMains(ComputerSystem system, bool hasMains)
    {
        var wasOff = system.State.Power == PowerState.Off;
        Change(system, state => Settled(system, state) with
        {
            HasMains = hasMains,
            Power = PowerState.Off,
            PowerSince = wasOff ? state.PowerSince : Now,
        }, wasOff
            ? new HardwareChange("mains", system.Id, hasMains ? "Back" : "Lost", $"{system.Name} {(hasMains ? "has mains again" : "has lost its mains")}.")
            : new HardwareChange("power", system.Id, nameof(PowerState.Off), $"{system.Name} is off: it has lost its mains."));
    }

    // A state that is about to change: what was taken until now is put down.
    private SystemState Settled(ComputerSystem system, SystemState state) =>
        state with { Metered = SystemPower.Meter(system, state, Now, Timings.PowerOn, _started) };

    private bool IsLive(RackMains mains, PowerSupply supply) =>
        !mains.OutletsOff.Contains(OutletOf(supply).PodId) && mains.Broken.GetValueOrDefault(supply.Id, Health.OK) != Health.Critical;

    private bool HasMains(RackMains mains, Rack rack) => rack.PowerSupplies.Count == 0 || rack.PowerSupplies.Any(s => IsLive(mains, s));

    private TimeSpan LitFor(RackMains mains, Rack rack, DateTimeOffset now) =>
        mains.LitBefore + (HasMains(mains, rack) ? now - (mains.Since ?? _started) : TimeSpan.Zero);
}
