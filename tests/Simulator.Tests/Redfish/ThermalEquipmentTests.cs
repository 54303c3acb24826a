using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish;

/// <summary>The coolant distribution unit of a rack, which takes away what the rack gives off.</summary>
public sealed class ThermalEquipmentTests
{
    private const string Rack = "/redfish/v1/Chassis/r1";
    private const string Unit = "/redfish/v1/ThermalEquipment/CDUs/r1-cdu";
    private const string Loop = Unit + "/SecondaryCoolantConnectors/1";
    private const string Building = Unit + "/PrimaryCoolantConnectors/1";
    private const string Pump1 = Unit + "/Pumps/r1-cdu-pump-1";
    private const string Pump2 = Unit + "/Pumps/r1-cdu-pump-2";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task What_the_rack_takes_the_water_carries_away_on_both_sides()
    {
        await CarriesTheHeatAsync();
        var before = await ReadingAsync(Loop, "HeatRemovedkW");

        await PowerOnAsync();

        (await ReadingAsync(Loop, "HeatRemovedkW")).ShouldBeGreaterThan(before);
        await CarriesTheHeatAsync();

        async Task CarriesTheHeatAsync()
        {
            var watts = (await BodyAsync(Rack + "/Sensors/power")).GetProperty("Reading").GetDouble();
            foreach (var connector in new[] { Loop, Building, Rack + "/ThermalSubsystem/CoolantConnectors/1" })
            {
                (await ReadingAsync(connector, "HeatRemovedkW")).ShouldBe(watts / 1_000, 0.01, connector);
                (await ReadingAsync(connector, "ReturnTemperatureCelsius")).ShouldBe(
                    await ReadingAsync(connector, "SupplyTemperatureCelsius") + await ReadingAsync(connector, "DeltaTemperatureCelsius"), 0.011, connector);
            }
        }
    }

    [Test]
    public async Task Without_one_pump_the_other_carries_all_and_without_both_the_water_stands()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await _simulator.Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "ResourceTypes": ["Pump"]}""");
        await PowerOnAsync();
        var (heat, speed) = (await ReadingAsync(Loop, "HeatRemovedkW"), await ReadingAsync(Pump2, "PumpSpeedPercent"));

        _simulator.App.Pod.SetHealth("r1-cdu-pump-1", Health.Critical);

        (await ReadingAsync(Pump1, "PumpSpeedPercent")).ShouldBe(0);
        (await ReadingAsync(Pump2, "PumpSpeedPercent")).ShouldBeGreaterThan(speed);
        (await ReadingAsync(Loop, "HeatRemovedkW")).ShouldBe(heat, 0.01);
        await HealthAsync("Warning", Unit, Rack + "/ThermalSubsystem", Rack);
        var told = (await receiver.NextAsync()).GetProperty("Events")[0];
        told.GetProperty("MessageId").GetString().ShouldEndWith("ResourceStatusChangedCritical");
        told.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(Pump1);

        _simulator.App.Pod.SetHealth("r1-cdu-pump-2", Health.Critical);

        (await ReadingAsync(Loop, "FlowLitersPerMinute")).ShouldBe(0);
        (await ReadingAsync(Loop, "HeatRemovedkW")).ShouldBe(0);
        (await ReadingAsync(Building, "HeatRemovedkW")).ShouldBe(0);
        await HealthAsync("Critical", Unit, Rack);
        await HealthAsync("OK", Rack + "/PowerSubsystem", "/redfish/v1/ThermalEquipment/CDUs/r2-cdu");
    }

    [Test]
    public async Task A_leak_under_the_rack_is_a_leak_of_its_unit()
    {
        var detection = (await BodyAsync(Unit)).GetProperty("LeakDetection").GetProperty("@odata.id").GetString()!;
        detection.ShouldBe(Rack + "/ThermalSubsystem/LeakDetection");
        await HealthAsync("OK", Unit);

        _simulator.App.Pod.SetHealth("r1-leak-back", Health.Warning);

        await HealthAsync("Warning", Unit, detection);
    }

    [Test]
    public async Task The_filter_grows_old()
    {
        await _simulator.PassAsync(36_000);

        (await BodyAsync(Unit + "/Filters/filter-1")).GetProperty("ServiceHours").GetDouble().ShouldBe(10, 0.2);
    }

    [TestCase("CDUs/r1")]
    [TestCase("CDUs/r1-cdu/Pumps/r2-cdu-pump-1")]
    [TestCase("CDUs/r1-cdu/SecondaryCoolantConnectors/2")]
    public async Task What_there_is_not_is_not_found(string what) =>
        (await _simulator.Redfish.GetAsync("/redfish/v1/ThermalEquipment/" + what)).Status.ShouldBe(HttpStatusCode.NotFound);

    private async Task PowerOnAsync()
    {
        foreach (var system in new[] { "r1-d1-s1", "r1-d1-s2", "r1-d2-s1" })
        {
            await _simulator.Redfish.PostAsync($"/redfish/v1/Systems/{system}/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        }

        await _simulator.PassAsync(20);
    }

    private async Task HealthAsync(string expected, params string[] uris)
    {
        foreach (var uri in uris)
        {
            (await BodyAsync(uri)).GetProperty("Status").GetProperty("Health").GetString().ShouldBe(expected, uri);
        }
    }

    private async Task<double> ReadingAsync(string uri, string name) => (await BodyAsync(uri)).GetProperty(name).GetProperty("Reading").GetDouble();

    private async Task<JsonElement> BodyAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);
        answer.Status.ShouldBe(HttpStatusCode.OK, uri);
        return answer.Body;
    }
}
