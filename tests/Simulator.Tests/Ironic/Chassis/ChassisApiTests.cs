using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class ChassisApiTests : IronicTests
{
    [Test]
    public async Task A_chassis_with_nodes_is_not_deleted()
    {
        var created = await Lab.SendAsync("POST", "/v1/chassis", new JsonObject { ["description"] = "row 1" });
        var chassis = created.Text("uuid");
        var node = await Lab.CreateNodeAsync(edit: n => n["chassis_uuid"] = chassis);

        var nodes = await Lab.GetAsync($"/v1/chassis/{chassis}/nodes");
        var refused = await Lab.SendAsync("DELETE", $"/v1/chassis/{chassis}");
        await Lab.PatchAsync($"/v1/nodes/{node}", Operation("remove", "/chassis_uuid"));
        var deleted = await Lab.SendAsync("DELETE", $"/v1/chassis/{chassis}");

        created.Status.ShouldBe(201);
        nodes.Body!["nodes"]![0]!["uuid"]!.GetValue<string>().ShouldBe(node);
        refused.Status.ShouldBe(400);
        deleted.Status.ShouldBe(204);
    }

    [Test]
    public async Task A_chassis_is_patched_and_listed()
    {
        var chassis = (await Lab.SendAsync("POST", "/v1/chassis", new JsonObject())).Text("uuid");

        (await Lab.PatchAsync($"/v1/chassis/{chassis}", Operation("add", "/description", "row 2"))).Status.ShouldBe(200);

        (await Lab.GetAsync("/v1/chassis")).Body!["chassis"]![0]!["description"]!.GetValue<string>().ShouldBe("row 2");
    }
}
