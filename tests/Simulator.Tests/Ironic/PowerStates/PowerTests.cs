using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Ironic;

internal sealed class PowerTests : IronicTests
{
    // Power before, target, resets that are sent, power after.
    [TestCase("Off", "power on", new[] { "On" }, "power on")]
    [TestCase("On", "power on", new string[0], "power on")]
    [TestCase("On", "power off", new[] { "ForceOff" }, "power off")]
    [TestCase("On", "rebooting", new[] { "ForceOff", "On" }, "power on")]
    [TestCase("Off", "rebooting", new[] { "On" }, "power on")]
    [TestCase("On", "soft power off", new[] { "GracefulShutdown" }, "power off")]
    [TestCase("On", "soft rebooting", new[] { "GracefulRestart" }, "power on")]
    public async Task A_target_is_reached_by_these_resets(string before, string target, string[] resets, string after)
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Power = before;

        var reply = await Lab.PowerAsync(uuid, target);
        await Lab.PassAsync(5);
        var node = await Lab.NodeAsync(uuid);

        reply.Status.ShouldBe(202);
        reply.Header("Location").ShouldBe($"{Lab.Address}v1/nodes/{uuid}/states");
        Resets().ShouldBe(resets);
        node["power_state"]!.GetValue<string>().ShouldBe(after);
        node["target_power_state"].ShouldBeNull();
        node["reservation"].ShouldBeNull();
        node["last_error"].ShouldBeNull();
    }

    [Test]
    public async Task A_slow_machine_is_waited_for()
    {
        var uuid = await Lab.ManageableNodeAsync();
        foreach (var power in new[] { "Off", "Off", "PoweringOn", "PoweringOn", "PoweringOn", "On" })
        {
            Lab.Bmc.PowerToCome.Enqueue(power);
        }

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2.5);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(2);
        var after = await Lab.NodeAsync(uuid);

        (during["power_state"]!.GetValue<string>(), during["target_power_state"]!.GetValue<string>()).ShouldBe(("power off", "power on"));
        (after["power_state"]!.GetValue<string>(), after["target_power_state"]).ShouldBe(("power on", null));
    }

    [Test]
    public async Task A_machine_that_never_gets_there_is_given_up_after_a_minute()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Announce("POST", $"{StubBmc.SystemPath}/Actions/ComputerSystem.Reset", 204);

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(58);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(5);
        var after = await Lab.NodeAsync(uuid);

        during["target_power_state"]!.GetValue<string>().ShouldBe("power on");
        after["target_power_state"].ShouldBeNull();
        after["power_state"]!.GetValue<string>().ShouldBe("power off");
        after["last_error"]!.GetValue<string>().ShouldBe("Failed to change power state to 'power on' by 'power on'. Error: Failed to set node power state to power on.");
        after["reservation"].ShouldBeNull();
    }

    [Test]
    public async Task A_refused_reset_is_the_nodes_last_error()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Announce("POST", $"{StubBmc.SystemPath}/Actions/ComputerSystem.Reset", 400, new JsonObject
        {
            ["error"] = new JsonObject { ["@Message.ExtendedInfo"] = new JsonArray(new JsonObject { ["Message"] = "No power supply." }) },
        });

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2);

        (await Lab.NodeAsync(uuid))["last_error"]!.GetValue<string>().ShouldEndWith("returned code 400. No power supply.");
    }

    [Test]
    public async Task A_reset_type_that_the_machine_does_not_list_is_not_sent()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.ResetTypes.Clear();
        Lab.Bmc.ResetTypes.Add("ForceOff");

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2);

        Resets().ShouldBeEmpty();
        (await Lab.NodeAsync(uuid))["last_error"]!.GetValue<string>().ShouldContain("\"On\" is invalid");
    }

    [TestCase("""{"target":"power up"}""", 400)]
    [TestCase("{}", 400)]
    [TestCase("""{"target":"power on","timeout":0}""", 400)]
    [TestCase("""{"target":"power on","timeout":"5"}""", 400)]
    [TestCase("""{"target":"power on","colour":"red"}""", 400)]
    public async Task A_bad_target_is_refused(string body, int status)
    {
        var uuid = await Lab.ManageableNodeAsync();

        (await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/power", raw: body)).Status.ShouldBe(status);
    }

    [Test]
    public async Task Soft_power_came_with_1_27()
    {
        var uuid = await Lab.ManageableNodeAsync();

        (await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/power", new JsonObject { ["target"] = "soft power off" }, "1.26")).Status.ShouldBe(406);
    }

    [Test]
    public async Task Power_is_left_alone_while_cleaning()
    {
        var uuid = await Lab.ManageableNodeAsync();
        await Lab.ProvisionAsync(uuid, "provide");
        await Lab.PassAsync(5);

        (await Lab.PowerAsync(uuid, "power on")).Status.ShouldBe(400);
    }

    [Test]
    public async Task Bad_driver_info_is_refused_at_once()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"] = new JsonObject());

        (await Lab.PowerAsync(uuid, "power on")).Status.ShouldBe(400);
    }

    [Test]
    public async Task Sync_notices_power_that_others_changed_and_does_not_force_it_back()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Power = "On";

        await Lab.PassAsync(61);

        (await Lab.NodeAsync(uuid))["power_state"]!.GetValue<string>().ShouldBe("power on");
        Resets().ShouldBeEmpty();
    }

    [Test]
    public async Task Three_failed_looks_put_a_node_into_maintenance_and_an_answer_takes_it_out()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, 404);

        await Lab.PassAsync(125);
        var before = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(60);
        var failed = await Lab.NodeAsync(uuid);
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, 200, new JsonObject { ["Id"] = "1", ["PowerState"] = "On" });
        await Lab.PassAsync(60);
        var healed = await Lab.NodeAsync(uuid);

        before["maintenance"]!.GetValue<bool>().ShouldBeFalse();
        failed["maintenance"]!.GetValue<bool>().ShouldBeTrue();
        failed["fault"]!.GetValue<string>().ShouldBe("power failure");
        failed["power_state"]!.GetValue<string>().ShouldBe("error");
        healed["maintenance"]!.GetValue<bool>().ShouldBeFalse();
        healed["fault"].ShouldBeNull();
        healed["power_state"]!.GetValue<string>().ShouldBe("power on");
    }

    [Test]
    public async Task Housekeeping_does_not_make_time_pass()
    {
        await Lab.ManageableNodeAsync();
        var before = Lab.World.Clock.GetUtcNow();

        Lab.World.Clock.Unfreeze();
        await Lab.PassAsync(0);

        Lab.World.Clock.GetUtcNow().ShouldBe(before);
    }

    [Test]
    public async Task A_step_can_be_failed_by_a_fault_rule()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.World.Faults.Add(new FaultRule { Step = "ironic-power/reset-On", Subject = uuid, Fail = true, Message = "cable pulled" });

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2);

        (await Lab.NodeAsync(uuid))["last_error"]!.GetValue<string>().ShouldEndWith("cable pulled");
    }

    private IEnumerable<string> Resets() => Lab.Bmc.Requests
        .Where(r => r.Contains("ResetType", StringComparison.Ordinal))
        .Select(r => JsonNode.Parse(r[r.IndexOf('{', StringComparison.Ordinal)..])!["ResetType"]!.GetValue<string>());
}
