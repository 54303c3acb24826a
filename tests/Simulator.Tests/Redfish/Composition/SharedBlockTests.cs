using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Blocks that several systems can have at once.</summary>
public sealed class SharedBlockTests
{
    private const string Gpu = "r1-d2-gpu-1";

    private const string Rack = """
        {
          "pod": { "name": "Sharing pod" },
          "models": {
            "small": { "model": "S", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "count": 2, "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] }
          },
          "racks": [ { "switches": [ { "unit": 42 } ], "drawers": [
            { "unit": 30, "sleds": [ "small", "small", "small", "small" ] },
            { "unit": 20, "accelerators": [ { "type": "GPU", "model": "V100", "shares": 2 }, { "type": "GPU", "model": "V100" } ] } ] } ]
        }
        """;

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    private Pod Pod => _simulator.App.Pod;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync(rack: Rack);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task A_reservation_holds_one_share()
    {
        var reservation = (await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", "r1-d1-s1", Gpu))).Body.GetProperty("ReservationId").GetString();

        (await Redfish.ComposeAsync("web-2", "r1-d1-s2", Gpu)).Status.ShouldBe(HttpStatusCode.Created);
        (await Redfish.ComposeAsync("web-3", "r1-d1-s3", Gpu)).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved #/Links/ResourceBlocks/1"]);
        (await Redfish.ComposeBlockAsync("box", Gpu)).Problems.ShouldContain("SpecifiedResourceAlreadyReserved #/Links/SupplyingResourceBlocks/0");

        var applied = await Redfish.PostAsync(
            $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{reservation}}"}""");
        applied.Text.ShouldNotContain("MessageId");
        (await StatusAsync()).ShouldBe("Composed, shared: True, 2 of 2");
    }

    [Test]
    public async Task A_reservation_for_two_systems_holds_two_shares()
    {
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", "r1-d1-s1", Gpu), Compose("2", "web-2", "r1-d1-s2", Gpu));

        (await Redfish.ComposeAsync("web-3", "r1-d1-s3", Gpu)).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved #/Links/ResourceBlocks/1"]);
    }

    [Test]
    public async Task A_reservation_for_a_block_made_of_it_holds_all_shares()
    {
        var reservation = (await Redfish.RunAsync("PreviewReserve", ComposeResource("1", "box", Gpu))).Body.GetProperty("ReservationId").GetString();

        (await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu)).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved #/Links/ResourceBlocks/1"]);

        var applied = await Redfish.PostAsync(
            $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{reservation}}"}""");
        applied.Text.ShouldNotContain("MessageId");
        Pod.Composites.Select(c => c.Id).ShouldBe(["box"]);
    }

    [Test]
    public async Task Shares_that_are_reserved_are_not_taken_back_by_switching_sharing_off()
    {
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", "r1-d1-s1", Gpu));
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-2", "r1-d1-s2", Gpu));

        (await Redfish.PatchAsync(Block(Gpu), """{"CompositionStatus":{"SharingEnabled":false}}""")).Problems.ShouldBe(["PropertyValueConflict #/CompositionStatus/SharingEnabled"]);

        foreach (var reservation in Pod.Reservations.ToList())
        {
            var applied = await Redfish.PostAsync(
                $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{reservation.Id}}"}""");
            applied.Text.ShouldNotContain("MessageId");
        }

        (await StatusAsync()).ShouldBe("Composed, shared: True, 2 of 2");
    }

    [Test]
    public async Task Two_systems_have_one_accelerator_and_a_third_does_not_get_it()
    {
        (await StatusAsync()).ShouldBe("Unused, shared: True, 0 of 2");

        (await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu)).Status.ShouldBe(HttpStatusCode.Created);
        (await StatusAsync()).ShouldBe("ComposedAndAvailable, shared: True, 1 of 2");
        (await ActAsync("r1-d1-s2", "AddResourceBlock")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync()).ShouldBe("Composed, shared: True, 2 of 2");
        (await Redfish.ComposeAsync("web-3", "r1-d1-s3", Gpu)).Problems.ShouldBe(["ResourceBlockInUse #/Links/ResourceBlocks/1"]);

        Links((await Redfish.GetAsync(Block(Gpu))).Body.GetProperty("Links"), "ComputerSystems").ShouldBe([$"{Systems}/web-1", $"{Systems}/r1-d1-s2"]);
        foreach (var system in new[] { "web-1", "r1-d1-s2" })
        {
            Links((await Redfish.GetAsync($"{Systems}/{system}/Processors")).Body, "Members").ShouldContain(uri => uri.EndsWith(Gpu, StringComparison.Ordinal));
        }

        Links((await Redfish.GetAsync($"/redfish/v1/Fabrics/pcie/Endpoints/{Gpu}")).Body.GetProperty("Links"), "Zones").Count.ShouldBe(2);
        Pod.CheckInvariants().ShouldBeEmpty();

        await ActAsync("r1-d1-s2", "RemoveResourceBlock");
        (await StatusAsync()).ShouldBe("ComposedAndAvailable, shared: True, 1 of 2");
        await Redfish.DeleteAsync($"{Systems}/web-1");
        (await StatusAsync()).ShouldBe("Unused, shared: True, 0 of 2");
    }

    [Test]
    public async Task One_manifest_shares_it_and_gives_it_on()
    {
        var answer = await Redfish.RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1", Gpu), Compose("2", "web-2", "r1-d1-s2", Gpu));
        answer.Text.ShouldNotContain("error");
        (await Redfish.RunAsync("Preview", Compose("1", "web-3", "r1-d1-s3", Gpu))).Text.ShouldContain("ResourceBlockInUse");

        answer = await Redfish.RunAsync("Apply", Decompose("1", "web-1"), Compose("2", "web-3", "r1-d1-s3", Gpu));
        answer.Text.ShouldNotContain("error");
        Pod.NodesWith(Gpu).Select(n => n.Name).ShouldBe(["web-2", "web-3"]);
    }

    [Test]
    public async Task Sharing_is_switched_off_and_on_while_nobody_has_it()
    {
        var off = await Redfish.PatchAsync(Block(Gpu), """{"CompositionStatus":{"SharingEnabled":false}}""");

        off.Status.ShouldBe(HttpStatusCode.OK);
        await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu);
        (await StatusAsync()).ShouldBe("Composed, shared: False, 1 of 2");
        (await Redfish.ComposeAsync("web-2", "r1-d1-s2", Gpu)).Status.ShouldBe(HttpStatusCode.Conflict);
        var refused = await Redfish.PatchAsync(Block(Gpu), """{"CompositionStatus":{"SharingEnabled":true,"Reserved":true}}""");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Problems.ShouldBe(["PropertyValueConflict #/CompositionStatus/SharingEnabled"]);
        Pod.MarksOf(Gpu).Reserved.ShouldBeFalse();

        await Redfish.DeleteAsync($"{Systems}/web-1");
        (await Redfish.PatchAsync(Block(Gpu), """{"CompositionStatus":{"SharingEnabled":true}}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync()).ShouldBe("Unused, shared: True, 0 of 2");
    }

    [Test]
    public async Task One_that_cannot_be_shared_says_so()
    {
        (await StatusAsync("r1-d2-gpu-2")).ShouldBe("Unused, shared: False, 0 of 1");
        (await Redfish.PatchAsync(Block("r1-d2-gpu-2"), """{"CompositionStatus":{"SharingEnabled":true}}""")).Problems
            .ShouldBe(["PropertyNotWritable #/CompositionStatus/SharingEnabled"]);
    }

    [Test]
    public async Task Nodes_that_are_allocated_and_blocks_that_are_made_of_it_have_it_alone()
    {
        await Redfish.ComposeBlockAsync("box", Gpu);
        (await Redfish.ComposeAsync("web-1", "r1-d1-s1", "box")).Status.ShouldBe(HttpStatusCode.Created);
        (await Redfish.ComposeAsync("web-2", "r1-d1-s2", "box")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await StatusAsync()).ShouldBe("Composed, shared: True, 1 of 2");
        await Redfish.DeleteAsync($"{Systems}/web-1");
        await Redfish.DeleteAsync(Block("box"));

        await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu);
        (await Redfish.ComposeBlockAsync("box", Gpu)).Status.ShouldBe(HttpStatusCode.Conflict);
        var node = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Processors":[{"ProcessorType":"GPU"}]}""");
        Pod.FindNode(node.Headers["Location"].Split('/')[^1])!.DeviceIds.ShouldBe(["r1-d2-gpu-2"]);
        await Redfish.DeleteAsync($"{Systems}/web-1");

        node = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Processors":[{"ProcessorType":"GPU"}]}""");
        Pod.FindNode(node.Headers["Location"].Split('/')[^1])!.DeviceIds.ShouldBe([Gpu]);
        (await Redfish.PostAsync(node.Headers["Location"] + "/Actions/ComposedNode.Assemble")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(60);
        (await StatusAsync()).ShouldBe("Composed, shared: True, 1 of 2");
        (await Redfish.ComposeAsync("web-2", "r1-d1-s4", Gpu)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_system_gets_it_once()
    {
        await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu);

        (await ActAsync("web-1", "AddResourceBlock")).Problems.ShouldBe(["ResourceBlockInUse #/ResourceBlock"]);
    }

    [Test]
    public async Task When_it_breaks_all_that_have_it_fail_and_come_back_with_it()
    {
        await Redfish.ComposeAsync("web-1", "r1-d1-s1", Gpu);
        await Redfish.ComposeAsync("web-2", "r1-d1-s2", Gpu);

        Pod.SetHealth(Gpu, Health.Critical);
        Pod.Nodes.ShouldAllBe(n => n.State == Simulator.Hardware.Composition.ComposedNodeState.Failed);
        (await StatusAsync()).ShouldStartWith("Failed");

        Pod.SetHealth(Gpu, Health.OK);
        Pod.Nodes.ShouldAllBe(n => n.State == Simulator.Hardware.Composition.ComposedNodeState.Assembled);
        (await StatusAsync()).ShouldStartWith("Composed,");
    }

    private static List<string> Links(JsonElement place, string property) =>
        [.. place.GetProperty(property).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];

    private Task<Answer> ActAsync(string system, string action) =>
        Redfish.PostAsync($"{Systems}/{system}/Actions/ComputerSystem.{action}", $$$"""{"ResourceBlock":{{{Link(Gpu)}}} }""");

    private async Task<string> StatusAsync(string block = Gpu)
    {
        var status = (await Redfish.GetAsync(Block(block))).Body.GetProperty("CompositionStatus");
        return $"{status.GetProperty("CompositionState").GetString()}, shared: {status.GetProperty("SharingEnabled").GetBoolean()}, "
            + $"{status.GetProperty("NumberOfCompositions").GetInt32()} of {status.GetProperty("MaxCompositions").GetInt32()}";
    }
}
