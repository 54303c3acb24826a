using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

/// <summary>Lookup and heartbeat (section 8 of the contract), spoken by the test instead of an agent.</summary>
internal sealed class AgentApiTests : IronicTests
{
    private const string Mac = "52:54:00:00:00:01";

    [Test]
    public async Task A_ramdisk_is_told_its_node_and_once_its_token()
    {
        var node = await WaitingNodeAsync();

        var first = await Lab.GetAsync($"/v1/lookup?addresses={Mac.ToUpperInvariant()},52:54:00:00:00:99");
        var second = await Lab.GetAsync($"/v1/lookup?node_uuid={node}");

        first.Body!["node"]!.AsObject().Select(m => m.Key).ShouldBe(["uuid", "properties", "instance_info", "driver_internal_info", "links"], ignoreOrder: true);
        first.Body["node"]!["uuid"]!.GetValue<string>().ShouldBe(node);
        first.Body["config"]!["heartbeat_timeout"]!.GetValue<int>().ShouldBe(300);
        first.Body["config"]!["agent_token_required"]!.GetValue<bool>().ShouldBeTrue();
        first.Body["config"]!["agent_token"]!.GetValue<string>().Length.ShouldBeGreaterThan(20);
        second.Body!["config"]!["agent_token"]!.GetValue<string>().ShouldBe("******");
        (await Lab.NodeAsync(node))["driver_internal_info"]!["agent_secret_token"]!.GetValue<string>().ShouldBe("******");
    }

    [TestCase("/v1/lookup", "1.82", 400)]
    [TestCase("/v1/lookup?addresses=52:54:00:00:00:99", "1.82", 404)]
    [TestCase("/v1/lookup?colour=red", "1.82", 400)]
    [TestCase("/v1/lookup?addresses=52:54:00:00:00:01", "1.21", 404)]
    public async Task A_lookup_is_refused(string path, string version, int status) =>
        (await Lab.GetAsync(path, version)).Status.ShouldBe(status);

    [Test]
    public async Task Nobody_waits_for_a_machine_that_is_not_being_worked_on()
    {
        var node = await Lab.ManageableNodeAsync();
        await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = Mac });

        (await Lab.GetAsync($"/v1/lookup?addresses={Mac}")).Status.ShouldBe(404);
    }

    [Test]
    public async Task A_heartbeat_needs_the_token_and_is_noted()
    {
        var node = await WaitingNodeAsync();
        var token = (await Lab.GetAsync($"/v1/lookup?addresses={Mac}")).Body!["config"]!["agent_token"]!.GetValue<string>();

        var wrong = await BeatAsync(node, "wrong");
        var missing = await BeatAsync(node, token: null);
        var right = await BeatAsync(node, token);
        var unknown = await BeatAsync("55555555-5555-4555-8555-555555555555", token);

        (wrong.Status, missing.Status, right.Status, unknown.Status).ShouldBe((400, 400, 202, 404));
        (await Lab.NodeAsync(node))["driver_internal_info"]!["agent_url"]!.GetValue<string>().ShouldBe("http://127.0.0.1:9999");
    }

    private Task<IronicReply> BeatAsync(string node, string? token) => Lab.SendAsync(
        "POST", $"/v1/heartbeat/{node}", new JsonObject { ["callback_url"] = "http://127.0.0.1:9999/", ["agent_version"] = "9.4.0", ["agent_token"] = token });

    private async Task<string> WaitingNodeAsync()
    {
        var node = await Lab.ManageableNodeAsync();
        await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = Mac });
        await Lab.ProvisionAsync(node, "provide");
        await Lab.PassAsync(5);
        return node;
    }
}
