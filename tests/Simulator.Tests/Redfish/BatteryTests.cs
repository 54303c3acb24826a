using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish;

/// <summary>The battery of a rack, which follows its mains.</summary>
public sealed class BatteryTests
{
    private const string Battery = "/redfish/v1/Chassis/r1/PowerSubsystem/Batteries/r1-battery";
    private const double LoadWatts = 56; // seven sleds

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_battery_is_full_and_idle_while_there_are_mains()
    {
        await SwitchAsync("a", on: false);
        await _simulator.PassAsync(3_600);

        (await ChargeAsync()).ShouldBe(("Idle", 100));
        var body = await BodyAsync(Battery);
        body.GetProperty("CapacityActualWattHours").GetDouble().ShouldBeLessThanOrEqualTo(body.GetProperty("CapacityRatedWattHours").GetDouble());
        (await StoredAsync()).ShouldBe(body.GetProperty("CapacityActualWattHours").GetDouble());
    }

    [Test]
    public async Task Without_mains_it_discharges_and_is_charged_when_they_are_back()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "ResourceTypes": ["Battery"]}""");
        var full = await StoredAsync();

        await SwitchAsync("a", on: false);
        await SwitchAsync("b", on: false);
        await _simulator.PassAsync(2 * 3_600);

        (await ChargeAsync()).State.ShouldBe("Discharging");
        (await StoredAsync()).ShouldBe(full - (2 * LoadWatts), 0.2);
        var shown = (await BodyAsync("/redfish/v1/Chassis/r1/Sensors/r1-battery-charge")).GetProperty("Reading").GetDouble();
        (await ChargeAsync()).Percent.ShouldBe(shown);

        // What happens to an outlet in between takes nothing from it and adds nothing.
        await SwitchAsync("a", on: true);
        (await ChargeAsync()).ShouldBe(("Charging", shown));
        await SwitchAsync("b", on: true);
        await _simulator.PassAsync(3_600);
        (await StoredAsync()).ShouldBe(full - (2 * LoadWatts) + RackBattery.ChargeWatts, 0.2);
        await _simulator.PassAsync(3_600);
        (await ChargeAsync()).ShouldBe(("Idle", 100));

        foreach (var state in new[] { "Discharging", "Charging" })
        {
            var told = (await receiver.NextAsync()).GetProperty("Events")[0];
            told.GetProperty("MessageArgs").EnumerateArray().Last().GetString().ShouldBe(state);
            told.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(Battery);
        }
    }

    [Test]
    public async Task It_runs_empty_and_says_so_before()
    {
        await SwitchAsync("a", on: false);
        await SwitchAsync("b", on: false);

        await _simulator.PassAsync(6.5 * 3_600);
        (await HealthAsync()).ShouldBe("Warning");
        await _simulator.PassAsync(24 * 3_600);

        (await ChargeAsync()).ShouldBe(("Idle", 0));
        (await HealthAsync()).ShouldBe("Critical");
    }

    [Test]
    public async Task A_battery_can_be_broken()
    {
        _simulator.App.Pod.SetHealth("r1-battery", Health.Critical).ShouldBeTrue();

        (await HealthAsync()).ShouldBe("Critical");
        (await Redfish.GetAsync("/redfish/v1/Chassis/r2/PowerSubsystem/Batteries/r1-battery")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task SwitchAsync(string feed, bool on) =>
        (await Redfish.PostAsync(
            $"/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-{feed}/Outlets/outlet-1/Actions/Outlet.PowerControl", $$"""{"PowerState":"{{(on ? "On" : "Off")}}"}"""))
        .Status.ShouldBe(HttpStatusCode.NoContent);

    private async Task<(string State, double Percent)> ChargeAsync() =>
        ((await BodyAsync(Battery)).GetProperty("ChargeState").GetString()!, await MetricAsync("ChargePercent"));

    private Task<double> StoredAsync() => MetricAsync("StoredEnergyWattHours");

    private async Task<double> MetricAsync(string name) => (await BodyAsync(Battery + "/Metrics")).GetProperty(name).GetProperty("Reading").GetDouble();

    private async Task<string> HealthAsync() => (await BodyAsync(Battery)).GetProperty("Status").GetProperty("Health").GetString()!;

    private async Task<JsonElement> BodyAsync(string uri) => (await Redfish.GetAsync(uri)).Body;
}
