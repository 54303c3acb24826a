using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;
using Simulator.Hardware;

namespace Simulator.Tests.Ironic;

/// <summary>The fake Ironic and the rack together: it drives the BMCs over Redfish, and the rack's agents call it back.</summary>
internal sealed class RackIronicTests
{
    [Test]
    public async Task A_node_is_cleaned_deployed_and_undeployed_by_the_agent_on_its_machine()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        var provided = await rack.ProvisionAsync("provide");
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/debian.qcow2", ["display_name"] = "front" });

        var deployed = await rack.ProvisionAsync("active");
        var (power, host, boot) = (rack.System.State.Power, rack.System.State.HostName, rack.System.State.Boot);
        var undeployed = await rack.ProvisionAsync("deleted");

        (provided, deployed, undeployed).ShouldBe(("available", "active", "available"));
        (power, host).ShouldBe((PowerState.On, "front"));
        (boot.Target, boot.Enabled).ShouldBe((BootTarget.Hdd, BootEnabled.Continuous));
        rack.System.State.Power.ShouldBe(PowerState.Off);
        rack.System.State.HostName.ShouldBeNull();
        var steps = rack.Simulator.App.World.Work.Items.Where(w => w.Kind == "ramdisk-command").SelectMany(w => w.Steps).Select(s => s.Name).ToList();
        steps.ShouldContain("write_image");
        steps.Count(s => s == "erase_devices_metadata").ShouldBe(2);
    }

    [Test]
    public async Task The_console_of_a_machine_tells_how_it_was_deployed()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        await rack.PatchAsync("/automated_clean", false);
        await rack.ProvisionAsync("provide");
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/debian.qcow2", ["display_name"] = "front" });

        await rack.ProvisionAsync("active");
        await rack.Simulator.PassAsync(30);
        var console = await rack.ConsoleAsync();

        string[] marks =
        [
            "Booting from Pxe", "Kernel and ramdisk are loaded", $"ironic-python-agent: this is node {rack.Node}", "ironic-python-agent: write_image",
            "Booting from Hdd", "Loading what was written from http://images/debian.qcow2", "front login:",
        ];
        console.Where(marks.Contains).ShouldBe(marks);
        console.ShouldContain($"Memory: {rack.System.TotalMemoryMiB} MiB in {rack.System.Memory.Count} modules");
        console[^1].ShouldBe("front login:");
        (await rack.Simulator.Control.GetAsync("/sim/v1/systems/nowhere/console")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Test]
    public async Task An_agent_inspects_its_machine()
    {
        await using var rack = await RackIronic.StartAsync(version: 84, edit: node => node["inspect_interface"] = "agent");
        (await rack.ProvisionAsync("manage")).ShouldBe("manageable");
        var before = await rack.SendAsync("GET", $"/v1/nodes/{rack.Node}/inventory");

        (await rack.ProvisionAsync("inspect")).ShouldBe("manageable", (await rack.ShowAsync())["last_error"]?.ToString());
        var node = await rack.ShowAsync();
        var found = await rack.ShowAsync("/inventory");

        before.Status.ShouldBe(404);
        found["inventory"]!["memory"]!["physical_mb"]!.GetValue<int>().ShouldBe(rack.System.TotalMemoryMiB);
        found["inventory"]!["interfaces"]!.AsArray().Select(nic => nic!["mac_address"]!.GetValue<string>())
            .ShouldBe(rack.System.EthernetInterfaces.Select(nic => nic.MacAddress.ToLowerInvariant()));
        found["inventory"]!["disks"]!.AsArray().Count.ShouldBe(rack.System.Drives.Count);
        found["plugin_data"]!["root_disk"]!["name"]!.GetValue<string>().ShouldStartWith("/dev/sd");
        node["properties"]!["memory_mb"]!.GetValue<string>().ShouldBe($"{rack.System.TotalMemoryMiB}");
        node["properties"]!["cpus"]!.GetValue<string>().ShouldBe($"{rack.System.Processors.Sum(p => p.Threads)}");
        node["properties"]!["cpu_arch"]!.GetValue<string>().ShouldBe("x86_64");
        node["power_state"]!.GetValue<string>().ShouldBe("power off");
        (await rack.ShowAsync("/ports"))["ports"]!.AsArray().Count.ShouldBe(rack.System.EthernetInterfaces.Count);
        (await rack.ConsoleAsync()).ShouldContain($"ironic-python-agent: this is node {rack.Node}, its inventory is sent");

        // Agents of the same Ironic go on as before where nobody inspects.
        (await rack.ProvisionAsync("provide")).ShouldBe("available");
    }

    [Test]
    public async Task An_inspection_that_no_agent_answers_times_out_and_one_that_is_aborted_ends()
    {
        await using var rack = await RackIronic.StartAsync(version: 84, edit: node => node["inspect_interface"] = "agent");
        await rack.ProvisionAsync("manage");
        rack.Simulator.App.World.Faults.Add(new FaultRule { Face = "ironic", Path = "/v1/continue_inspection", Status = 503 });

        await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "inspect" });
        await rack.Simulator.PassAsync(60);
        var waiting = await rack.StateAsync();
        var aborted = await rack.ProvisionAsync("abort");
        var error = (await rack.ShowAsync())["last_error"]!.GetValue<string>();
        await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "inspect" });
        var late = await rack.RestAsync(seconds: 100);

        (waiting, aborted, late).ShouldBe(("inspect wait", "inspect failed", "inspect failed"));
        error.ShouldBe("Inspection was aborted by request.");
        (await rack.ShowAsync())["last_error"]!.GetValue<string>().ShouldContain($"Timeout reached while waiting for callback for node {rack.Node}");
    }

    [Test]
    public async Task Agents_inspect_from_the_version_on_that_takes_what_they_find()
    {
        await using var rack = await RackIronic.StartAsync(version: 82);

        var refused = await rack.PatchAsync("/inspect_interface", "agent");
        var stray = await rack.SendAsync("POST", "/v1/continue_inspection", new JsonObject { ["inventory"] = new JsonObject() });

        (refused.Status, stray.Status).ShouldBe((400, 404));
    }

    [TestCase("{}", 400)]
    [TestCase("""{"inventory": {"interfaces": [{"mac_address": "52:54:00:99:99:99"}]}}""", 404)]
    public async Task What_nobody_waits_for_is_refused(string found, int status)
    {
        await using var rack = await RackIronic.StartAsync(version: 84);

        (await rack.SendAsync("POST", "/v1/continue_inspection", JsonNode.Parse(found))).Status.ShouldBe(status);
    }

    [Test]
    public async Task A_direct_deployment_needs_an_image_and_a_port()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.ProvisionAsync("manage");
        await rack.PatchAsync("/automated_clean", false);
        await rack.ProvisionAsync("provide");

        var imageless = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "active" });
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/x" });
        var portless = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "active" });

        (imageless.Status, portless.Status).ShouldBe((400, 400));
        imageless.Fault.ShouldContain("image_source");
        portless.Fault.ShouldContain("port");
    }

    [Test]
    public async Task A_step_that_the_agent_cannot_do_fails_the_clean()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        rack.Simulator.App.World.Faults.Add(new FaultRule { Step = "ramdisk-command/erase_devices_metadata", Fail = true, Message = "disk on fire" });

        var state = await rack.ProvisionAsync("provide");
        var node = await rack.ShowAsync();

        state.ShouldBe("clean failed");
        node["last_error"]!.GetValue<string>().ShouldContain("disk on fire");
        (node["maintenance"]!.GetValue<bool>(), node["fault"]!.GetValue<string>()).ShouldBe((true, "clean failure"));
    }

    [Test]
    public async Task A_machine_that_never_calls_back_times_out()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        rack.Simulator.App.World.Faults.Add(new FaultRule { Face = "ironic", Path = "/v1/lookup", Status = 503 });

        await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "provide" });
        await rack.RestAsync(seconds: 100);
        var node = await rack.ShowAsync();

        node["provision_state"]!.GetValue<string>().ShouldBe("clean failed");
        node["last_error"]!.GetValue<string>().ShouldBe($"Timeout reached while waiting for callback for node {rack.Node}");
    }

    [Test]
    public async Task Bios_settings_are_applied_and_read_back()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        var before = await rack.ShowAsync("/bios/TurboMode");

        var state = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("bios", "apply_configuration", """{"settings":[{"name":"TurboMode","value":"Disabled"}]}""") });
        var after = await rack.ShowAsync("/bios/TurboMode");

        before["TurboMode"]!["value"]!.GetValue<string>().ShouldBe("Enabled");
        before["TurboMode"]!["allowable_values"]!.AsArray().Count.ShouldBe(2);
        state.ShouldBe("manageable");
        after["TurboMode"]!["value"]!.GetValue<string>().ShouldBe("Disabled");
        rack.System.State.Firmware.Bios[BiosAttribute.All["TurboMode"]].ShouldBe("Disabled");
    }

    [Test]
    public async Task Without_a_ramdisk_the_conductor_does_its_own_steps_and_no_others()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.ProvisionAsync("manage");

        var own = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("bios", "factory_reset", "{}"), ["disable_ramdisk"] = true });
        var agents = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("deploy", "erase_devices", "{}"), ["disable_ramdisk"] = true });

        (own, agents).ShouldBe(("manageable", "clean failed"));
        (await rack.ShowAsync())["last_error"]!.GetValue<string>().ShouldContain("deploy.erase_devices");
    }

    [Test]
    public async Task Raid_volumes_are_made_and_deleted()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.InspectedAsync();
        var odd = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/raid", JsonNode.Parse("""{"logical_disks":[{"raid_level":"9"}]}"""));
        var set = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/raid", JsonNode.Parse("""{"logical_disks":[{"size_gb":"MAX","raid_level":"1","is_root_volume":true}]}"""));

        var made = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("raid", "create_configuration", "{}") });
        var disk = (await rack.ShowAsync())["raid_config"]!["logical_disks"]!.AsArray().ShouldHaveSingleItem()!;
        var volumes = rack.System.State.Storage.Volumes.Length;
        var deleted = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("raid", "delete_configuration", "{}") });

        (odd.Status, set.Status).ShouldBe((400, 204));
        odd.Fault.ShouldContain("raid_level must be one of");
        odd.Fault.ShouldContain("size_gb");
        (made, deleted, volumes).ShouldBe(("manageable", "manageable", 1));
        disk["raid_level"]!.GetValue<string>().ShouldBe("1");
        rack.System.State.Storage.Volumes.ShouldBeEmpty();
        (await rack.ShowAsync())["raid_config"]!.AsObject().ShouldBeEmpty();
    }

    [Test]
    public async Task Secure_boot_indicators_and_the_interrupt_act_on_the_machine()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.ProvisionAsync("manage");

        var secure = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/secure_boot", new JsonObject { ["target"] = true });
        await rack.Simulator.PassAsync(1);
        var indicators = (await rack.ShowAsync("/management/indicators"))["indicators"]!.AsArray();
        var name = indicators.Select(i => i!["name"]!.GetValue<string>()).Single(n => n.EndsWith("@system", StringComparison.Ordinal));
        var lit = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/management/indicators/{name}", new JsonObject { ["state"] = "blinking" });
        var odd = await rack.SendAsync("GET", $"/v1/nodes/{rack.Node}/management/indicators/lamp");
        var off = await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/management/inject_nmi", new JsonObject());

        (secure.Status, lit.Status, odd.Status).ShouldBe((202, 204, 400));
        rack.System.State.Firmware.SecureBootWanted.ShouldBeTrue();
        (await rack.ShowAsync())["secure_boot"]!.GetValue<bool>().ShouldBeTrue();
        rack.System.State.Locator.ShouldBe(Locator.Blinking);
        (await rack.ShowAsync($"/management/indicators/{name}"))["state"]!.GetValue<string>().ShouldBe("blinking");
        off.Status.ShouldBe(500); // the machine is off, and says so
    }

    [Test]
    public async Task A_ramdisk_deployment_boots_the_medium_that_the_instance_names()
    {
        await using var rack = await RackIronic.StartAsync(edit: n => (n["boot_interface"], n["deploy_interface"], n["automated_clean"]) = ("redfish-virtual-media", "ramdisk", false));
        await rack.ProvisionAsync("manage");
        await rack.ProvisionAsync("provide");
        await rack.PatchAsync("/instance_info", new JsonObject { ["boot_iso"] = "http://images/rescue.iso" });

        var deployed = await rack.ProvisionAsync("active");
        var medium = rack.System.State.Cd;
        var undeployed = await rack.ProvisionAsync("deleted");

        (deployed, undeployed).ShouldBe(("active", "available"));
        medium!.Image.ShouldBe("http://images/rescue.iso");
        rack.System.State.Cd.ShouldBeNull();
        rack.System.State.Power.ShouldBe(PowerState.Off);
    }

    [Test]
    public async Task A_rescued_machine_runs_the_ramdisk_and_comes_back_to_its_disk()
    {
        await using var rack = await RackIronic.StartAsync(edit: n => (n["rescue_interface"], n["automated_clean"]) = ("agent", false));
        await rack.InspectedAsync();
        await rack.ProvisionAsync("provide");
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/x" });
        await rack.ProvisionAsync("active");

        var rescued = await rack.ProvisionAsync("rescue", new JsonObject { ["rescue_password"] = "p" });
        var agent = await rack.AgentStatusAsync();
        var back = await rack.ProvisionAsync("unrescue");

        (rescued, back).ShouldBe(("rescue", "active"));
        agent.ShouldBe(200);
        rack.System.State.Boot.Target.ShouldBe(BootTarget.Hdd);
    }

    [Test]
    public async Task A_template_of_the_instance_adds_its_steps_to_the_deployment()
    {
        await using var rack = await RackIronic.StartAsync(edit: n => n["automated_clean"] = false);
        await rack.InspectedAsync();
        await rack.ProvisionAsync("provide");
        await rack.SendAsync("POST", "/v1/deploy_templates", JsonNode.Parse(
            """{"name":"CUSTOM_QUIET","steps":[{"interface":"bios","step":"apply_configuration","priority":150,"args":{"settings":[{"name":"PowerProfile","value":"PowerSaving"}]}}]}"""));
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/x", ["traits"] = new JsonArray("CUSTOM_QUIET") });

        (await rack.ProvisionAsync("active")).ShouldBe("active");

        rack.System.State.Firmware.Bios[BiosAttribute.All["PowerProfile"]].ShouldBe("PowerSaving");
    }

    [Test]
    public async Task Newer_versions_hold_and_service()
    {
        await using var rack = await RackIronic.StartAsync(version: 95, edit: n => n["automated_clean"] = false);
        await rack.InspectedAsync();

        var held = await rack.ProvisionAsync("clean", new JsonObject { ["clean_steps"] = Steps("deploy", "hold", "{}"), ["disable_ramdisk"] = true });
        var freed = await rack.ProvisionAsync("unhold");
        await rack.ProvisionAsync("provide");
        await rack.PatchAsync("/instance_info", new JsonObject { ["image_source"] = "http://images/x" });
        await rack.ProvisionAsync("active");
        var served = await rack.ProvisionAsync("service", new JsonObject { ["service_steps"] = Steps("bios", "factory_reset", "{}") });

        (held, freed, served).ShouldBe(("clean hold", "manageable", "active"));
        (await rack.ShowAsync("/firmware"))["firmware"]!.AsArray().Select(f => f!["component"]!.GetValue<string>()).ShouldBe(["bios", "bmc"]);
    }

    [Test]
    public async Task Older_versions_know_neither_service_nor_firmware()
    {
        await using var rack = await RackIronic.StartAsync();

        (await rack.SendAsync("PUT", $"/v1/nodes/{rack.Node}/states/provision", new JsonObject { ["target"] = "service" })).Status.ShouldBe(400);
        (await rack.SendAsync("GET", $"/v1/nodes/{rack.Node}/firmware")).Status.ShouldBe(404);
        (await rack.SendAsync("GET", "/v1/nodes", version: "1.83")).Status.ShouldBe(406);
    }

    [Test]
    public async Task Somebody_else_who_switches_the_machine_is_noticed()
    {
        await using var rack = await RackIronic.StartAsync();
        await rack.ProvisionAsync("manage");

        await rack.Simulator.Redfish.PostAsync($"/redfish/v1/Systems/{rack.System.Id}/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await rack.Simulator.PassAsync(120);

        (await rack.ShowAsync())["power_state"]!.GetValue<string>().ShouldBe("power on");
    }

    private static JsonArray Steps(string interfaceName, string step, string args) =>
        [new JsonObject { ["interface"] = interfaceName, ["step"] = step, ["args"] = JsonNode.Parse(args) }];
}
