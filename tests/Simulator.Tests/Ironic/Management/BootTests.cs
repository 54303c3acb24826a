using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class BootTests : IronicTests
{
    // Device, persistent, Redfish target, Redfish enabled.
    [TestCase("pxe", false, "Pxe", "Once")]
    [TestCase("disk", true, "Hdd", "Continuous")]
    [TestCase("cdrom", false, "Cd", "Once")]
    [TestCase("bios", true, "BiosSetup", "Continuous")]
    public async Task A_boot_device_is_set_and_read_back(string device, bool isPersistent, string target, string enabled)
    {
        var uuid = await Lab.CreateNodeAsync();

        (await SetAsync(uuid, device, isPersistent)).Status.ShouldBe(204);
        var shown = await Lab.GetAsync($"/v1/nodes/{uuid}/management/boot_device");

        Lab.Bmc.Overrides["BootSourceOverrideTarget"]!.GetValue<string>().ShouldBe(target);
        Lab.Bmc.Overrides["BootSourceOverrideEnabled"]!.GetValue<string>().ShouldBe(enabled);
        shown.Body!.ToJsonString().ShouldBe($"{{\"boot_device\":\"{device}\",\"persistent\":{(isPersistent ? "true" : "false")}}}");
    }

    [Test]
    public async Task Enabled_is_left_out_when_it_has_that_value_already()
    {
        var uuid = await Lab.CreateNodeAsync();
        await SetAsync(uuid, "pxe", isPersistent: false);

        await SetAsync(uuid, "disk", isPersistent: false);

        Lab.Bmc.Requests[^1].ShouldBe($"PATCH {StubBmc.SystemPath} {{\"Boot\":{{\"BootSourceOverrideTarget\":\"Hdd\"}}}}");
    }

    [Test]
    public async Task The_tag_of_the_system_goes_along()
    {
        Lab.Bmc.ETag = "\"7\"";
        var uuid = await Lab.CreateNodeAsync();
        string? tag = null;
        Lab.Bmc.Announce("PATCH", StubBmc.SystemPath, (context, _) =>
        {
            tag = context.Request.Headers.IfMatch;
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        await SetAsync(uuid, "pxe", isPersistent: false);

        tag.ShouldBe("\"7\"");
    }

    [Test]
    public async Task A_refused_weak_tag_is_repeated_strong_and_then_left_out()
    {
        Lab.Bmc.ETag = "W/\"7\"";
        var uuid = await Lab.CreateNodeAsync();
        var tags = new List<string>();
        Lab.Bmc.Announce("PATCH", StubBmc.SystemPath, (context, _) =>
        {
            tags.Add(context.Request.Headers.IfMatch.ToString());
            context.Response.StatusCode = tags[^1].Length == 0 ? 204 : 412;
            return Task.CompletedTask;
        });

        (await SetAsync(uuid, "pxe", isPersistent: false)).Status.ShouldBe(204);

        tags.ShouldBe(["W/\"7\"", "\"7\"", ""]);
    }

    [Test]
    public async Task A_machine_without_continuous_gets_once()
    {
        var uuid = await Lab.CreateNodeAsync();
        var bodies = new List<string>();
        Lab.Bmc.Announce("PATCH", StubBmc.SystemPath, (context, body) =>
        {
            bodies.Add(body!["Boot"]!["BootSourceOverrideEnabled"]!.GetValue<string>());
            context.Response.StatusCode = bodies[^1] == "Once" ? 204 : 400;
            return Task.CompletedTask;
        });

        (await SetAsync(uuid, "disk", isPersistent: true)).Status.ShouldBe(204);

        bodies.ShouldBe(["Continuous", "Once"]);
    }

    [Test]
    public async Task A_target_that_the_machine_does_not_allow_is_not_sent()
    {
        Lab.Bmc.Overrides["BootSourceOverrideTarget@Redfish.AllowableValues"] = new JsonArray("None", "Pxe");
        var uuid = await Lab.CreateNodeAsync();

        var reply = await SetAsync(uuid, "cdrom", isPersistent: false);

        reply.Status.ShouldBe(500);
        reply.Fault.ShouldContain("\"Cd\" is invalid");
    }

    [TestCase("""{"persistent":true}""", 400, "Missing mandatory parameter: boot_device")]
    [TestCase("""{"boot_device":"floppy"}""", 500, "Invalid boot device floppy")]
    [TestCase("""{"boot_device":"pxe","persistent":5}""", 400, "persistent")]
    [TestCase("""{"boot_device":"pxe","colour":"red"}""", 400, "colour")]
    public async Task A_bad_device_is_refused(string body, int status, string problem)
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/management/boot_device", raw: body);

        reply.Status.ShouldBe(status);
        reply.Fault.ShouldContain(problem);
    }

    [Test]
    public async Task Supported_devices_are_listed()
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.GetAsync($"/v1/nodes/{uuid}/management/boot_device/supported");

        reply.Body!.ToJsonString().ShouldBe("""{"supported_boot_devices":["pxe","disk","cdrom","bios"]}""");
    }

    [Test]
    public async Task The_boot_mode_is_set_at_the_machine()
    {
        var uuid = await Lab.ManageableNodeAsync();

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/boot_mode", new JsonObject { ["target"] = "bios" });
        await Lab.PassAsync(2);

        reply.Status.ShouldBe(202);
        Lab.Bmc.Overrides["BootSourceOverrideMode"]!.GetValue<string>().ShouldBe("Legacy");
        (await Lab.NodeAsync(uuid))["boot_mode"]!.GetValue<string>().ShouldBe("bios");
        (await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/boot_mode", new JsonObject { ["target"] = "magic" })).Status.ShouldBe(400);
    }

    private Task<IronicReply> SetAsync(string uuid, string device, bool isPersistent) => Lab.SendAsync(
        "PUT", $"/v1/nodes/{uuid}/management/boot_device", new JsonObject { ["boot_device"] = device, ["persistent"] = isPersistent });
}
