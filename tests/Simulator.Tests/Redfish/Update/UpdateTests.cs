using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Update;

public sealed class UpdateTests
{
    private const string Service = "/redfish/v1/UpdateService";
    private const string Inventory = Service + "/FirmwareInventory";
    private const string SimpleUpdate = Service + "/Actions/UpdateService.SimpleUpdate";
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string Bmc = "/redfish/v1/Managers/r1-d1-s1-bmc";

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

    [TestCase("bios-2.4.1.bin", System, System, "BiosVersion", "2.4.1")]
    [TestCase("bmc-1.9.0.bin", Bmc, Bmc, "FirmwareVersion", "1.9.0")]
    [TestCase("nic-23.1.bin", System, "/redfish/v1/Chassis/r1-d1-s1/NetworkAdapters/nic-1", "Controllers/0/FirmwarePackageVersion", "23.1")]
    [TestCase("drive-1.5.0.bin", Inventory + "/r1-d3-nvme-2", "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-2", "FirmwareVersion", "1.5.0")]
    [TestCase("gpu-95.0.bin", "/redfish/v1/Chassis/r2-d4/Processors", "/redfish/v1/Chassis/r2-d4/Processors/r2-d4-gpu-1", "FirmwareVersion", "95.0")]
    [TestCase("switch-4.29.bin", "/redfish/v1/Fabrics/ethernet/Switches", "/redfish/v1/Fabrics/ethernet/Switches/r1-switch-1", "FirmwareVersion", "4.29")]
    public async Task The_new_version_shows_in_the_inventory_and_on_the_part(string image, string target, string part, string property, string version)
    {
        var before = await ShownAsync(part, property);
        before.ShouldNotBe(version);
        var item = await ItemOfAsync(part);
        item.GetProperty("Version").GetString().ShouldBe(before);

        var monitor = await UpdateAsync(image, target);
        await _simulator.PassAsync(120);

        (await EndAsync(monitor)).GetProperty("TaskState").GetString().ShouldBe("Completed");
        (await ShownAsync(part, property)).ShouldBe(version);
        (await ItemOfAsync(part)).GetProperty("Version").GetString().ShouldBe(version);
    }

    [Test]
    public async Task Only_the_target_is_updated()
    {
        await UpdateAsync("bios-2.4.1.bin", System);
        await _simulator.PassAsync(60);

        (await ShownAsync("/redfish/v1/Systems/r1-d1-s2", "BiosVersion")).ShouldBe("2.3.0");
        (await ShownAsync(Bmc, "FirmwareVersion")).ShouldBe("1.8.2");
    }

    [Test]
    public async Task Without_targets_everything_that_the_image_is_for_is_updated()
    {
        await UpdateAsync("bios-2.4.1.bin");
        await _simulator.PassAsync(60);

        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.4.1");
        (await ShownAsync("/redfish/v1/Systems/r2-d3-s4", "BiosVersion")).ShouldBe("2.4.1");
        (await ShownAsync(Bmc, "FirmwareVersion")).ShouldBe("1.8.2");
    }

    [Test]
    public async Task An_update_tells_how_far_it_is_and_its_part_shows_it()
    {
        var monitor = await UpdateAsync("bios-2.4.1.bin", System);

        (await TaskAsync(monitor)).GetProperty("Messages").EnumerateArray().Select(Key).ShouldBe(["TargetDetermined", "TransferringToComponent"]);
        (await Redfish.GetAsync(Inventory + "/r1-d1-s1-bios")).Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Updating");
        await _simulator.PassAsync(6);
        (await TaskAsync(monitor)).GetProperty("PercentComplete").GetInt32().ShouldBe(25);
        await _simulator.PassAsync(60);

        var task = await EndAsync(monitor);
        task.GetProperty("Messages").EnumerateArray().Select(Key).ShouldBe(
        [
            "TargetDetermined", "TransferringToComponent", "VerifyingAtComponent", "InstallingOnComponent", "ApplyingOnComponent",
            "UpdateSuccessful", "TaskCompletedOK",
        ]);
        (await Redfish.GetAsync(Inventory + "/r1-d1-s1-bios")).Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Enabled");
        StandardSchemas.Find()?.Problems(task).ShouldBeEmpty();
    }

    [Test]
    public async Task A_running_system_is_restarted_for_its_bios()
    {
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        var monitor = await UpdateAsync("bios-2.4.1.bin", System);
        await _simulator.PassAsync(18);
        (await ShownAsync(System, "PowerState")).ShouldBe("PoweringOff");
        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.3.0");
        await _simulator.PassAsync(30);

        (await ShownAsync(System, "PowerState")).ShouldBe("On");
        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.4.1");
        (await EndAsync(monitor)).GetProperty("TaskState").GetString().ShouldBe("Completed");
    }

    [Test]
    public async Task The_bmc_is_dark_while_it_takes_its_firmware_into_use()
    {
        var monitor = await UpdateAsync("bmc-1.9.0.bin", Bmc);
        await _simulator.PassAsync(18);

        (await Redfish.GetAsync(Bmc)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.Accepted);
        await _simulator.PassAsync(40);

        (await ShownAsync(Bmc, "FirmwareVersion")).ShouldBe("1.9.0");
    }

    [Test]
    public async Task What_waits_for_a_reset_is_in_the_inventory_until_then()
    {
        const string Waiting = Inventory + "/r1-d1-s1-bios-staged";
        (await Redfish.GetAsync(Waiting)).Status.ShouldBe(HttpStatusCode.NotFound);

        var monitor = await UpdateAsync("bios-2.4.1.bin", System, more: ""","@Redfish.OperationApplyTime":"OnReset" """);
        await _simulator.PassAsync(60);

        (await EndAsync(monitor)).GetProperty("Messages").EnumerateArray().Select(Key).ShouldContain("AwaitToActivate");
        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.3.0");
        var waiting = (await Redfish.GetAsync(Waiting)).Body;
        waiting.GetProperty("Version").GetString().ShouldBe("2.4.1");
        waiting.GetProperty("Staged").GetBoolean().ShouldBeTrue();
        waiting.GetProperty("Active").GetBoolean().ShouldBeFalse();
        (await Redfish.GetAsync(System + "/Bios")).Body.GetProperty("Links").GetProperty("SoftwareImages")[1].GetProperty("@odata.id").GetString().ShouldBe(Waiting);
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.4.1");
        (await Redfish.GetAsync(Waiting)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("download", "TransferFailed")]
    [TestCase("verify", "VerificationFailed")]
    [TestCase("apply", "ApplyFailed")]
    [TestCase("activate", "ActivateFailed")]
    public async Task A_step_that_breaks_fails_the_task_in_its_own_words(string step, string key)
    {
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json($$"""{"step":"update/{{step}}","fail":true,"message":"no luck today"}"""));

        var monitor = await UpdateAsync("bios-2.4.1.bin", System);
        await _simulator.PassAsync(60);

        var task = await EndAsync(monitor);
        task.GetProperty("TaskState").GetString().ShouldBe("Exception");
        task.GetProperty("TaskStatus").GetString().ShouldBe("Critical");
        var messages = task.GetProperty("Messages").EnumerateArray().ToList();
        messages.Select(Key).TakeLast(2).ShouldBe([key, "TaskAborted"]);
        messages[^2].GetProperty("Message").GetString()!.ShouldContain("no luck today");
        (await ShownAsync(System, "BiosVersion")).ShouldBe("2.3.0");
    }

    [Test]
    public async Task A_bmc_that_does_not_answer_takes_no_firmware()
    {
        var monitor = await UpdateAsync("bios-2.4.1.bin", System);
        await _simulator.PassAsync(10);
        await Redfish.PostAsync(Bmc + "/Actions/Manager.Reset", "{}");
        await _simulator.PassAsync(60);

        (await EndAsync(monitor)).GetProperty("Messages").EnumerateArray().Select(Key).ShouldContain("ApplyFailed");
    }

    [Test]
    public async Task The_same_version_is_skipped_unless_it_is_forced()
    {
        var monitor = await UpdateAsync("bios-2.3.0.bin", System);
        await _simulator.PassAsync(60);
        var forced = await UpdateAsync("bios-2.3.0.bin", System, more: ""","ForceUpdate":true""");
        await _simulator.PassAsync(60);

        (await EndAsync(monitor)).GetProperty("Messages").EnumerateArray().Select(Key).ShouldContain("UpdateSkippedSameVersion");
        (await EndAsync(forced)).GetProperty("Messages").EnumerateArray().Select(Key).ShouldContain("UpdateSuccessful");
    }

    [Test]
    public async Task One_part_has_one_update_at_a_time()
    {
        await UpdateAsync("bios-2.4.1.bin", System);

        var answer = await Redfish.PostAsync(SimpleUpdate, """{"ImageURI":"http://images/bios-2.5.0.bin"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceInUse"]);
    }

    [TestCase("", "EmptyJSON")]
    [TestCase("{}", "ActionParameterMissing #/ImageURI")]
    [TestCase("""{"ImageURI":"http://images/firmware.bin"}""", "ActionParameterValueFormatError #/ImageURI")]
    [TestCase("""{"ImageURI":"gopher://images/bios-1.2.bin"}""", "ActionParameterValueFormatError #/ImageURI")]
    [TestCase("""{"ImageURI":"http://images/vendor-1.2.bin"}""", "ActionParameterMissing #/Targets")]
    [TestCase("""{"ImageURI":"http://images/drive-1.2.bin","@Redfish.OperationApplyTime":"OnReset"}""", "ActionParameterValueConflict #/@Redfish.OperationApplyTime")]
    [TestCase(
        """
        {"ImageURI":"http://images/bios-1.2.bin","Targets":["/redfish/v1/Systems/none","/redfish/v1/Managers/r1-d1-s1-bmc"],"TransferProtocol":"Pigeon",
         "ForceUpdate":1,"Password":7,"@Redfish.OperationApplyTime":"Soon","Stage":true}
        """,
        "ActionParameterValueNotInList #/TransferProtocol", "ActionParameterValueTypeError #/Password", "ActionParameterValueTypeError #/ForceUpdate",
        "ActionParameterValueNotInList #/@Redfish.OperationApplyTime", "ActionParameterValueConflict #/Targets", "ResourceMissingAtURI #/Targets",
        "ActionParameterUnknown #/Stage")]
    public async Task A_bad_update_is_told_all_its_problems(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(SimpleUpdate, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync("/redfish/v1/TaskService/Tasks")).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task No_answer_repeats_the_secrets_of_an_update()
    {
        var answer = await Redfish.PostAsync(
            SimpleUpdate, """{"ImageURI":"http://me:hush@images/bios-2.4.1.bin?a=b@c","Username":"me","Password":"hush","Targets":["/redfish/v1/Systems/r1-d1-s1"]}""");
        var task = await TaskAsync(answer.Headers["Location"]);

        task.ToString().ShouldNotContain("hush");
        JsonElement.Parse(task.GetProperty("Payload").GetProperty("JsonBody").GetString()!).ToString()
            .ShouldBe("""{"ImageURI":"http://images/bios-2.4.1.bin?a=b@c","Username":"me","Targets":["/redfish/v1/Systems/r1-d1-s1"]}""");
        (await Redfish.PostAsync(SimpleUpdate, """{"ImageURI":"http://me:hush@images/nothing"}""")).Text.ShouldNotContain("hush");
    }

    private async Task<string> UpdateAsync(string image, string? target = null, string more = "")
    {
        var targets = target is null ? "" : $$""","Targets":["{{target}}"]""";
        var answer = await Redfish.PostAsync(SimpleUpdate, $$"""{"ImageURI":"http://images/{{image}}","TransferProtocol":"HTTP"{{targets}}{{more}}}""");
        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        return answer.Headers["Location"];
    }

    private async Task<JsonElement> EndAsync(string monitor)
    {
        var answer = await Redfish.GetAsync(monitor);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Body;
    }

    private async Task<JsonElement> TaskAsync(string monitor) =>
        (await Redfish.GetAsync(monitor.Replace("TaskMonitors", "Tasks", StringComparison.Ordinal))).Body;

    private async Task<string> ShownAsync(string uri, string property)
    {
        var value = (await Redfish.GetAsync(uri)).Body;
        foreach (var name in property.Split('/'))
        {
            value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(name, null)] : value.GetProperty(name);
        }

        return value.GetString()!;
    }

    private async Task<JsonElement> ItemOfAsync(string part)
    {
        foreach (var member in (await Redfish.GetAsync(Inventory)).Body.GetProperty("Members").EnumerateArray())
        {
            var item = (await Redfish.GetAsync(member.GetProperty("@odata.id").GetString()!)).Body;
            if (item.GetProperty("RelatedItem").EnumerateArray().Any(r => r.GetProperty("@odata.id").GetString() == part))
            {
                return item;
            }
        }

        throw new AssertionException($"Nothing in the inventory belongs to {part}.");
    }

    private static string Key(JsonElement message) => message.GetProperty("MessageId").GetString()!.Split('.')[^1];
}
