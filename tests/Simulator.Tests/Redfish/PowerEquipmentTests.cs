using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish;

/// <summary>Outlets feed power supplies, and power supplies feed the rack.</summary>
public sealed class PowerEquipmentTests
{
    private const string Rack = "/redfish/v1/Chassis/r1";
    private const string Supply1 = Rack + "/PowerSubsystem/PowerSupplies/r1-psu-1";
    private const string Supply2 = Rack + "/PowerSubsystem/PowerSupplies/r1-psu-2";
    private const string OutletA = "/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-a/Outlets/outlet-1";
    private const string OutletB = "/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-b/Outlets/outlet-1";
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task Both_feeds_carry_half_and_what_goes_in_is_what_the_outlets_give()
    {
        var (one, two) = (await WattsAsync(Supply1), await WattsAsync(Supply2));

        one.Out.ShouldBe(two.Out);
        (one.Out + two.Out).ShouldBe((await BodyAsync(Rack + "/Sensors/power")).GetProperty("Reading").GetDouble(), 0.2);
        one.In.ShouldBeGreaterThan(one.Out);
        (await ExcerptAsync(OutletA, "PowerWatts")).ShouldBe(one.In);
        (await ExcerptAsync("/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-a/Metrics", "PowerWatts")).ShouldBe(one.In);
        (await ExcerptAsync("/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-a/Branches/branch-1", "PowerWatts")).ShouldBe(one.In);
        (await ExcerptAsync("/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-a/Mains/AC1", "PowerWatts")).ShouldBe(one.In);
    }

    [Test]
    public async Task An_outlet_that_is_off_takes_the_redundancy_and_the_other_feed_carries_all()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "ResourceTypes": ["PowerSupply", "Outlet"]}""");
        var before = await WattsAsync(Supply2);

        (await SwitchAsync(OutletA, "Off")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await BodyAsync(OutletA)).GetProperty("PowerState").GetString().ShouldBe("Off");
        (await BodyAsync(Supply1)).GetProperty("LineInputStatus").GetString().ShouldBe("LossOfInput");
        (await HealthAsync(Supply1)).ShouldBe("Warning");
        (await HealthAsync(Rack + "/PowerSubsystem")).ShouldBe("Warning");
        (await HealthAsync(Rack)).ShouldBe("Warning");
        var old = await BodyAsync(Rack + "/Power");
        old.GetProperty("Redundancy")[0].GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Warning");
        old.GetProperty("PowerSupplies")[0].GetProperty("LineInputVoltage").GetDouble().ShouldBe(0);
        (await WattsAsync(Supply1)).ShouldBe((0, 0));
        (await WattsAsync(Supply2)).Out.ShouldBe(before.Out * 2, 0.2);
        (await KeyAsync()).ShouldBe("ResourcePoweredOff");
        (await KeyAsync()).ShouldBe("ResourceStatusChangedWarning");

        await SwitchAsync(OutletA, "On");

        (await HealthAsync(Rack)).ShouldBe("OK");
        (await WattsAsync(Supply2)).ShouldBe(before);

        async Task<string> KeyAsync() =>
            (await receiver.NextAsync()).GetProperty("Events")[0].GetProperty("MessageId").GetString()!.Split('.')[^1];
    }

    [Test]
    public async Task A_rack_without_feeds_is_dark_and_its_systems_stay_off_until_it_has_one()
    {
        await PowerOnAsync();
        (await PowerAsync()).ShouldBe("On");
        await SwitchAsync(OutletA, "Off");
        (await PowerAsync()).ShouldBe("On");

        await SwitchAsync(OutletB, "Off");

        (await PowerAsync()).ShouldBe("Off");
        (await HealthAsync(Rack)).ShouldBe("Critical");
        var used = (await BodyAsync(Rack + "/Sensors/energy")).GetProperty("Reading").GetDouble();
        (await BodyAsync(Rack + "/Sensors/power")).GetProperty("Reading").GetDouble().ShouldBe(0);
        await PowerOnAsync();
        (await PowerAsync()).ShouldBe("Off");
        await _simulator.PassAsync(3600);
        (await BodyAsync(Rack + "/Sensors/energy")).GetProperty("Reading").GetDouble().ShouldBe(used);

        await SwitchAsync(OutletB, "On");
        await PowerOnAsync();

        (await PowerAsync()).ShouldBe("On");
    }

    [Test]
    public async Task A_power_cycle_comes_back_by_itself()
    {
        _simulator.App.Clock.Freeze();
        await SwitchAsync(OutletA, "PowerCycle");
        (await BodyAsync(OutletA)).GetProperty("PowerState").GetString().ShouldBe("Off");

        await _simulator.PassAsync(10);

        (await BodyAsync(OutletA)).GetProperty("PowerState").GetString().ShouldBe("On");
    }

    [Test]
    public async Task What_an_outlet_has_given_adds_up_over_switching()
    {
        await _simulator.PassAsync(3600);
        var (a, b) = (await EnergyAsync(OutletA), await EnergyAsync(OutletB));
        a.ShouldBe((await ExcerptAsync(OutletA, "PowerWatts")) / 1000, 0.001);
        await SwitchAsync(OutletA, "Off");

        await _simulator.PassAsync(3600);

        (await EnergyAsync(OutletA)).ShouldBe(a);
        (await EnergyAsync(OutletB)).ShouldBe(b * 3, 0.002);
    }

    [TestCase("{}", "ActionParameterMissing #/PowerState")]
    [TestCase("""{"PowerState": "Maybe"}""", "ActionParameterValueNotInList #/PowerState")]
    [TestCase("""{"PowerState": "Off", "x": 1}""", "ActionParameterUnknown #/x")]
    public async Task A_wrong_wish_is_refused_and_switches_nothing(string body, string problem)
    {
        var answer = await Redfish.PostAsync(OutletA + "/Actions/Outlet.PowerControl", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
        (await BodyAsync(OutletA)).GetProperty("PowerState").GetString().ShouldBe("On");
    }

    [Test]
    public async Task Power_supplies_outlets_and_rack_lead_to_each_other()
    {
        (await LinksAsync(Supply1, "PowerOutlets")).ShouldBe([OutletA]);
        (await LinksAsync(OutletA, "PowerSupplies")).ShouldBe([Supply1]);
        (await LinksAsync(OutletA, "Chassis")).ShouldBe([Rack]);
        (await LinksAsync(Rack, "PowerOutlets")).ShouldBe([OutletA, OutletB]);
        (await LinksAsync(Supply1, "PoweringChassis")).ShouldContain(Rack);

        async Task<IEnumerable<string?>> LinksAsync(string uri, string name) =>
            (await BodyAsync(uri)).GetProperty("Links").GetProperty(name).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString());
    }

    [Test]
    public async Task A_broken_fan_stands_still_and_the_others_make_up_for_it()
    {
        var fans = "/redfish/v1/Chassis/r1-d1/ThermalSubsystem/Fans/r1-d1-fan-";
        await PowerOnAsync();
        await Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s2/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(20);
        var before = await ExcerptAsync(fans + "2", "SpeedPercent");

        using var content = RedfishClient.Json("""{"id": "r1-d1-fan-1", "health": "Critical"}""");
        (await _simulator.Control.PostAsync("/sim/v1/health", content)).IsSuccessStatusCode.ShouldBeTrue();

        (await ExcerptAsync(fans + "1", "SpeedPercent")).ShouldBe(0);
        (await ExcerptAsync(fans + "2", "SpeedPercent")).ShouldBeGreaterThan(before);
        (await HealthAsync(fans + "1")).ShouldBe("Critical");
        (await HealthAsync("/redfish/v1/Chassis/r1-d1")).ShouldBe("Warning");
        (await HealthAsync("/redfish/v1/Chassis/r1-d1/ThermalSubsystem")).ShouldBe("Warning");
    }

    private async Task<JsonElement> BodyAsync(string uri)
    {
        var answer = await Redfish.GetAsync(uri);
        answer.Status.ShouldBe(HttpStatusCode.OK, uri);
        return answer.Body;
    }

    private async Task<double> ExcerptAsync(string uri, string name) => (await BodyAsync(uri)).GetProperty(name).GetProperty("Reading").GetDouble();

    private Task<double> EnergyAsync(string outlet) => ExcerptAsync(outlet, "EnergykWh");

    private async Task<(double In, double Out)> WattsAsync(string supply) =>
        (await ExcerptAsync(supply + "/Metrics", "InputPowerWatts"), await ExcerptAsync(supply + "/Metrics", "OutputPowerWatts"));

    private async Task<string?> HealthAsync(string uri) => (await BodyAsync(uri)).GetProperty("Status").GetProperty("Health").GetString();

    private async Task<string?> PowerAsync() => (await BodyAsync(System)).GetProperty("PowerState").GetString();

    private Task<Answer> SwitchAsync(string outlet, string state) =>
        Redfish.PostAsync(outlet + "/Actions/Outlet.PowerControl", $$"""{"PowerState": "{{state}}"}""");

    private async Task PowerOnAsync()
    {
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(20);
    }
}
