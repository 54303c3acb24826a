using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class VifsApiTests : IronicTests
{
    [Test]
    public async Task With_flat_a_network_takes_the_first_free_port()
    {
        var node = await Lab.CreateNodeAsync(edit: n => n["network_interface"] = "flat");
        var port = (await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = "52:54:00:00:00:01" })).Text("uuid");

        var attached = await AttachAsync(node, "net-1");
        var again = await AttachAsync(node, "net-1");
        var full = await AttachAsync(node, "net-2");
        var listed = await Lab.GetAsync($"/v1/nodes/{node}/vifs");
        var busy = await Lab.SendAsync("DELETE", $"/v1/ports/{port}");
        var unknown = await Lab.SendAsync("DELETE", $"/v1/nodes/{node}/vifs/net-2");
        var detached = await Lab.SendAsync("DELETE", $"/v1/nodes/{node}/vifs/net-1");

        (attached.Status, again.Status, full.Status, busy.Status, unknown.Status, detached.Status).ShouldBe((204, 409, 400, 409, 400, 204));
        listed.Body!["vifs"]![0]!["id"]!.GetValue<string>().ShouldBe("net-1");
        (await Lab.GetAsync($"/v1/nodes/{node}/vifs")).Body!["vifs"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task With_noop_anything_is_accepted_and_nothing_stored()
    {
        var node = await Lab.CreateNodeAsync();

        (await AttachAsync(node, "net-1")).Status.ShouldBe(204);
        (await Lab.GetAsync($"/v1/nodes/{node}/vifs")).Body!["vifs"]!.AsArray().ShouldBeEmpty();
    }

    private Task<IronicReply> AttachAsync(string node, string id) => Lab.SendAsync("POST", $"/v1/nodes/{node}/vifs", new JsonObject { ["id"] = id });
}
