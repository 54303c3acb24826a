using System.Collections.Frozen;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <summary>
/// A pod: its racks, who holds what, and its composed nodes. The one owner of all state in it: every change is a verb here,
/// made under the lock of what it concerns and reported through <see cref="Changed"/>; readers take no lock.
/// </summary>
public sealed partial class Pod
{
    private readonly TimeProvider _clock;
    private readonly ILookup<string, PooledDevice> _devicesNear;

    public Pod(string id, string name, Guid uuid, IReadOnlyList<Rack> racks, HardwareTimings timings, TimeProvider clock)
    {
        (Id, Name, Uuid, Racks, Timings, _clock) = (id, name, uuid, racks, timings, clock);
        _groups = new DeviceGroups(racks);
        _locks = [.. Enumerable.Range(0, _groups.Count + 1).Select(_ => new Lock())];
        Drawers = racks.SelectMany(r => r.Drawers).ToDictionary(d => d.Id, StringComparer.Ordinal);
        Systems = Drawers.Values.SelectMany(d => d.Systems).ToDictionary(s => s.Id, StringComparer.Ordinal);
        Devices = Drawers.Values.SelectMany(d => d.Devices).ToDictionary(d => d.Id, StringComparer.Ordinal);
        _devicesNear = Devices.Values.SelectMany(d => d.ReachedFrom, (device, rack) => (device, rack)).ToLookup(n => n.rack, n => n.device, StringComparer.Ordinal);
        Index = new SystemIndex(new SystemPlaces(Systems.Values));
        Cables = new CablePlan(racks);
        PcieSwitches = new PcieSwitches(racks);
        StorageServices = racks.SelectMany(r => r.StorageServices).ToDictionary(s => s.Id, StringComparer.Ordinal);
        PowerDistributions = racks.SelectMany(PowerDistribution.Of).ToDictionary(p => p.Id, StringComparer.Ordinal);
        _started = clock.GetUtcNow();
        _racks = racks.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        _outletOf = PowerDistributions.Values.SelectMany(p => p.Outlets).Where(o => o.SupplyId is not null).ToFrozenDictionary(o => o.SupplyId!, StringComparer.Ordinal);
        _furniture = racks.SelectMany(Furniture, (rack, part) => (part.Id, part.Name, Rack: rack)).ToFrozenDictionary(p => p.Id, p => (p.Rack, p.Name), StringComparer.Ordinal);
        Readings = new Readings(this);
    }

    /// <summary>Raised after each change, under its lock: for things that can be composed together in the order of the changes.</summary>
    public event Action<HardwareChange>? Changed;

    public string Id { get; }

    public string Name { get; }

    public Guid Uuid { get; }

    public IReadOnlyList<Rack> Racks { get; }

    public HardwareTimings Timings { get; }

    /// <summary>By the clock that all that takes time here goes by.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    public IReadOnlyDictionary<string, Drawer> Drawers { get; }

    /// <summary>By id, in the order of the rack file.</summary>
    public IReadOnlyDictionary<string, ComputerSystem> Systems { get; }

    /// <summary>By id, in the order of the rack file.</summary>
    public IReadOnlyDictionary<string, PooledDevice> Devices { get; }

    /// <summary>Pooled devices that systems of a rack reach, in the order of the rack file.</summary>
    public IEnumerable<PooledDevice> DevicesNear(string rackId) => _devicesNear[rackId];

    /// <summary>By id, in the order of the rack file.</summary>
    public IReadOnlyDictionary<string, StorageService> StorageServices { get; }

    public Holdings Holdings { get; } = new();

    /// <summary>Moves a system to the next state of a path that <see cref="PowerStateMachine"/> gave. Without mains it stays off.</summary>
    public void SetPower(ComputerSystem system, PowerState power)
    {
        using (Act(system))
        {
            var before = system.State;
            if (power == before.Power || !before.HasMains)
            {
                return;
            }

            var started = power == PowerState.On;
            Change(system, state =>
            {
                var now = _clock.GetUtcNow();
                return Settled(system, state) with
                {
                    Power = power,
                    PowerSince = now,
                    Storage = started ? state.Storage.AfterBoot(now, Timings.InitializeVolume) : state.Storage,
                    Firmware = started ? state.Firmware.AfterBoot(state.Boot.Mode, now) : state.Firmware,
                    Boot = started ? state.Boot.AfterBoot() : state.Boot,
                    Menu = started ? state.Menu.AfterBoot(state.Boot) : state.Menu,
                    LastReset = started ? now : state.LastReset,
                    TpmHasSecrets = state.TpmHasSecrets || (started && system.TpmInterface is not null),
                    MemoryHasData = state.MemoryHasData || (started && system.Memory.Any(m => m.IsPersistent)),
                };
            }, new HardwareChange("power", system.Id, power.ToString(), $"{system.Name} is {Words(power)}."));
            WriteConsole(system, BootText.Of(system, power));
            if (started)
            {
                Activate(new FirmwareItem(FirmwareKind.Bios, system.Id));
                Activate(new FirmwareItem(FirmwareKind.Nic, system.Id));
            }
        }
    }

    public void SetBoot(ComputerSystem system, BootOverride boot) =>
        Change(system, state => state with { Boot = boot },
            new HardwareChange("power", system.Id, "Boot", $"{system.Name} boots from {boot.Target} ({boot.Enabled}, {boot.Mode})."));

    public void SetAssetTag(ComputerSystem system, string? assetTag) =>
        Change(system, state => state with { AssetTag = assetTag },
            new HardwareChange("power", system.Id, "AssetTag", $"{system.Name} is tagged {assetTag ?? "(nothing)"}."));

    public void SetLocator(ComputerSystem system, Locator locator) =>
        Change(system, state => state with { IndicatorLit = locator != Locator.Off, IndicatorBlinks = locator == Locator.Blinking },
            new HardwareChange("power", system.Id, "Indicator", $"The locator of {system.Name} is {locator}."));

    /// <param name="hostName">Null for the name that the system has of itself.</param>
    public void SetHostName(ComputerSystem system, string? hostName) =>
        Change(system, state => state with { HostName = hostName },
            new HardwareChange("power", system.Id, "HostName", $"{system.Name} is called {hostName ?? system.Id}."));

    /// <summary>What runs on a system writes to its serial console.</summary>
    public void WriteConsole(ComputerSystem system, params IEnumerable<string> lines)
    {
        using (Act(system))
        {
            system.Write_NeedsLock(system.Console.With(_clock.GetUtcNow(), lines));
        }
    }

    public void SetUserMode(ComputerSystem system, bool isEnabled) =>
        Change(system, state => state with { UserModeEnabled = isEnabled },
            new HardwareChange("power", system.Id, "UserMode", $"The user mode of {system.Name} is {(isEnabled ? "on" : "off")}."));

    /// <param name="number">From 1; null for none.</param>
    public void ChoosePerformance(ComputerSystem system, int? number) =>
        Change(system, state => state with { PerformanceConfiguration = number },
            new HardwareChange("power", system.Id, "Performance", $"{system.Name} has {(number is { } chosen ? system.PerformanceConfigurations[chosen - 1] : "no performance configuration")}."));

    public void Tag(ComputerSystem system, IReadOnlyList<KeyValuePair<string, string?>> tags) =>
        Change(system, state => tags.Count == 0 ? state : state with { Tags = state.Tags.With(tags) },
            new HardwareChange("power", system.Id, "Tags", $"{system.Name} has other tags."));

    public void EditBootMenu(ComputerSystem system, Func<BootMenu, BootMenu> edit) =>
        Change(system, state => state with { Menu = edit(state.Menu) },
            new HardwareChange("firmware", system.Id, "BootMenu", $"{system.Name} has another boot menu."));

    /// <summary>Breaks or heals a system, pooled device, power supply, fan, battery, pump or leak rope; the node that holds it follows. A board of an ExpEther fabric goes down. False when there is none of that id.</summary>
    public bool SetHealth(string id, Health health)
    {
        var change = new HardwareChange("health", id, health.ToString(), $"The health of {id} is {health}.");
        if (Systems.TryGetValue(id, out var system))
        {
            Change(system, state => state with { Health = health }, change);
        }
        else if (Devices.TryGetValue(id, out var device))
        {
            using (Act(device))
            {
                device.Become_NeedsLock(device.State with { Health = health });
                Changed?.Invoke(change);
            }
        }
        else
        {
            return ExpEther?.SetUp(id, health != Health.Critical) is true || SetFurnitureHealth(id, health, change);
        }

        FollowHealth(id);
        return true;
    }

    private static string Words(PowerState power) => power switch
    {
        PowerState.PoweringOn => "powering on",
        PowerState.PoweringOff => "powering off",
        PowerState.On => "on",
        _ => "off",
    };

    private void Change(ComputerSystem system, Func<SystemState, SystemState> next, HardwareChange change)
    {
        using (Act(system))
        {
            var before = system.State;
            var after = next(before);
            if (after == before)
            {
                return;
            }

            system.Become_NeedsLock(after);
            Touch_NeedsLock([system.Id]);
            system.Write_NeedsLock(system.Log.With(_clock.GetUtcNow(), change));
            Changed?.Invoke(change);
        }
    }
}
