using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish;

public sealed class SystemTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string ResetTarget = System + "/Actions/ComputerSystem.Reset";

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
    public async Task A_patch_changes_what_can_be_written_and_answers_with_the_system()
    {
        var answer = await Redfish.PatchAsync(System, """
            { "@odata.id": "ignored", "AssetTag": "A-1", "IndicatorLED": "Lit",
              "Boot": { "BootSourceOverrideTarget": "Pxe", "BootSourceOverrideEnabled": "Once", "BootSourceOverrideMode": "Legacy" } }
            """);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var body = answer.Body;
        body.GetProperty("AssetTag").GetString().ShouldBe("A-1");
        body.GetProperty("IndicatorLED").GetString().ShouldBe("Lit");
        body.GetProperty("LocationIndicatorActive").GetBoolean().ShouldBeTrue();
        var boot = body.GetProperty("Boot");
        boot.GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Pxe");
        boot.GetProperty("BootSourceOverrideEnabled").GetString().ShouldBe("Once");
        boot.GetProperty("BootSourceOverrideMode").GetString().ShouldBe("Legacy");
        (await Redfish.GetAsync(System)).Text.ShouldBe(answer.Text);
    }

    [TestCase("{}")]
    [TestCase("""{"Boot":{}}""")]
    [TestCase("""{"AssetTag":null}""")]
    [TestCase("""{"@odata.etag":"x"}""")]
    public async Task A_patch_of_nothing_changes_nothing(string body)
    {
        var before = await Redfish.GetAsync(System);

        (await Redfish.PatchAsync(System, body)).Status.ShouldBe(HttpStatusCode.OK);

        (await Redfish.GetAsync(System)).Text.ShouldBe(before.Text);
    }

    [Test]
    public async Task All_problems_of_a_patch_are_told_and_nothing_is_changed()
    {
        var before = await Redfish.GetAsync(System);

        var answer = await Redfish.PatchAsync(System, """
            { "AssetTag": 5, "PowerState": "On", "Colour": "red", "IndicatorLED": "Purple", "LocationIndicatorActive": "yes",
              "Boot": { "BootSourceOverrideTarget": "Floppy", "BootSourceOverrideEnabled": "Once", "BootSourceOverrideMode": 1, "Speed": 2 } }
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
        [
            "PropertyValueTypeError #/AssetTag",
            "PropertyNotWritable #/PowerState",
            "PropertyUnknown #/Colour",
            "PropertyValueNotInList #/IndicatorLED",
            "PropertyValueTypeError #/LocationIndicatorActive",
            "PropertyValueNotInList #/Boot/BootSourceOverrideTarget",
            "PropertyValueTypeError #/Boot/BootSourceOverrideMode",
            "PropertyUnknown #/Boot/Speed",
        ], ignoreOrder: true);
        answer.Body.GetProperty("error").GetProperty("code").GetString().ShouldBe("Base.1.22.GeneralError");
        answer.Text.ShouldContain("Send one of None, Pxe, Hdd, Cd, BiosSetup, UefiHttp, RemoteDrive");
        (await Redfish.GetAsync(System)).Text.ShouldBe(before.Text);
    }

    [TestCase("""{"IndicatorLED":"Lit","LocationIndicatorActive":true}""", 200)]
    [TestCase("""{"IndicatorLED":"Off","LocationIndicatorActive":false}""", 200)]
    [TestCase("""{"IndicatorLED":"Off","LocationIndicatorActive":true}""", 400)]
    public async Task The_two_words_for_the_locator_may_be_sent_together_and_must_agree(string body, int status)
    {
        var answer = await Redfish.PatchAsync(System, body);

        ((int)answer.Status).ShouldBe(status);
        if (status == 400)
        {
            answer.Problems.ShouldBe(["PropertyValueConflict #/IndicatorLED"]);
        }
    }

    [Test]
    public async Task A_boot_for_once_is_used_up_by_the_boot()
    {
        await Redfish.PatchAsync(System, """{"Boot":{"BootSourceOverrideTarget":"Pxe","BootSourceOverrideEnabled":"Once"}}""");

        await ResetAsync("On");
        await _simulator.PassAsync(60);

        var boot = (await Redfish.GetAsync(System)).Body.GetProperty("Boot");
        boot.GetProperty("BootSourceOverrideEnabled").GetString().ShouldBe("Disabled");
        boot.GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("None");
    }

    [Test]
    public async Task Powering_on_is_seen_until_its_time_has_passed()
    {
        (await ResetAsync("On")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await PowerAsync()).ShouldBe("PoweringOn");
        await _simulator.PassAsync(7.9);
        (await PowerAsync()).ShouldBe("PoweringOn");
        await _simulator.PassAsync(0.1);
        (await PowerAsync()).ShouldBe("On");
        (await Redfish.GetAsync(System)).Body.GetProperty("LastResetTime").GetDateTimeOffset().ShouldBe(_simulator.App.Clock.GetUtcNow());
    }

    [Test]
    public async Task A_get_changes_nothing()
    {
        await ResetAsync("On");
        var first = await Redfish.GetAsync(System);

        for (var i = 0; i < 20; i++)
        {
            (await Redfish.GetAsync(System)).Text.ShouldBe(first.Text);
        }
    }

    // State before, reset, status, state when all has come to rest.
    [TestCase("Off", "On", 204, "On")]
    [TestCase("Off", "ForceOn", 204, "On")]
    [TestCase("Off", "PushPowerButton", 204, "On")]
    [TestCase("Off", "PowerCycle", 204, "On")]
    [TestCase("Off", "ForceOff", 204, "Off")]
    [TestCase("Off", "GracefulShutdown", 204, "Off")]
    [TestCase("Off", "GracefulRestart", 409, "Off", "ResourceInStandby")]
    [TestCase("Off", "ForceRestart", 204, "On")]
    [TestCase("Off", "Nmi", 409, "Off", "ResourceInStandby")]
    [TestCase("On", "On", 204, "On")]
    [TestCase("On", "Nmi", 204, "On")]
    [TestCase("On", "ForceOff", 204, "Off")]
    [TestCase("On", "GracefulShutdown", 204, "Off")]
    [TestCase("On", "PushPowerButton", 204, "Off")]
    [TestCase("On", "GracefulRestart", 204, "On")]
    [TestCase("On", "ForceRestart", 204, "On")]
    [TestCase("On", "PowerCycle", 204, "On")]
    [TestCase("PoweringOn", "On", 409, "On", "ResourceInUse")]
    [TestCase("PoweringOn", "GracefulShutdown", 409, "On", "ResourceInUse")]
    [TestCase("PoweringOn", "ForceOff", 204, "Off")]
    public async Task Each_reset_does_what_the_power_state_allows(string from, string reset, int status, string to, params string[] problems)
    {
        if (from != "Off")
        {
            await ResetAsync("On");
            await _simulator.PassAsync(from == "On" ? 8 : 1);
        }

        (await PowerAsync()).ShouldBe(from);

        var answer = await ResetAsync(reset);
        await _simulator.PassAsync(120);

        ((int)answer.Status).ShouldBe(status);
        (status == 204 ? [] : answer.Problems).ShouldBe(problems);
        (await PowerAsync()).ShouldBe(to);
    }

    [TestCase("", "ActionParameterMissing #/ResetType")]
    [TestCase("{}", "ActionParameterMissing #/ResetType")]
    [TestCase("""{"ResetType":1}""", "ActionParameterValueTypeError #/ResetType")]
    [TestCase("""{"ResetType":"Sleep","Force":true}""", "ActionParameterValueNotInList #/ResetType", "ActionParameterUnknown #/Force")]
    public async Task A_bad_reset_is_told_all_its_problems(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(ResetTarget, body.Length == 0 ? null : body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems);
        (await PowerAsync()).ShouldBe("Off");
    }

    [Test]
    public async Task The_allowable_resets_are_those_that_are_taken()
    {
        var action = (await Redfish.GetAsync(System)).Body.GetProperty("Actions").GetProperty("#ComputerSystem.Reset");

        action.GetProperty("target").GetString().ShouldBe(ResetTarget);
        action.GetProperty("ResetType@Redfish.AllowableValues").EnumerateArray().Select(v => v.GetString()!).ShouldBe(Enum.GetNames<ResetType>());
        (await Redfish.PostAsync("/redfish/v1/Systems/none/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Broken_health_is_shown()
    {
        _simulator.App.Pod.SetHealth("r1-d1-s1", Health.Critical);

        var status = (await Redfish.GetAsync(System)).Body.GetProperty("Status");

        status.GetProperty("Health").GetString().ShouldBe("Critical");
    }

    private Task<Answer> ResetAsync(string type) => Redfish.PostAsync(ResetTarget, $$"""{"ResetType":"{{type}}"}""");

    private async Task<string> PowerAsync() => (await Redfish.GetAsync(System)).Body.GetProperty("PowerState").GetString()!;
}
