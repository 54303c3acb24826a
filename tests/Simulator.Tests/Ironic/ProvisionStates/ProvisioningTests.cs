using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;
using Simulator.Ironic;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class ProvisioningTests : IronicTests
{
    protected override IronicSettings Settings => new() { NodeLockedRetries = 0, Timings = new IronicTimings { Verifying = TimeSpan.FromSeconds(2) } };

    [Test]
    public async Task Manage_verifies_over_redfish()
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.ProvisionAsync(uuid, "manage");
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(5);
        var after = await Lab.NodeAsync(uuid);

        reply.Status.ShouldBe(202);
        reply.Body.ShouldBeNull();
        reply.Header("Location").ShouldBe($"{Lab.Address}v1/nodes/{uuid}/states");
        State(during).ShouldBe(("verifying", "manageable"));
        during["reservation"]!.GetValue<string>().ShouldBe("ironic-conductor");
        State(after).ShouldBe(("manageable", null));
        after["reservation"].ShouldBeNull();
        after["power_state"]!.GetValue<string>().ShouldBe("power off");
        after["boot_mode"]!.GetValue<string>().ShouldBe("uefi");
        after["properties"]!["vendor"]!.GetValue<string>().ShouldBe("Stub Works");
        Lab.Bmc.Requests.ShouldContain($"GET {StubBmc.SystemPath}");
    }

    [Test]
    public async Task Wrong_credentials_send_the_node_back_to_enroll_and_say_so()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_password"] = "wrong");

        var node = await ManageAsync(uuid);

        State(node).ShouldBe(("enroll", null));
        var error = node["last_error"]!.GetValue<string>();
        error.ShouldStartWith($"Failed to get power state for node {uuid}. Error: ");
        error.ShouldContain(Lab.Bmc.Address.ToString());
        error.ShouldContain("wrong credentials");
        node["reservation"].ShouldBeNull();
    }

    [Test]
    public async Task A_missing_system_is_named()
    {
        var path = "/redfish/v1/Systems/404";
        Lab.Bmc.Announce("GET", path, 404);
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_system_id"] = path);

        var node = await ManageAsync(uuid);

        State(node).ShouldBe(("enroll", null));
        node["last_error"]!.GetValue<string>().ShouldContain($"Redfish System \"{path}\" was not found");
    }

    [Test]
    public async Task A_machine_that_does_not_answer_is_named()
    {
        await using var gone = await StubBmc.StartAsync();
        var address = gone.Address.ToString();
        await gone.DisposeAsync();
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_address"] = address);

        var node = await ManageAsync(uuid);

        State(node).ShouldBe(("enroll", null));
        node["last_error"]!.GetValue<string>().ShouldContain($"Unable to connect to {address}");
    }

    [Test]
    public async Task Bad_driver_info_sends_the_node_back_to_enroll()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"] = new JsonObject());

        var node = await ManageAsync(uuid);

        State(node).ShouldBe(("enroll", null));
        node["last_error"]!.GetValue<string>().ShouldContain("redfish_address");
    }

    [Test]
    public async Task Provide_cleans_and_takes_its_time()
    {
        var uuid = await Lab.ManageableNodeAsync();
        await Lab.PassAsync(5);

        await Lab.ProvisionAsync(uuid, "provide");
        await Lab.PassAsync(19);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(2);
        var after = await Lab.NodeAsync(uuid);

        State(during).ShouldBe(("clean wait", "available"));
        during["clean_step"]!["step"]!.GetValue<string>().ShouldBe("erase_devices_metadata");
        during["reservation"].ShouldBeNull();
        State(after).ShouldBe(("available", null));
        after["clean_step"]!.AsObject().Count.ShouldBe(0);
    }

    [Test]
    public async Task A_node_may_do_without_cleaning()
    {
        var uuid = await ManageableAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/automated_clean", false));

        await Lab.ProvisionAsync(uuid, "provide");

        (await StateAsync(uuid)).ShouldBe(("available", null));
        Journal(uuid).ShouldBe(["enroll", "verifying", "power off", "manageable", "cleaning", "available"]);
    }

    [Test]
    public async Task Abort_ends_cleaning()
    {
        var uuid = await ManageableAsync();
        await Lab.ProvisionAsync(uuid, "provide");
        await Lab.PassAsync(5);

        (await Lab.ProvisionAsync(uuid, "abort")).Status.ShouldBe(202);
        await Lab.PassAsync(60);
        var node = await Lab.NodeAsync(uuid);

        State(node).ShouldBe(("clean failed", "available"));
        node["last_error"]!.GetValue<string>().ShouldContain("aborted");
        (await Lab.ProvisionAsync(uuid, "manage")).Status.ShouldBe(202);
        (await StateAsync(uuid)).ShouldBe(("manageable", null));
    }

    [Test]
    public async Task A_failed_clean_puts_the_node_into_maintenance_until_it_is_unset()
    {
        var uuid = await ManageableAsync();
        Lab.World.Faults.Add(new FaultRule { Step = "ironic-clean/erase", Fail = true, Message = "disk on fire", Count = 1 });
        await Lab.ProvisionAsync(uuid, "provide");
        await Lab.PassAsync(30);
        var failed = await Lab.NodeAsync(uuid);
        await Lab.ProvisionAsync(uuid, "manage");

        var refused = await Lab.ProvisionAsync(uuid, "provide");
        await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}/maintenance");
        var taken = await Lab.ProvisionAsync(uuid, "provide");

        State(failed).ShouldBe(("clean failed", "available"));
        failed["maintenance"]!.GetValue<bool>().ShouldBeTrue();
        failed["fault"]!.GetValue<string>().ShouldBe("clean failure");
        failed["last_error"]!.GetValue<string>().ShouldBe("disk on fire");
        refused.Status.ShouldBe(400);
        refused.Fault.ShouldContain("maintenance");
        taken.Status.ShouldBe(202);
    }

    [Test]
    public async Task Manual_cleaning_returns_to_manageable()
    {
        var uuid = await ManageableAsync();

        var reply = await CleanAsync(uuid, new JsonObject { ["interface"] = "deploy", ["step"] = "erase_devices" });
        await Lab.PassAsync(5);
        var during = await StateAsync(uuid);
        await Lab.PassAsync(30);

        reply.Status.ShouldBe(202);
        during.ShouldBe(("clean wait", "manageable"));
        (await StateAsync(uuid)).ShouldBe(("manageable", null));
    }

    [Test]
    public async Task An_unknown_clean_step_fails_the_clean()
    {
        var uuid = await ManageableAsync();

        await CleanAsync(uuid, new JsonObject { ["interface"] = "raid", ["step"] = "create_configuration" });
        await Lab.PassAsync(1);
        var node = await Lab.NodeAsync(uuid);

        State(node).ShouldBe(("clean failed", "manageable"));
        node["last_error"]!.GetValue<string>().ShouldContain("create_configuration");
    }

    [Test]
    public async Task Deploy_boots_from_the_network_once_and_ends_active()
    {
        var uuid = await Lab.AvailableNodeAsync();

        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(5);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(40);
        var after = await Lab.NodeAsync(uuid);

        State(during).ShouldBe(("wait call-back", "active"));
        State(after).ShouldBe(("active", null));
        after["power_state"]!.GetValue<string>().ShouldBe("power on");
        Lab.Bmc.Requests.ShouldContain($"PATCH {StubBmc.SystemPath} {{\"Boot\":{{\"BootSourceOverrideTarget\":\"Pxe\",\"BootSourceOverrideEnabled\":\"Once\"}}}}");
        Lab.Bmc.Requests.Where(r => r.Contains("ResetType", StringComparison.Ordinal)).ShouldBe([Reset("On")]);
    }

    [Test]
    public async Task A_config_drive_is_kept_but_not_shown()
    {
        var uuid = await Lab.AvailableNodeAsync();

        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = "active", ["configdrive"] = "H4sIAAAA" });

        (await Lab.NodeAsync(uuid))["instance_info"]!["configdrive"]!.GetValue<string>().ShouldBe("******");
    }

    [Test]
    public async Task A_deploy_that_fails_says_why_and_leaves_maintenance_alone()
    {
        var uuid = await Lab.AvailableNodeAsync();
        Lab.Bmc.Announce("PATCH", StubBmc.SystemPath, 400);

        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(5);
        var node = await Lab.NodeAsync(uuid);

        State(node).ShouldBe(("deploy failed", "active"));
        node["maintenance"]!.GetValue<bool>().ShouldBeFalse();
        node["last_error"]!.GetValue<string>().ShouldContain("set boot device failed");
        node["reservation"].ShouldBeNull();
    }

    [Test]
    public async Task Undeploy_powers_off_cleans_and_forgets_the_instance()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.PatchAsync(
            $"/v1/nodes/{uuid}",
            Operation("add", "/instance_uuid", "22222222-2222-4222-8222-222222222222"),
            Operation("add", "/instance_info/image_source", "http://images/x"));
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);

        await Lab.ProvisionAsync(uuid, "deleted");
        await Lab.PassAsync(5);
        var during = await StateAsync(uuid);
        await Lab.PassAsync(30);
        var after = await Lab.NodeAsync(uuid);

        during.ShouldBe(("clean wait", "available"));
        State(after).ShouldBe(("available", null));
        after["power_state"]!.GetValue<string>().ShouldBe("power off");
        after["instance_uuid"].ShouldBeNull();
        after["instance_info"]!.AsObject().Count.ShouldBe(0);
    }

    [Test]
    public async Task Undeploy_out_of_wait_call_back_ends_the_deployment()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(5);

        (await Lab.ProvisionAsync(uuid, "deleted")).Status.ShouldBe(202);
        await Lab.PassAsync(120);

        (await StateAsync(uuid)).ShouldBe(("available", null));
        Journal(uuid).ShouldNotContain("active");
    }

    [Test]
    public async Task An_undeploy_that_cannot_power_off_ends_in_error_and_can_be_repeated()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);
        Lab.World.Faults.Add(new FaultRule { Step = "ironic-undeploy/reset-ForceOff", Fail = true, Message = "no", Count = 1 });

        await Lab.ProvisionAsync(uuid, "deleted");
        await Lab.PassAsync(5);
        var failed = await Lab.NodeAsync(uuid);
        await Lab.ProvisionAsync(uuid, "deleted");
        await Lab.PassAsync(60);

        State(failed).ShouldBe(("error", null));
        failed["last_error"]!.GetValue<string>().ShouldContain("tear down");
        (await StateAsync(uuid)).ShouldBe(("available", null));
    }

    [Test]
    public async Task Inspection_fills_in_properties_and_creates_ports_for_enabled_cards()
    {
        AnnounceInventory();
        var uuid = await ManageableAsync();

        await Lab.ProvisionAsync(uuid, "inspect");
        var during = await StateAsync(uuid);
        await Lab.PassAsync(5);
        var node = await Lab.NodeAsync(uuid);
        var ports = (await Lab.GetAsync($"/v1/ports?node={uuid}")).Body!["ports"]!.AsArray();

        during.ShouldBe(("inspecting", "manageable"));
        State(node).ShouldBe(("manageable", null));
        node["inspection_finished_at"].ShouldNotBeNull();
        var properties = node["properties"]!;
        properties["cpus"]!.GetValue<string>().ShouldBe("16");
        properties["cpu_arch"]!.GetValue<string>().ShouldBe("x86_64");
        properties["memory_mb"]!.GetValue<string>().ShouldBe("65536");
        properties["capabilities"]!.GetValue<string>().ShouldBe("boot_mode:uefi");
        ports.Select(p => p!["address"]!.GetValue<string>()).ShouldBe(["52:54:00:aa:00:01"]);
    }

    [Test]
    public async Task An_inspection_that_fails_says_why()
    {
        Lab.Bmc.Announce("GET", $"{StubBmc.SystemPath}/Processors", 403);
        var uuid = await ManageableAsync();

        await Lab.ProvisionAsync(uuid, "inspect");
        await Lab.PassAsync(5);
        var node = await Lab.NodeAsync(uuid);

        State(node).ShouldBe(("inspect failed", "manageable"));
        node["last_error"]!.GetValue<string>().ShouldContain("Processors returned code 403");
    }

    [Test]
    public async Task Adoption_ends_active_without_a_deployment()
    {
        var uuid = await ManageableAsync();

        await Lab.ProvisionAsync(uuid, "adopt");
        await Lab.PassAsync(5);

        (await StateAsync(uuid)).ShouldBe(("active", null));
        Lab.Bmc.Requests.ShouldNotContain(r => r.StartsWith("POST /redfish/v1/Systems", StringComparison.Ordinal));
    }

    [TestCase("provide", "enroll")]
    [TestCase("active", "enroll")]
    [TestCase("abort", "enroll")]
    [TestCase("juggle", "enroll")]
    public async Task An_unlawful_verb_is_refused_in_ironics_words(string verb, string state)
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.ProvisionAsync(uuid, verb);

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldBe($"The requested action \"{verb}\" can not be performed on node \"{uuid}\" while it is in state \"{state}\".");
    }

    [Test]
    public async Task A_locked_node_is_a_conflict()
    {
        var uuid = await ManageableAsync();
        Lab.Bmc.PowerToCome.Enqueue("Off");
        Lab.Bmc.PowerToCome.Enqueue("Off");
        Lab.Bmc.PowerToCome.Enqueue("PoweringOn");
        Lab.Bmc.PowerToCome.Enqueue("PoweringOn");
        Lab.Bmc.PowerToCome.Enqueue("On");
        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(0.5);

        var verb = await Lab.ProvisionAsync(uuid, "provide");
        var patch = await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/extra/a", 1));
        var delete = await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}");

        verb.Status.ShouldBe(409);
        verb.Fault.ShouldBe($"Node {uuid} is locked by host ironic-conductor, please retry after the current operation is completed.");
        (patch.Status, delete.Status).ShouldBe((409, 409));
    }

    // Body, what the answer says.
    [TestCase("{}", "Missing mandatory parameter: target")]
    [TestCase("""{"target":"clean"}""", "\"clean_steps\" is required")]
    [TestCase("""{"target":"clean","clean_steps":[]}""", "\"clean_steps\" is required")]
    [TestCase("""{"target":"clean","clean_steps":[{"step":"x"}]}""", "\"interface\"")]
    [TestCase("""{"target":"provide","clean_steps":[{"step":"x","interface":"y"}],"configdrive":"z"}""", "config drive is only supported")]
    [TestCase("""{"target":"rescue"}""", "rescue_password")]
    [TestCase("""{"target":"provide","colour":"red"}""", "Unexpected arguments: colour")]
    public async Task A_bad_request_for_a_state_is_refused(string body, string problem)
    {
        var uuid = await ManageableAsync();

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", raw: body);

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain(problem);
        (await StateAsync(uuid)).ShouldBe(("manageable", null));
    }

    [TestCase("""{"target":"active","deploy_steps":[{"interface":"bios"}]}""", "\"step\" must be text")]
    [TestCase("""{"target":"active","deploy_steps":[{"interface":"bios","step":"apply_configuration","priority":90}]}""", "settings must be a list")]
    [TestCase("""{"target":"active","disable_ramdisk":true}""", "\"disable_ramdisk\" is only valid")]
    public async Task Bad_deploy_steps_are_refused_and_nothing_happens(string body, string problem)
    {
        var uuid = await Lab.AvailableNodeAsync();

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", raw: body);

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain(problem);
        (await StateAsync(uuid)).ShouldBe(("available", null));
    }

    [Test]
    public async Task A_rescue_by_time_comes_back_to_active_and_forgets_the_password()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/rescue_interface", "agent"));
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);

        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = "rescue", ["rescue_password"] = "p" });
        await Lab.PassAsync(5);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(60);
        var rescued = await Lab.NodeAsync(uuid);
        await Lab.ProvisionAsync(uuid, "unrescue");
        await Lab.PassAsync(60);

        State(during).ShouldBe(("rescue wait", "rescue"));
        during["instance_info"]!["rescue_password"]!.GetValue<string>().ShouldBe("******");
        State(rescued).ShouldBe(("rescue", null));
        rescued["instance_info"]!.AsObject().ContainsKey("rescue_password").ShouldBeFalse();
        (await StateAsync(uuid)).ShouldBe(("active", null));
    }

    [Test]
    public async Task An_aborted_rescue_has_failed()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/rescue_interface", "agent"));
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);
        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = "rescue", ["rescue_password"] = "p" });
        await Lab.PassAsync(5);

        (await Lab.ProvisionAsync(uuid, "abort")).Status.ShouldBe(202);

        (await StateAsync(uuid)).ShouldBe(("rescue failed", "rescue"));
    }

    [Test]
    public async Task A_protected_node_is_neither_undeployed_nor_rebuilt()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/protected", true));

        (await Lab.ProvisionAsync(uuid, "deleted")).Status.ShouldBe(409);
        (await Lab.ProvisionAsync(uuid, "rebuild")).Status.ShouldBe(409);
        (await StateAsync(uuid)).ShouldBe(("active", null));
    }

    [Test]
    public async Task A_retired_node_does_not_become_available()
    {
        var uuid = await ManageableAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/retired", true));

        (await Lab.ProvisionAsync(uuid, "provide")).Status.ShouldBe(400);
    }

    [Test]
    public async Task Rebuild_boots_the_machine_anew()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);

        await Lab.ProvisionAsync(uuid, "rebuild");
        await Lab.PassAsync(60);

        (await StateAsync(uuid)).ShouldBe(("active", null));
        Lab.Bmc.Requests.Where(r => r.Contains("ResetType", StringComparison.Ordinal)).ShouldBe([Reset("On"), Reset("ForceOff"), Reset("On")]);
    }

    [Test]
    public async Task Rescue_needs_an_interface_that_nobody_has()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = "rescue", ["rescue_password"] = "p" });

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldBe("Driver redfish does not support rescue (disabled or not implemented).");
    }

    [Test]
    public async Task States_are_shown_on_their_own()
    {
        var uuid = await ManageableAsync();

        var states = (await Lab.GetAsync($"/v1/nodes/{uuid}/states")).Body!.AsObject();

        states.Select(m => m.Key).ShouldBe(
            [
                "power_state", "target_power_state", "provision_state", "target_provision_state", "provision_updated_at", "last_error", "console_enabled",
                "raid_config", "target_raid_config", "boot_mode", "secure_boot",
            ],
            ignoreOrder: true);
    }

    [Test]
    public async Task The_same_seed_and_requests_write_the_same_journal()
    {
        await using var other = await StartAsync(Settings);

        var here = await LifeAsync(Lab);
        var there = await LifeAsync(other);

        here.Count.ShouldBeGreaterThan(10);
        here.Select(e => $"{e.At:HH:mm:ss.fff} {e}").ShouldBe(there.Select(e => $"{e.At:HH:mm:ss.fff} {e}"));
    }

    [Test]
    public async Task A_deleted_node_ends_its_waiting_work()
    {
        var uuid = await ManageableAsync();
        await Lab.ProvisionAsync(uuid, "provide");
        await Lab.PassAsync(5);
        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/maintenance", new JsonObject());

        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}")).Status.ShouldBe(204);
        await Lab.PassAsync(60);

        Lab.World.Work.Items.ShouldNotContain(i => i.State == Simulator.Work.WorkState.Running);
    }

    private static async Task<IReadOnlyList<Simulator.Journal.JournalEntry>> LifeAsync(IronicLab lab)
    {
        var uuid = await lab.CreateNodeAsync();
        foreach (var verb in new[] { "manage", "provide", "active", "deleted" })
        {
            await lab.ProvisionAsync(uuid, verb);
            await lab.PassAsync(45);
        }

        return lab.World.Journal.After(0);
    }

    private static (string State, string? Target) State(JsonObject node) =>
        (node["provision_state"]!.GetValue<string>(), node["target_provision_state"]?.GetValue<string>());

    private static string Reset(string type) => $"POST {StubBmc.SystemPath}/Actions/ComputerSystem.Reset {{\"ResetType\":\"{type}\"}}";

    private async Task<(string State, string? Target)> StateAsync(string uuid) => State(await Lab.NodeAsync(uuid));

    private async Task<JsonObject> ManageAsync(string uuid)
    {
        (await Lab.ProvisionAsync(uuid, "manage")).Status.ShouldBe(202);
        await Lab.PassAsync(10);
        return await Lab.NodeAsync(uuid);
    }

    private async Task<string> ManageableAsync()
    {
        var uuid = await Lab.CreateNodeAsync();
        await ManageAsync(uuid);
        return uuid;
    }

    private IEnumerable<string> Journal(string uuid) => Lab.World.Journal.After(0).Where(e => e.Room == "ironic" && e.Subject == uuid).Select(e => e.What);

    private Task<IronicReply> CleanAsync(string uuid, JsonObject step) => Lab.SendAsync(
        "PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = "clean", ["clean_steps"] = new JsonArray(step) });

    private void AnnounceInventory()
    {
        var processors = $"{StubBmc.SystemPath}/Processors";
        var cards = $"{StubBmc.SystemPath}/EthernetInterfaces";
        Lab.Bmc.Announce("GET", processors, 200, new JsonObject { ["Members"] = new JsonArray(StubBmc.Link($"{processors}/1")) });
        Lab.Bmc.Announce("GET", $"{processors}/1", 200, new JsonObject { ["Id"] = "1", ["ProcessorArchitecture"] = "x86", ["InstructionSet"] = "x86-64", ["TotalThreads"] = 16 });
        Lab.Bmc.Announce("GET", cards, 200, new JsonObject { ["Members"] = new JsonArray(StubBmc.Link($"{cards}/1"), StubBmc.Link($"{cards}/2")) });
        Lab.Bmc.Announce("GET", $"{cards}/1", 200, Card("1", "52:54:00:AA:00:01", "Enabled"));
        Lab.Bmc.Announce("GET", $"{cards}/2", 200, Card("2", "52:54:00:AA:00:02", "Disabled"));
    }

    private static JsonObject Card(string id, string mac, string state) => new()
    {
        ["Id"] = id, ["MACAddress"] = mac, ["Status"] = new JsonObject { ["State"] = state },
    };
}
