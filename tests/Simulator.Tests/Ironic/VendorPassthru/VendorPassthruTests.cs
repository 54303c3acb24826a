using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class VendorPassthruTests : IronicTests
{
    [Test]
    public async Task Methods_are_described()
    {
        var node = await Lab.CreateNodeAsync();

        var methods = (await Lab.GetAsync($"/v1/nodes/{node}/vendor_passthru/methods")).Body!.AsObject();

        methods.Select(m => m.Key).ShouldBe(["create_subscription", "delete_subscription", "get_all_subscriptions", "get_subscription", "eject_vmedia"], ignoreOrder: true);
        methods["create_subscription"]!["http_methods"]![0]!.GetValue<string>().ShouldBe("POST");
        methods["create_subscription"]!["async"]!.GetValue<bool>().ShouldBeFalse();
    }

    [TestCase("POST", "vendor_passthru?method=echo", 200)]
    [TestCase("POST", "vendor_passthru/echo", 200)]
    [TestCase("POST", "vendor_passthru", 400)] // no method
    [TestCase("POST", "vendor_passthru/bogus", 400)]
    [TestCase("DELETE", "vendor_passthru/echo", 400)] // not its verb
    [TestCase("POST", "vendor_passthru?method=echo&colour=red", 400)]
    [TestCase("POST", "vendor_passthru/count_seconds", 202)]
    public async Task A_method_is_called_by_name_and_verb(string verb, string path, int status)
    {
        var node = await FakeAsync();

        var reply = await Lab.SendAsync(verb, $"/v1/nodes/{node}/{path}", new JsonObject { ["a"] = 1 });

        reply.Status.ShouldBe(status);
        if (status == 200)
        {
            reply.Body!["a"]!.GetValue<int>().ShouldBe(1);
        }
    }

    [Test]
    public async Task A_subscription_is_made_at_the_bmc()
    {
        const string service = "/redfish/v1/EventService";
        Lab.Bmc.Announce("GET", "/redfish/v1/", 200, new JsonObject { ["Id"] = "Root", ["EventService"] = StubBmc.Link(service) });
        Lab.Bmc.HasSessions = false;
        Lab.Bmc.Announce("GET", service, 200, new JsonObject { ["Id"] = "E", ["Subscriptions"] = StubBmc.Link($"{service}/Subscriptions") });
        Lab.Bmc.Announce("POST", $"{service}/Subscriptions", (context, _) =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers.Location = $"{service}/Subscriptions/1";
            return Task.CompletedTask;
        });
        Lab.Bmc.Announce("GET", $"{service}/Subscriptions/1", 200, new JsonObject { ["Id"] = "1", ["Destination"] = "https://x/", ["Protocol"] = "Redfish" });
        var node = await Lab.CreateNodeAsync();

        var made = await Lab.SendAsync("POST", $"/v1/nodes/{node}/vendor_passthru/create_subscription", new JsonObject { ["Destination"] = "https://x/" });
        var missing = await Lab.SendAsync("POST", $"/v1/nodes/{node}/vendor_passthru/create_subscription", new JsonObject());

        made.Text("Id").ShouldBe("1");
        missing.Fault.ShouldBe("Missing mandatory parameter: Destination");
        Lab.Bmc.Requests.ShouldContain(r => r.StartsWith($"POST {service}/Subscriptions", StringComparison.Ordinal) && r.Contains("\"EventTypes\":[\"Alert\"]", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_console_is_had_where_the_interface_has_one()
    {
        var node = await FakeAsync();

        await Lab.PatchAsync($"/v1/nodes/{node}", IronicLab.Operation("add", "/console_interface", "no-console"));
        var refused = await Lab.SendAsync("PUT", $"/v1/nodes/{node}/states/console", new JsonObject { ["enabled"] = true });
        var without = await Lab.GetAsync($"/v1/nodes/{node}/states/console");
        await Lab.PatchAsync($"/v1/nodes/{node}", IronicLab.Operation("add", "/console_interface", "fake"));
        var before = await Lab.GetAsync($"/v1/nodes/{node}/states/console");
        var enabled = await Lab.SendAsync("PUT", $"/v1/nodes/{node}/states/console", new JsonObject { ["enabled"] = true });
        var after = await Lab.GetAsync($"/v1/nodes/{node}/states/console");

        (refused.Status, without.Status, enabled.Status).ShouldBe((400, 200, 202));
        refused.Fault.ShouldBe("Driver fake-hardware does not support console (disabled or not implemented).");
        without.Body!.ToJsonString().ShouldBe("""{"console_enabled":false,"console_info":null}""");
        before.Body!["console_info"].ShouldBeNull();
        after.Body!["console_info"]!["type"]!.GetValue<string>().ShouldBe("shellinabox");
        (await Lab.NodeAsync(node))["console_enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    private async Task<string> FakeAsync() => (await Lab.SendAsync("POST", "/v1/nodes", new JsonObject
    {
        ["driver"] = "fake-hardware", ["vendor_interface"] = "fake",
    })).Text("uuid");
}
