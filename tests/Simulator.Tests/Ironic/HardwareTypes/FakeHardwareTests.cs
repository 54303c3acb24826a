using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class FakeHardwareTests : IronicTests
{
    [Test]
    public async Task A_fake_node_goes_all_the_way_without_a_machine()
    {
        var uuid = (await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "fake-hardware" })).Text("uuid");

        foreach (var verb in new[] { "manage", "inspect", "provide", "active", "deleted" })
        {
            (await Lab.ProvisionAsync(uuid, verb)).Status.ShouldBe(202);
            await Lab.PassAsync(60);
        }

        (await Lab.NodeAsync(uuid))["provision_state"]!.GetValue<string>().ShouldBe("available");
        Lab.World.Journal.After(0).Select(e => e.What).ShouldContain("active");
        Lab.Bmc.Requests.ShouldBeEmpty();
    }
}
