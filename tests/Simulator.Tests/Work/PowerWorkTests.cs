using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Hardware;
using Simulator.Tests.Hardware;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Tests.Work;

public sealed class PowerWorkTests
{
    private SimulatorWorld _world = null!;
    private Pod _pod = null!;
    private PowerWork _power = null!;

    private ComputerSystem System => _pod.Systems["s1"];

    [SetUp]
    public void MakeBench()
    {
        _world = new SimulatorWorld(ClockSetting.Virtual, new Seed(1), NullLoggerFactory.Instance);
        _world.Clock.Freeze();
        _pod = new BenchPod().With("s1").Build(_world.Clock, new HardwareTimings { PowerOn = TimeSpan.FromMinutes(20), PowerOff = TimeSpan.FromSeconds(4) });
        _power = new PowerWork(_pod, _world.Work);
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_boot_of_twenty_minutes_takes_twenty_virtual_minutes()
    {
        _power.Reset(System, ResetType.On).ShouldBeNull();
        System.State.Power.ShouldBe(PowerState.PoweringOn);

        _world.Clock.Unfreeze();
        await _world.Work.EndOf(_world.Work.Items[0].Id).Soon();

        System.State.Power.ShouldBe(PowerState.On);
        (_world.Clock.GetUtcNow() - SimulatorClock.VirtualEpoch).ShouldBe(TimeSpan.FromMinutes(20));
        System.State.LastReset.ShouldBe(_world.Clock.GetUtcNow());
    }

    [Test]
    public async Task A_graceful_restart_walks_through_all_its_states()
    {
        await TurnOnAsync();
        var seen = new List<string>();
        _pod.Changed += change => seen.Add(change.What);

        _power.Reset(System, ResetType.GracefulRestart).ShouldBeNull();
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(30)).Soon();

        seen.ShouldBe(
        [
            "PoweringOff", "Off", "PoweringOn", "MemoryInitializationStarted", "PCIResourceConfigStarted", "SystemHardwareInitializationComplete",
            "OSBootStarted", "On",
        ]);
    }

    [Test]
    public async Task A_forced_off_stops_a_boot()
    {
        _power.Reset(System, ResetType.On);

        _power.Reset(System, ResetType.ForceOff).ShouldBeNull();
        await _world.Clock.AdvanceAsync(TimeSpan.FromHours(1)).Soon();

        System.State.Power.ShouldBe(PowerState.Off);
    }

    [TestCase(ResetType.ForceOff)]
    [TestCase(ResetType.GracefulShutdown)]
    public async Task Off_in_the_middle_of_a_restart_stays_off(ResetType off)
    {
        await TurnOnAsync();
        _power.Reset(System, ResetType.ForceRestart);
        System.State.Power.ShouldBe(PowerState.Off);

        _power.Reset(System, off).ShouldBeNull();
        await _world.Clock.AdvanceAsync(TimeSpan.FromHours(1)).Soon();

        System.State.Power.ShouldBe(PowerState.Off);
    }

    [Test]
    public void A_refused_reset_starts_nothing()
    {
        _power.Reset(System, ResetType.Nmi).ShouldBe(PowerRefusal.Off);

        _world.Work.Items.ShouldBeEmpty();
    }

    private async Task TurnOnAsync()
    {
        _power.Reset(System, ResetType.On).ShouldBeNull();
        await _world.Clock.AdvanceAsync(TimeSpan.FromHours(1)).Soon();
        System.State.Power.ShouldBe(PowerState.On);
    }
}
