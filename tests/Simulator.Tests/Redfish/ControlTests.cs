using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Power limits of sleds and the least speed of fans: what is set is what happens.</summary>
public sealed class ControlTests
{
    private const string Sled = "/redfish/v1/Chassis/r1-d2-s1";
    private const string Limit = Sled + "/Controls/power-limit";
    private const string Floor = "/redfish/v1/Chassis/r1-d1/Controls/fan-floor";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_power_limit_holds_and_shows_wherever_power_is_told()
    {
        await Redfish.PostAsync("/redfish/v1/Systems/r1-d2-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        var limit = (await Redfish.GetAsync(Limit)).Body.GetProperty("AllowableMin").GetDouble();
        await _simulator.PassAsync(600);
        (await WattsAsync()).ShouldBeGreaterThan(limit);

        var patched = await Redfish.PatchAsync(Limit, $$"""{"SetPoint": {{limit}}}""");

        patched.Status.ShouldBe(HttpStatusCode.OK);
        patched.Body.GetProperty("ControlMode").GetString().ShouldBe("Automatic");
        (await WattsAsync()).ShouldBe(limit);
        var old = (await Redfish.GetAsync(Sled + "/Power")).Body.GetProperty("PowerControl")[0];
        old.GetProperty("PowerConsumedWatts").GetDouble().ShouldBe(limit);
        old.GetProperty("PowerLimit").GetProperty("LimitInWatts").GetDouble().ShouldBe(limit);
        var glance = (await Redfish.GetAsync(Sled + "/EnvironmentMetrics")).Body.GetProperty("PowerLimitWatts");
        (glance.GetProperty("SetPoint").GetDouble(), glance.GetProperty("Reading").GetDouble()).ShouldBe((limit, limit));
        glance.GetProperty("DataSourceUri").GetString().ShouldBe(Limit);

        await Redfish.PatchAsync(Limit, """{"ControlMode": "Disabled"}""");

        (await WattsAsync()).ShouldBeGreaterThan(limit);
    }

    [Test]
    public async Task Fans_never_run_slower_than_is_set_and_blow_the_air_cooler()
    {
        var exhaust = await ReadingAsync("/redfish/v1/Chassis/r1-d1/Sensors/exhaust");

        await Redfish.PatchAsync(Floor, """{"SetPoint": 80}""");

        (await ReadingAsync("/redfish/v1/Chassis/r1-d1/Sensors/r1-d1-fan-1")).ShouldBe(80);
        (await ReadingAsync("/redfish/v1/Chassis/r1-d1/Sensors/exhaust")).ShouldBeLessThan(exhaust);
    }

    [TestCase(Limit, """{"SetPoint": 1}""", "PropertyValueOutOfRange #/SetPoint")]
    [TestCase(Limit, """{"SetPoint": 1e400}""", "PropertyValueOutOfRange #/SetPoint")]
    [TestCase(Limit, """{"SetPoint": "much"}""", "PropertyValueTypeError #/SetPoint")]
    [TestCase(Limit, """{"ControlMode": "Manual"}""", "PropertyValueNotInList #/ControlMode")]
    [TestCase(Limit, """{"ControlMode": "Automatic"}""", "PropertyMissing #/SetPoint")]
    [TestCase(Limit, """{"AllowableMin": 1}""", "PropertyNotWritable #/AllowableMin")]
    [TestCase(Limit, """{"Colour": 1}""", "PropertyUnknown #/Colour")]
    [TestCase(Floor, """{"SetPoint": null}""", "PropertyValueTypeError #/SetPoint")]
    [TestCase(Floor, """{"ControlMode": "Disabled"}""", "PropertyValueNotInList #/ControlMode")]
    public async Task A_wrong_setting_is_refused_and_sets_nothing(string control, string body, string problem)
    {
        var before = (await Redfish.GetAsync(control)).Text;

        var answer = await Redfish.PatchAsync(control, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
        (await Redfish.GetAsync(control)).Text.ShouldBe(before);
    }

    // What moves by itself must not stand in the way of a write with If-Match.
    [TestCase(Sled)]
    [TestCase(Limit)]
    [TestCase(Floor)]
    [TestCase("/redfish/v1/Systems/r1-d2-s1")]
    [TestCase("/redfish/v1/Managers/r1-d2-s1-bmc")]
    [TestCase("/redfish/v1/TelemetryService/MetricReportDefinitions/Power")]
    [TestCase("/redfish/v1/TelemetryService/Triggers/HotProcessors")]
    public async Task What_can_be_written_stays_as_it_is_while_readings_move(string uri)
    {
        await Redfish.PostAsync("/redfish/v1/Systems/r1-d2-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(60);
        var watts = await WattsAsync();
        var before = await Redfish.GetAsync(uri);
        before.Status.ShouldBe(HttpStatusCode.OK);

        await _simulator.PassAsync(900);

        (await WattsAsync()).ShouldNotBe(watts);
        (await Redfish.GetAsync(uri)).Headers["ETag"].ShouldBe(before.Headers["ETag"]);
    }

    private Task<double> WattsAsync() => ReadingAsync(Sled + "/Sensors/power");

    private async Task<double> ReadingAsync(string uri) => (await Redfish.GetAsync(uri)).Body.GetProperty("Reading").GetDouble();
}
