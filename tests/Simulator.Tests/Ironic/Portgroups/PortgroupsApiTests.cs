using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class PortgroupsApiTests : IronicTests
{
    private const string Mac = "52:54:00:00:00:01";

    [Test]
    public async Task A_new_port_group_has_every_field()
    {
        var node = await Lab.CreateNodeAsync();

        var reply = await CreateAsync(node, g => g["name"] = "bond0");

        reply.Status.ShouldBe(201);
        reply.Header("Location").ShouldBe($"{Lab.Address}v1/portgroups/{reply.Text("uuid")}");
        reply.Text("mode").ShouldBe("active-backup");
        reply.Body!["standalone_ports_supported"]!.GetValue<bool>().ShouldBeTrue();
        reply.Body.AsObject().Select(m => m.Key).ShouldBe(
            [
                "uuid", "name", "address", "node_uuid", "mode", "properties", "standalone_ports_supported", "extra", "internal_info", "created_at",
                "updated_at", "links", "ports",
            ],
            ignoreOrder: true);
    }

    [Test]
    public async Task Ports_join_a_group_of_their_own_node()
    {
        var node = await Lab.CreateNodeAsync("one");
        var other = await Lab.CreateNodeAsync("two");
        var group = (await CreateAsync(node, g => g["name"] = "bond0")).Text("uuid");
        var port = (await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = Mac, ["portgroup_uuid"] = group })).Text("uuid");

        var stranger = await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = other, ["address"] = "52:54:00:00:00:02", ["portgroup_uuid"] = group });
        var unknown = await Lab.PatchAsync($"/v1/ports/{port}", Operation("add", "/portgroup_uuid", "55555555-5555-4555-8555-555555555555"));
        var full = await Lab.SendAsync("DELETE", $"/v1/portgroups/{group}");
        var listed = await Lab.GetAsync("/v1/portgroups/bond0/ports");
        await Lab.PatchAsync($"/v1/ports/{port}", Operation("remove", "/portgroup_uuid"));
        var deleted = await Lab.SendAsync("DELETE", "/v1/portgroups/bond0");

        (stranger.Status, unknown.Status, full.Status).ShouldBe((400, 400, 400));
        listed.Body!["ports"]![0]!["uuid"]!.GetValue<string>().ShouldBe(port);
        deleted.Status.ShouldBe(204);
    }

    [TestCase("1.22", 404)]
    [TestCase("1.23", 200)]
    public async Task Port_groups_came_with_a_version(string version, int status) =>
        (await Lab.GetAsync("/v1/portgroups", version)).Status.ShouldBe(status);

    [Test]
    public async Task A_name_belongs_to_one_group_and_a_node_takes_its_groups_along()
    {
        var node = await Lab.CreateNodeAsync();
        await CreateAsync(node, g => g["name"] = "bond0");

        (await CreateAsync(node, g => g["name"] = "bond0")).Status.ShouldBe(409);
        (await Lab.GetAsync($"/v1/nodes/{node}/portgroups")).Body!["portgroups"]!.AsArray().Count.ShouldBe(1);
        await Lab.SendAsync("DELETE", $"/v1/nodes/{node}");
        (await Lab.GetAsync("/v1/portgroups")).Body!["portgroups"]!.AsArray().ShouldBeEmpty();
    }

    private Task<IronicReply> CreateAsync(string node, Action<JsonObject> edit)
    {
        var group = new JsonObject { ["node_uuid"] = node };
        edit(group);
        return Lab.SendAsync("POST", "/v1/portgroups", group);
    }
}
