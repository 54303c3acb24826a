using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class AllocationsApiTests : IronicTests
{
    [Test]
    public async Task An_allocation_takes_a_node_that_fits()
    {
        var node = await NodeAsync("big", "CUSTOM_GPU");

        var created = await AllocateAsync(a => a["traits"] = new JsonArray("CUSTOM_GPU"));
        await Lab.PassAsync(1);
        var uuid = created.Text("uuid");
        var allocation = (await Lab.GetAsync("/v1/allocations/mine")).Body!;
        var taken = await Lab.NodeAsync(node);

        created.Status.ShouldBe(201);
        allocation["state"]!.GetValue<string>().ShouldBe("active");
        allocation["node_uuid"]!.GetValue<string>().ShouldBe(node);
        taken["instance_uuid"]!.GetValue<string>().ShouldBe(uuid);
        taken["allocation_uuid"]!.GetValue<string>().ShouldBe(uuid);
        (await Lab.GetAsync($"/v1/nodes/{node}/allocation")).Text("uuid").ShouldBe(uuid);
    }

    [Test]
    public async Task An_allocation_that_nothing_fits_says_which_demand_left_nothing()
    {
        await NodeAsync("big", "CUSTOM_FPGA");

        await AllocateAsync(a => a["traits"] = new JsonArray("CUSTOM_GPU"));
        await Lab.PassAsync(1);
        var allocation = (await Lab.GetAsync("/v1/allocations/mine")).Body!;

        allocation["state"]!.GetValue<string>().ShouldBe("error");
        allocation["last_error"]!.GetValue<string>().ShouldContain("CUSTOM_GPU");
        allocation["node_uuid"].ShouldBeNull();
    }

    [TestCase("""{"name":"mine"}""", 400, "resource_class")]
    [TestCase("""{"resource_class":"big","candidate_nodes":["nobody"]}""", 400, "Node nobody could not be found.")]
    [TestCase("""{"resource_class":"big","traits":["gpu"]}""", 400, "not traits: gpu")]
    [TestCase("""{"resource_class":"big","uuid":"x"}""", 400, "uuid")]
    public async Task A_bad_wish_is_refused(string body, int status, string problem)
    {
        var reply = await Lab.SendAsync("POST", "/v1/allocations", raw: body);

        reply.Status.ShouldBe(status);
        reply.Fault.ShouldContain(problem);
    }

    [Test]
    public async Task Only_name_and_extra_change_and_deleting_lets_the_node_go()
    {
        var node = await NodeAsync("big");
        await AllocateAsync(_ => { });
        await Lab.PassAsync(1);

        var renamed = await Lab.PatchAsync("/v1/allocations/mine", Operation("replace", "/name", "yours"));
        var refused = await Lab.PatchAsync("/v1/allocations/yours", Operation("replace", "/resource_class", "small"));
        var old = await Lab.SendAsync("PATCH", "/v1/allocations/yours", new JsonArray(), version: "1.56");
        var deleted = await Lab.SendAsync("DELETE", "/v1/allocations/yours");

        renamed.Text("name").ShouldBe("yours");
        refused.Fault.ShouldContain("Cannot patch /resource_class");
        old.Status.ShouldBe(404);
        deleted.Status.ShouldBe(204);
        (await Lab.NodeAsync(node))["instance_uuid"].ShouldBeNull();
    }

    [Test]
    public async Task Two_allocations_never_get_one_node()
    {
        await NodeAsync("big");

        await AllocateAsync(_ => { });
        await AllocateAsync(a => a["name"] = "second");
        await Lab.PassAsync(1);

        var states = (await Lab.GetAsync("/v1/allocations")).Body!["allocations"]!.AsArray().Select(a => a!["state"]!.GetValue<string>());
        states.ShouldBe(["active", "error"], ignoreOrder: true);
    }

    [Test]
    public async Task A_node_that_is_in_use_is_backfilled_and_keeps_its_allocation_until_it_is_undeployed()
    {
        var node = await NodeAsync("big");
        await Lab.ProvisionAsync(node, "active");
        await Lab.PassAsync(60);

        var created = await Lab.SendAsync("POST", "/v1/allocations", new JsonObject { ["name"] = "mine", ["node"] = node });
        await Lab.PassAsync(1);
        var kept = await Lab.SendAsync("DELETE", "/v1/allocations/mine");
        var state = (await Lab.GetAsync("/v1/allocations/mine")).Text("state");
        await Lab.ProvisionAsync(node, "deleted");
        await Lab.PassAsync(60);

        created.Status.ShouldBe(201);
        created.Body!.AsObject().ContainsKey("node").ShouldBeFalse();
        (kept.Status, state).ShouldBe((409, "active"));
        (await Lab.GetAsync("/v1/allocations/mine")).Status.ShouldBe(404);
    }

    private async Task<string> NodeAsync(string resourceClass, params string[] traits)
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/resource_class", resourceClass));
        foreach (var trait in traits)
        {
            await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/traits/{trait}");
        }

        return uuid;
    }

    private Task<IronicReply> AllocateAsync(Action<JsonObject> edit)
    {
        var wish = new JsonObject { ["name"] = "mine", ["resource_class"] = "big" };
        edit(wish);
        return Lab.SendAsync("POST", "/v1/allocations", wish);
    }
}
