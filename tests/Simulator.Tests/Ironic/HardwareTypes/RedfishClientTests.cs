using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class RedfishClientTests : IronicTests
{
    private const string Sessions = "POST /redfish/v1/SessionService/Sessions";

    [Test]
    public async Task A_session_is_opened_once_and_used_again()
    {
        var uuid = await Lab.CreateNodeAsync();

        await ReadAsync(uuid);
        await ReadAsync(uuid);

        Lab.Bmc.Requests.Count(r => r.StartsWith(Sessions, StringComparison.Ordinal)).ShouldBe(1);
        Lab.Bmc.Requests[0].ShouldBe("GET /redfish/v1/");
    }

    [Test]
    public async Task An_expired_session_is_renewed_once()
    {
        var uuid = await Lab.CreateNodeAsync();
        await ReadAsync(uuid);
        Lab.Bmc.ExpireSessions();

        var reply = await ReadAsync(uuid);

        reply.Status.ShouldBe(200);
        Lab.Bmc.Requests.Count(r => r.StartsWith(Sessions, StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task Without_sessions_auto_falls_back_to_basic()
    {
        Lab.Bmc.HasSessions = false;
        var uuid = await Lab.CreateNodeAsync();

        (await ReadAsync(uuid)).Status.ShouldBe(200);
    }

    [Test]
    public async Task Without_sessions_the_type_session_fails()
    {
        Lab.Bmc.HasSessions = false;
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_auth_type"] = "session");

        var reply = await ReadAsync(uuid);

        reply.Status.ShouldBe(500);
        reply.Fault.ShouldContain("no session");
    }

    [Test]
    public async Task The_type_basic_opens_no_session()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_auth_type"] = "basic");

        (await ReadAsync(uuid)).Status.ShouldBe(200);

        Lab.Bmc.Requests.ShouldNotContain(r => r.StartsWith(Sessions, StringComparison.Ordinal));
    }

    [Test]
    public async Task The_only_system_is_found_without_an_id()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!.AsObject().Remove("redfish_system_id"));

        (await ReadAsync(uuid)).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_read_that_failed_with_5xx_is_repeated_after_three_seconds()
    {
        var uuid = await Lab.CreateNodeAsync();
        var looks = 0;
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, (context, _) =>
        {
            context.Response.StatusCode = ++looks < 3 ? 503 : 404;
            return Task.CompletedTask;
        });

        await Lab.ProvisionAsync(uuid, "manage");
        await Lab.PassAsync(5);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(5);
        var after = await Lab.NodeAsync(uuid);

        during["provision_state"]!.GetValue<string>().ShouldBe("verifying");
        after["provision_state"]!.GetValue<string>().ShouldBe("enroll");
        looks.ShouldBe(3);
    }

    [Test]
    public async Task A_silent_machine_is_given_up_after_a_minute_of_simulated_time()
    {
        var uuid = await Lab.CreateNodeAsync();
        // As a simulated BMC does: it takes its time on the caller's hold.
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, async (context, _) =>
        {
            var hold = Lab.World.Clock.Adopt(context.Request.Headers["X-Simulator-Hold"].ToString())!;
            await hold.DelayAsync(TimeSpan.FromHours(1), context.RequestAborted);
        });

        await Lab.ProvisionAsync(uuid, "manage");
        await Lab.PassAsync(59);
        var during = await Lab.NodeAsync(uuid);
        await Lab.PassAsync(3);
        var after = await Lab.NodeAsync(uuid);

        during["provision_state"]!.GetValue<string>().ShouldBe("verifying");
        after["provision_state"]!.GetValue<string>().ShouldBe("enroll");
        after["last_error"]!.GetValue<string>().ShouldContain("no answer within 60 s");
    }

    [Test]
    public async Task A_machine_can_take_its_time_while_a_request_waits()
    {
        var uuid = await Lab.CreateNodeAsync();
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, async (context, _) =>
        {
            var hold = Lab.World.Clock.Adopt(context.Request.Headers["X-Simulator-Hold"].ToString())!;
            await hold.DelayAsync(TimeSpan.FromSeconds(10), context.RequestAborted);
            context.Response.StatusCode = 404;
        });
        var before = Lab.World.Clock.GetUtcNow();
        Lab.World.Clock.Unfreeze();

        var reply = await ReadAsync(uuid);

        reply.Fault.ShouldContain("was not found");
        (Lab.World.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_link_to_another_machine_is_not_followed()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, 200, new JsonObject
        {
            ["Id"] = "1",
            ["PowerState"] = "Off",
            ["Actions"] = new JsonObject { ["#ComputerSystem.Reset"] = new JsonObject { ["target"] = "http://127.0.0.2:1/steal" } },
        });

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2);

        (await Lab.NodeAsync(uuid))["last_error"]!.GetValue<string>().ShouldContain("http://127.0.0.2:1/steal, which is not on");
    }

    [Test]
    public async Task A_system_without_the_reset_action_is_named()
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, 200, new JsonObject { ["Id"] = "1", ["PowerState"] = "Off" });

        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(2);

        (await Lab.NodeAsync(uuid))["last_error"]!.GetValue<string>().ShouldContain("Actions/#ComputerSystem.Reset/target is missing");
    }

    [Test]
    public async Task Half_a_body_is_a_failure_with_a_reason()
    {
        var uuid = await Lab.CreateNodeAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/extra/a", 1));
        Lab.Bmc.Announce("GET", StubBmc.SystemPath, (context, _) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "{\"Id\":"));

        (await ReadAsync(uuid)).Fault.ShouldContain("not JSON");
    }

    private Task<IronicReply> ReadAsync(string uuid) => Lab.GetAsync($"/v1/nodes/{uuid}/management/boot_device");
}
