using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class VolumesApiTests : IronicTests
{
    [Test]
    public async Task The_root_has_links_alone()
    {
        var node = await Lab.CreateNodeAsync();

        (await Lab.GetAsync("/v1/volume")).Body!.AsObject().Select(m => m.Key).ShouldBe(["connectors", "targets", "links"]);
        (await Lab.GetAsync($"/v1/nodes/{node}/volume")).Body!["targets"]![0]!["href"]!.GetValue<string>().ShouldEndWith($"/v1/nodes/{node}/volume/targets");
    }

    [Test]
    public async Task A_connector_is_unique_and_of_a_known_type()
    {
        var node = await Lab.CreateNodeAsync();

        var made = await ConnectorAsync(node, "iqn", "iqn.2017-08.org.example:host1");
        var again = await ConnectorAsync(node, "iqn", "iqn.2017-08.org.example:host1");
        var odd = await ConnectorAsync(node, "carrier-pigeon", "7");

        (made.Status, again.Status, odd.Status).ShouldBe((201, 409, 400));
        odd.Fault.ShouldContain("wwpn");
        made.Header("Location").ShouldBe($"{Lab.Address}v1/volume/connectors/{made.Text("uuid")}");
        (await Lab.GetAsync($"/v1/volume/connectors?node={node}")).Body!["connectors"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_boot_index_is_unique_per_node()
    {
        var one = await Lab.CreateNodeAsync("one");
        var two = await Lab.CreateNodeAsync("two");

        (await TargetAsync(one, 0)).Status.ShouldBe(201);
        (await TargetAsync(one, 0)).Status.ShouldBe(409);
        (await TargetAsync(two, 0)).Status.ShouldBe(201);
        (await TargetAsync(two, "x")).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_machine_that_runs_keeps_its_volumes()
    {
        Lab.Bmc.Power = "On";
        var node = await Lab.ManageableNodeAsync();
        var target = (await TargetAsync(node, 0)).Text("uuid");

        var patch = await Lab.PatchAsync($"/v1/volume/targets/{target}", Operation("replace", "/volume_id", "v-2"));
        var delete = await Lab.SendAsync("DELETE", $"/v1/volume/targets/{target}");
        await Lab.PowerAsync(node, "power off");
        await Lab.PassAsync(5);
        var patched = await Lab.PatchAsync($"/v1/volume/targets/{target}", Operation("replace", "/volume_id", "v-2"));
        var deleted = await Lab.SendAsync("DELETE", $"/v1/volume/targets/{target}");

        (patch.Status, delete.Status, patched.Status, deleted.Status).ShouldBe((400, 400, 200, 204));
        patched.Text("volume_id").ShouldBe("v-2");
    }

    private Task<IronicReply> ConnectorAsync(string node, string type, string id) =>
        Lab.SendAsync("POST", "/v1/volume/connectors", new JsonObject { ["node_uuid"] = node, ["type"] = type, ["connector_id"] = id });

    private Task<IronicReply> TargetAsync(string node, JsonNode bootIndex) => Lab.SendAsync(
        "POST", "/v1/volume/targets", new JsonObject { ["node_uuid"] = node, ["volume_type"] = "iscsi", ["volume_id"] = "v-1", ["boot_index"] = bootIndex });
}
