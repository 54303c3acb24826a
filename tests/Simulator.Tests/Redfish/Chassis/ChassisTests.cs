using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class ChassisTests
{
    private const string Rack = "/redfish/v1/Chassis/r1";
    private const string Drawer = "/redfish/v1/Chassis/r1-d1";
    private const string Sled = "/redfish/v1/Chassis/r1-d1-s1";
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

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

    [TestCase("/redfish/v1/Chassis/pod")]
    [TestCase(Rack)]
    [TestCase(Drawer)]
    [TestCase(Sled)]
    public async Task A_chassis_is_tagged_and_its_locator_lit(string chassis)
    {
        var answer = await Redfish.PatchAsync(chassis, """{"AssetTag":"A-7","IndicatorLED":"Blinking"}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("AssetTag").GetString().ShouldBe("A-7");
        answer.Body.GetProperty("IndicatorLED").GetString().ShouldBe("Blinking");
        answer.Body.GetProperty("LocationIndicatorActive").GetBoolean().ShouldBeTrue();
        (await Redfish.PatchAsync(chassis, """{"LocationIndicatorActive":false}""")).Body.GetProperty("IndicatorLED").GetString().ShouldBe("Off");
        (await Redfish.GetAsync(chassis)).Body.GetProperty("AssetTag").GetString().ShouldBe("A-7");
    }

    [Test]
    public async Task A_sled_and_its_system_have_one_tag_and_one_light()
    {
        await Redfish.PatchAsync(Sled, """{"AssetTag":"A-8","LocationIndicatorActive":true}""");

        var system = (await Redfish.GetAsync(System)).Body;
        system.GetProperty("AssetTag").GetString().ShouldBe("A-8");
        system.GetProperty("IndicatorLED").GetString().ShouldBe("Lit");
    }

    [Test]
    public async Task A_rack_says_where_it_is()
    {
        var answer = await Redfish.PatchAsync(Rack, """{"Oem":{"Intel_RackScale":{"GeoTag":"row 3"}}}""");

        answer.Body.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("GeoTag").GetString().ShouldBe("row 3");
        (await Redfish.PatchAsync(Rack, """{"Oem":{"Intel_RackScale":{"RMMPresent":false,"Colour":1}}}""")).Problems
            .ShouldBe(["PropertyNotWritable #/Oem/Intel_RackScale/RMMPresent", "PropertyUnknown #/Oem/Intel_RackScale/Colour"]);
    }

    [Test]
    public async Task What_cannot_be_written_is_told_all_at_once()
    {
        (await Redfish.PatchAsync(Sled, """{"ChassisType":"Rack","PowerState":"On","HeightMm":1,"Colour":"red"}""")).Problems
            .ShouldBe(
                ["PropertyNotWritable #/ChassisType", "PropertyNotWritable #/PowerState", "PropertyNotWritable #/HeightMm", "PropertyUnknown #/Colour"],
                ignoreOrder: true);
    }

    [Test]
    public async Task A_reset_of_a_drawer_is_one_of_all_its_systems()
    {
        (await ResetAsync(Drawer, "On")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await PowerOfDrawerAsync()).ShouldBe(["PoweringOn", "PoweringOn", "PoweringOn", "PoweringOn"]);
        (await ResetAsync(Drawer, "GracefulShutdown")).Problems.ShouldBe(["ResourceInUse"]);
        await _simulator.PassAsync(10);
        (await PowerOfDrawerAsync()).ShouldBe(["On", "On", "On", "On"]);
        (await Redfish.GetAsync(Drawer)).Body.GetProperty("PowerState").GetString().ShouldBe("On");

        (await ResetAsync(Sled, "ForceOff")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ResetAsync(Drawer, "GracefulRestart")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(20);

        (await PowerOfDrawerAsync()).ShouldBe(["Off", "On", "On", "On"]);
    }

    [Test]
    public async Task A_restart_of_a_drawer_that_is_off_is_refused_as_one_of_a_system_is()
    {
        (await ResetAsync(Drawer, "GracefulRestart")).Problems.ShouldBe(["ResourceInStandby"]);
        (await ResetAsync(Drawer, "Suspend")).Problems.ShouldBe(["ActionParameterValueNotInList #/ResetType"]);
    }

    [TestCase(Rack)]
    [TestCase("/redfish/v1/Chassis/r1-d3")]
    [TestCase("/redfish/v1/Chassis/none")]
    public async Task A_chassis_without_systems_of_its_own_has_no_reset(string chassis)
    {
        (await ResetAsync(chassis, "On")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(chassis + "/ResetActionInfo")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase(Drawer, "#Chassis.Reset")]
    [TestCase(System, "#ComputerSystem.Reset")]
    [TestCase("/redfish/v1/Managers/r1-d1-s1-bmc", "#Manager.Reset")]
    public async Task The_information_about_an_action_says_what_stands_beside_it(string resource, string action)
    {
        var reset = (await Redfish.GetAsync(resource)).Body.GetProperty("Actions").GetProperty(action);
        var parameter = (await Redfish.GetAsync(reset.GetProperty("@Redfish.ActionInfo").GetString()!)).Body.GetProperty("Parameters")[0];

        parameter.GetProperty("Name").GetString().ShouldBe("ResetType");
        parameter.GetProperty("AllowableValues").GetRawText().ShouldBe(reset.GetProperty("ResetType@Redfish.AllowableValues").GetRawText());
    }

    private Task<Answer> ResetAsync(string chassis, string type) =>
        Redfish.PostAsync(chassis + "/Actions/Chassis.Reset", $$"""{"ResetType":"{{type}}"}""");

    private async Task<IReadOnlyList<string>> PowerOfDrawerAsync()
    {
        var states = new List<string>();
        for (var slot = 1; slot <= 4; slot++)
        {
            states.Add((await Redfish.GetAsync($"/redfish/v1/Systems/r1-d1-s{slot}")).Body.GetProperty("PowerState").GetString()!);
        }

        return states;
    }
}
