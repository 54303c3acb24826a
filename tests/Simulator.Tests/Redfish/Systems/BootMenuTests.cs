using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>What a system boots from when nothing overrides it, and what it is called.</summary>
public sealed class BootMenuTests
{
    private const string Host = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_boot_order_is_turned_round()
    {
        var answer = await Redfish.PatchAsync(Host, """{"Boot":{"BootOrder":["Boot0004","Boot0003","Boot0002","Boot0001"]}}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("Boot").GetProperty("BootOrder").EnumerateArray().Select(o => o.GetString()!)
            .ShouldBe(["Boot0004", "Boot0003", "Boot0002", "Boot0001"]);
    }

    [TestCase("""["Boot0001"]""", "PropertyValueFormatError")]
    [TestCase("""["Boot0001","Boot0001","Boot0002","Boot0003"]""", "PropertyValueFormatError")]
    [TestCase("""["Boot0001","Boot0002","Boot0003","Boot0009"]""", "PropertyValueNotInList")]
    [TestCase("""[1]""", "PropertyValueTypeError")]
    public async Task A_boot_order_names_every_option_once(string order, string problem) =>
        (await Redfish.PatchAsync(Host, $$"""{"Boot":{ "BootOrder": {{order}} } }""")).Problems.ShouldBe([$"{problem} #/Boot/BootOrder"]);

    [Test]
    public async Task A_boot_option_is_passed_over_until_it_is_enabled_again()
    {
        (await Redfish.PatchAsync(Host + "/BootOptions/Boot0002", """{"BootOptionEnabled":false}""")).Body.GetProperty("BootOptionEnabled").GetBoolean()
            .ShouldBeFalse();
        (await Redfish.GetAsync(Host + "/BootOptions/Boot0001")).Body.GetProperty("BootOptionEnabled").GetBoolean().ShouldBeTrue();
        (await Redfish.PatchAsync(Host + "/BootOptions/Boot0002", """{"BootOptionEnabled":true}""")).Body.GetProperty("BootOptionEnabled").GetBoolean()
            .ShouldBeTrue();
        (await Redfish.PatchAsync(Host + "/BootOptions/Boot0002", """{"Alias":"Hdd"}""")).Problems.ShouldBe(["PropertyNotWritable #/Alias"]);
    }

    [Test]
    public async Task The_next_boot_is_used_up_by_the_boot_that_asks_for_it()
    {
        await Redfish.PatchAsync(Host, """
            {"Boot":{"BootNext":"Boot0003","HttpBootUri":"http://images.example.com/a.efi","BootSourceOverrideTarget":"UefiBootNext","BootSourceOverrideEnabled":"Once"}}
            """);
        (await BootAsync()).GetProperty("BootNext").GetString().ShouldBe("Boot0003");

        await Redfish.PostAsync(Host + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        var boot = await BootAsync();
        boot.GetProperty("BootNext").ValueKind.ShouldBe(JsonValueKind.Null);
        boot.GetProperty("HttpBootUri").GetString().ShouldBe("http://images.example.com/a.efi");
        boot.GetProperty("BootSourceOverrideEnabled").GetString().ShouldBe("Disabled");

        async Task<JsonElement> BootAsync() => (await Redfish.GetAsync(Host)).Body.GetProperty("Boot");
    }

    [Test]
    public async Task A_next_boot_or_an_address_that_cannot_be_is_told()
    {
        (await Redfish.PatchAsync(Host, """{"Boot":{"BootNext":"Boot0099","HttpBootUri":"ftp://x"}}""")).Problems
            .ShouldBe(["PropertyValueNotInList #/Boot/BootNext", "PropertyValueFormatError #/Boot/HttpBootUri"], ignoreOrder: true);
    }

    [Test]
    public async Task A_system_is_given_a_name_and_loses_it_again()
    {
        (await Redfish.PatchAsync(Host, """{"HostName":"web-1.example.com"}""")).Body.GetProperty("HostName").GetString().ShouldBe("web-1.example.com");
        (await Redfish.GetAsync(Host + "/EthernetInterfaces/eth-1")).Body.GetProperty("HostName").GetString().ShouldBe("web-1.example.com");
        (await Redfish.PatchAsync(Host, """{"HostName":null}""")).Body.GetProperty("HostName").GetString().ShouldBe("r1-d1-s1");
        (await Redfish.PatchAsync(Host, """{"HostName":"two words"}""")).Problems.ShouldBe(["PropertyValueFormatError #/HostName"]);
    }

    [Test]
    public async Task Both_words_for_the_locator_say_that_it_blinks()
    {
        var answer = await Redfish.PatchAsync(Host, """{"IndicatorLED":"Blinking"}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("IndicatorLED").GetString().ShouldBe("Blinking");
        answer.Body.GetProperty("LocationIndicatorActive").GetBoolean().ShouldBeTrue();
    }

    // Every cell of the table that SystemTests leaves out.
    [TestCase("PoweringOn", "ForceOn")]
    [TestCase("PoweringOn", "PushPowerButton")]
    [TestCase("PoweringOn", "PowerCycle")]
    [TestCase("PoweringOn", "GracefulRestart")]
    [TestCase("PoweringOn", "ForceRestart")]
    [TestCase("PoweringOn", "Nmi")]
    [TestCase("PoweringOff", "On")]
    [TestCase("PoweringOff", "ForceOn")]
    [TestCase("PoweringOff", "PushPowerButton")]
    [TestCase("PoweringOff", "PowerCycle")]
    [TestCase("PoweringOff", "GracefulShutdown")]
    [TestCase("PoweringOff", "GracefulRestart")]
    [TestCase("PoweringOff", "ForceRestart")]
    [TestCase("PoweringOff", "Nmi")]
    public async Task A_system_on_its_way_takes_no_reset_but_force_off(string state, string reset)
    {
        _simulator.App.Clock.Freeze();
        await ResetAsync("On");
        if (state == "PoweringOff")
        {
            await _simulator.PassAsync(8);
            await ResetAsync("GracefulShutdown");
        }

        (await Redfish.GetAsync(Host)).Body.GetProperty("PowerState").GetString().ShouldBe(state);
        var refused = await ResetAsync(reset);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Problems.ShouldBe(["ResourceInUse"]);
        (await ResetAsync("ForceOff")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestCase("Suspend")]
    [TestCase("Resume")]
    [TestCase("Pause")]
    [TestCase("FullPowerCycle")]
    public async Task A_reset_that_is_not_offered_is_not_taken(string reset) =>
        (await ResetAsync(reset)).Problems.ShouldBe(["ActionParameterValueNotInList #/ResetType"]);

    private Task<Answer> ResetAsync(string type) => Redfish.PostAsync(Host + "/Actions/ComputerSystem.Reset", $$"""{"ResetType":"{{type}}"}""");
}
