using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

internal sealed class RunbooksApiTests : IronicTests
{
    protected override IronicSettings Settings => new() { NodeLockedRetries = 0, NewestVersion = IronicSettings.LargestVersion };

    [Test]
    public async Task A_runbook_stands_for_its_steps_on_nodes_with_its_trait()
    {
        var node = await Lab.ManageableNodeAsync();
        var made = await Lab.SendAsync("POST", "/v1/runbooks", JsonNode.Parse(
            """{"name":"CUSTOM_WIPE","steps":[{"interface":"deploy","step":"erase_devices","args":{},"order":1}]}"""), version: "1.92");

        var without = await CleanAsync(node);
        await Lab.SendAsync("PUT", $"/v1/nodes/{node}/traits/CUSTOM_WIPE");
        var taken = await CleanAsync(node);
        await Lab.PassAsync(5);
        var during = await Lab.NodeAsync(node);
        await Lab.PassAsync(60);

        (made.Status, without.Status, taken.Status).ShouldBe((201, 400, 202));
        during["clean_step"]!["step"]!.GetValue<string>().ShouldBe("erase_devices");
        (await Lab.NodeAsync(node))["provision_state"]!.GetValue<string>().ShouldBe("manageable");
    }

    [Test]
    public async Task Runbooks_came_with_a_version() => (await Lab.GetAsync("/v1/runbooks", "1.91")).Status.ShouldBe(404);

    private Task<IronicReply> CleanAsync(string node) => Lab.SendAsync(
        "PUT", $"/v1/nodes/{node}/states/provision", new JsonObject { ["target"] = "clean", ["runbook"] = "CUSTOM_WIPE" }, version: "1.92");
}
