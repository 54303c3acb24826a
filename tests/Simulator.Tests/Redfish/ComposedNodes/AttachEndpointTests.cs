using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>AttachEndpoint and DetachEndpoint, as pod managers of Intel RSD 2.1 and 2.2 had them; 1.2 had neither.</summary>
public sealed class AttachEndpointTests
{
    private const string Drive = "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5";

    [Test]
    public async Task A_drive_comes_and_goes_by_link_text_or_endpoint()
    {
        await using var simulator = await StartAsync("rsd-2.1");
        var nodes = new NodeDriver(simulator);
        var node = await nodes.ComposeAsync("{}");
        node.GetProperty("Actions").GetProperty("#ComposedNode.AttachEndpoint").GetProperty("Resource@Redfish.AllowableValues").ToString().ShouldContain(Drive);
        node.GetProperty("Actions").TryGetProperty("#ComposedNode.AttachResource", out _).ShouldBeFalse();

        await ActAsync(nodes, "AttachEndpoint", $$"""{ "Resource": { "@odata.id": "{{Drive}}" }, "CapacityGiB": 100 }""");
        NodeDriver.Links(await nodes.ReadAsync(), "LocalDrives").ShouldContain(Drive);
        await ActAsync(nodes, "DetachEndpoint", $$"""{ "Resource": "{{Drive}}" }""");
        NodeDriver.Links(await nodes.ReadAsync(), "LocalDrives").ShouldNotContain(Drive);
        await ActAsync(nodes, "AttachEndpoint", """{ "Resource": { "@odata.id": "/redfish/v1/Fabrics/pcie/Endpoints/r1-d3-nvme-5" } }""");
        NodeDriver.Links(await nodes.ReadAsync(), "LocalDrives").ShouldContain(Drive);
        simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task A_drive_that_is_too_small_is_refused()
    {
        await using var simulator = await StartAsync("rsd-2.1");
        var nodes = new NodeDriver(simulator);
        await nodes.ComposeAsync("{}");

        (await nodes.ActAsync("AttachEndpoint", $$"""{ "Resource": { "@odata.id": "{{Drive}}" }, "CapacityGiB": 9999 }""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await nodes.ActAsync("AttachResource", $$"""{ "Resource": { "@odata.id": "{{Drive}}" } }""")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nodes.ActAsync("ForceDelete")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_first_release_has_no_attaching()
    {
        await using var simulator = await StartAsync("rsd-1.2");
        var nodes = new NodeDriver(simulator);

        var node = await nodes.ComposeAsync("{}");

        node.GetProperty("Actions").EnumerateObject().Select(a => a.Name).ShouldBe(["#ComposedNode.Reset", "#ComposedNode.Assemble"], ignoreOrder: true);
        (await nodes.ActAsync("AttachEndpoint", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<StartedSimulator> StartAsync(string profile)
    {
        var simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        simulator.App.Clock.Freeze();
        return simulator;
    }

    private static async Task ActAsync(NodeDriver nodes, string action, string body) =>
        (await nodes.WaitingAsync(() => nodes.ActAsync(action, body))).Status.ShouldBe(HttpStatusCode.NoContent);
}
