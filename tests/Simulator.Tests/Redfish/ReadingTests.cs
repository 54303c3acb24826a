using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Power and temperatures: they follow the power state, and the old forms agree with the new.</summary>
public sealed class ReadingTests
{
    private const string Chassis = "/redfish/v1/Chassis";
    private const string Sled = Chassis + "/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_system_that_runs_takes_more_power_and_gets_warmer_and_so_do_its_drawer_and_rack()
    {
        var (sled, cpu, drawer, rack, exhaust) = await ReadAsync();

        await Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        var after = await ReadAsync();
        var more = after.Sled - sled;
        more.ShouldBeGreaterThan(50);
        after.Cpu.ShouldBeGreaterThan(cpu + 20);
        after.Exhaust.ShouldBeGreaterThan(exhaust);
        // The fans take their share of what they have to blow away.
        (after.Drawer - drawer).ShouldBeInRange(more, more * 1.05);
        (after.Rack - rack).ShouldBe(after.Drawer - drawer, 0.2);
        (await ReadAsync()).ShouldBe(after);

        async Task<(double Sled, double Cpu, double Drawer, double Rack, double Exhaust)> ReadAsync() => (
            await ReadingAsync(Sled + "/Sensors/power"), await ReadingAsync(Sled + "/Sensors/cpu"), await ReadingAsync(Chassis + "/r1-d1/Sensors/power"),
            await ReadingAsync(Chassis + "/r1/Sensors/power"), await ReadingAsync(Chassis + "/r1-d1/Sensors/exhaust"));
    }

    [Test]
    public async Task The_old_forms_agree_with_the_new()
    {
        var power = (await Redfish.GetAsync(Chassis + "/r1/Power")).Body;
        power.GetProperty("PowerControl")[0].GetProperty("PowerConsumedWatts").GetDouble().ShouldBe(await ReadingAsync(Chassis + "/r1/Sensors/power"));
        power.GetProperty("PowerControl")[0].GetProperty("PowerCapacityWatts").GetInt32()
            .ShouldBe((await Redfish.GetAsync(Chassis + "/r1/PowerSubsystem")).Body.GetProperty("CapacityWatts").GetInt32());
        var thermal = (await Redfish.GetAsync(Chassis + "/r1-d1/Thermal")).Body;
        thermal.GetProperty("Temperatures")[0].GetProperty("ReadingCelsius").GetDouble().ShouldBe(await ReadingAsync(Chassis + "/r1-d1/Sensors/intake"));
        var fan = thermal.GetProperty("Fans")[0];
        (await Redfish.GetAsync(Chassis + "/r1-d1/ThermalSubsystem/Fans/r1-d1-fan-1")).Body.GetProperty("SpeedPercent").GetProperty("SpeedRPM").GetInt32()
            .ShouldBe(fan.GetProperty("Reading").GetInt32());
    }

    [TestCase("/r1")]
    [TestCase("/r1-d1")]
    [TestCase("/r1-d1-s1")]
    public async Task A_glance_at_a_chassis_names_the_sensor_it_is_from(string chassis)
    {
        var glance = (await Redfish.GetAsync(Chassis + chassis + "/EnvironmentMetrics")).Body.GetProperty("PowerWatts");

        (await ReadingAsync(glance.GetProperty("DataSourceUri").GetString()!)).ShouldBe(glance.GetProperty("Reading").GetDouble());
    }

    private async Task<double> ReadingAsync(string uri) => (await Redfish.GetAsync(uri)).Body.GetProperty("Reading").GetDouble();
}
