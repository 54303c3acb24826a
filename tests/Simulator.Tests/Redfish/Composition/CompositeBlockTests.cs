using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Blocks made of blocks.</summary>
public sealed class CompositeBlockTests
{
    private const string Sled = "r1-d1-s1";

    private StartedSimulator _simulator = null!;
    private string[] _drives = null!;
    private string _gpu = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    private Pod Pod => _simulator.App.Pod;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        var near = Pod.Devices.Values.Where(d => d.ReachedFrom.Contains("r1")).ToLookup(d => d.Kind, d => d.Id);
        (_drives, _gpu) = ([.. near[PooledDeviceKind.NVMe]], near[PooledDeviceKind.GPU].First());
    }

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task Blocks_become_one_that_shows_what_they_have()
    {
        var answer = await Redfish.ComposeBlockAsync("box", _drives[0], _gpu);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe(Block("box"));
        var box = (await Redfish.GetAsync(Block("box"))).Body;
        box.GetProperty("Name").GetString().ShouldBe("box");
        box.GetProperty("ResourceBlockType").EnumerateArray().Select(t => t.GetString()).ShouldBe(["Storage", "Processor"]);
        Links(box, "Drives").ShouldHaveSingleItem().ShouldEndWith(_drives[0]);
        Links(box, "Processors").ShouldHaveSingleItem().ShouldEndWith(_gpu);
        Links(box.GetProperty("Links"), "SupplyingResourceBlocks").ShouldBe([Block(_drives[0]), Block(_gpu)]);
        (await StateAsync("box")).ShouldBe("Unused");
        foreach (var supplier in new[] { _drives[0], _gpu })
        {
            var block = (await Redfish.GetAsync(Block(supplier))).Body;
            Links(block.GetProperty("Links"), "ConsumingResourceBlocks").ShouldBe([Block("box")]);
            (await StateAsync(supplier)).ShouldBe("Composed");
        }

        Links((await Redfish.GetAsync($"{Service}/ResourceBlocks")).Body, "Members").ShouldContain(Block("box"));
        Links((await Redfish.GetAsync($"{Service}/ResourceZones/r1")).Body.GetProperty("Links"), "ResourceBlocks").ShouldContain(Block("box"));
    }

    [Test]
    public async Task What_was_made_one_is_nobody_elses()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0]);

        (await Redfish.ComposeAsync("web-1", Sled)).Problems.ShouldBe(["ResourceBlockInUse #/Links/ResourceBlocks/0"]);
        (await Redfish.ComposeBlockAsync("other", _drives[0])).Problems.ShouldBe(["ResourceBlockInUse #/Links/SupplyingResourceBlocks/0"]);
        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", $$$"""{"Processors":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/{{{Sled}}}"}}]}""")).Status
            .ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PostAsync(
            "/redfish/v1/Fabrics/pcie/Zones", $$$"""{"Links":{"Endpoints":[{"@odata.id":"/redfish/v1/Fabrics/pcie/Endpoints/{{{_drives[0]}}}"}]}}""")).Status
            .ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", Sled))).Body.TryGetProperty("ReservationId", out _).ShouldBeFalse();
        (await ActAsync(Sled, "AddResourceBlock", _gpu)).Problems.ShouldBe(["ResourceBlockInUse #/ResourceBlock"]);
    }

    [Test]
    public async Task A_system_is_composed_of_it_and_gives_it_back_as_one()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0], _gpu);

        var answer = await Redfish.ComposeAsync("web-1", "box", _drives[1]);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        Links(answer.Body.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block("box"), Block(_drives[1])]);
        (await StateAsync("box")).ShouldBe("Composed");
        (await StateAsync(Sled)).ShouldBe("Composed");
        Links((await Redfish.GetAsync(Block("box"))).Body.GetProperty("Links"), "ComputerSystems").ShouldBe([$"{Systems}/web-1"]);
        Links((await Redfish.GetAsync(Block(Sled))).Body.GetProperty("Links"), "ComputerSystems").ShouldBeEmpty();
        Pod.Nodes.ShouldHaveSingleItem().DeviceIds.ShouldBe([_drives[0], _gpu, _drives[1]]);
        (await Redfish.DeleteAsync(Block("box"))).Status.ShouldBe(HttpStatusCode.Conflict);
        Pod.CheckInvariants().ShouldBeEmpty();

        (await Redfish.DeleteAsync($"{Systems}/web-1")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await StateAsync("box")).ShouldBe("Unused");
        (await StateAsync(Sled)).ShouldBe("Composed");
        (await StateAsync(_drives[1])).ShouldBe("Unused");
        Pod.Devices[_drives[0]].State.Erased.ShouldBeTrue();
    }

    [Test]
    public async Task What_is_described_goes_with_one_that_is_named()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0]);

        var answer = await Redfish.PostAsync(Systems, $$$"""
            {"Name":"db-1","Links":{"ResourceBlocks":[{{{Link("box")}}}]},"Processors":{"Members":[{"ProcessorType":"GPU"}]}}
            """);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        Links(answer.Body.GetProperty("Links"), "ResourceBlocks").Count.ShouldBe(2);
        Pod.Nodes.ShouldHaveSingleItem().SystemId.ShouldBe(Sled);
    }

    [Test]
    public async Task Devices_made_one_come_and_go_as_one()
    {
        await Redfish.ComposeBlockAsync("box", _drives[0], _gpu);
        await Redfish.ComposeAsync("web-1", Sled);

        (await ActAsync("web-1", "AddResourceBlock", "box")).Status.ShouldBe(HttpStatusCode.NoContent);

        Links((await Redfish.GetAsync($"{Systems}/web-1")).Body.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block(Sled), Block("box")]);
        (await ActAsync("web-1", "RemoveResourceBlock", _gpu)).Problems.ShouldBe(["PropertyValueConflict #/ResourceBlock"]);
        (await ActAsync("web-1", "RemoveResourceBlock", "box")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync("box")).ShouldBe("Unused");
        Pod.Devices[_drives[0]].State.Erased.ShouldBeTrue();

        var patched = await Redfish.PatchAsync($"{Systems}/web-1", $$$"""{"Links":{"ResourceBlocks":[{},{{{Link("box")}}}]}}""");
        Links(patched.Body.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block(Sled), Block("box")]);
        await Redfish.PatchAsync($"{Systems}/web-1", """{"Links":{"ResourceBlocks":[{},null]}}""");
        (await StateAsync("box")).ShouldBe("Unused");
    }

    [Test]
    public async Task A_block_with_the_sled_of_a_system_stays_in_it()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _gpu);
        await Redfish.ComposeAsync("web-1", "box");

        (await ActAsync("web-1", "RemoveResourceBlock", "box")).Problems.ShouldBe(["PropertyValueConflict #/ResourceBlock"]);
    }

    [Test]
    public async Task A_composition_that_fails_gives_it_back_as_one()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0]);
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"no answer"}"""));

        (await Redfish.ComposeAsync("web-1", "box")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await StateAsync("box")).ShouldBe("Unused");
    }

    [Test]
    public async Task A_part_that_breaks_makes_it_unavailable()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0]);
        Pod.SetHealth(_drives[0], Health.Critical);

        (await StateAsync("box")).ShouldBe("Unavailable");
        (await Redfish.ComposeAsync("web-1", "box")).Problems.ShouldBe(["ResourceBlockInvalid #/Links/ResourceBlocks/0"]);

        Pod.SetHealth(_drives[0], Health.OK);
        (await StateAsync("box")).ShouldBe("Unused");
        (await StateAsync(_drives[0])).ShouldBe("Composed");
    }

    [Test]
    public async Task Deleting_it_frees_what_it_was_made_of()
    {
        await Redfish.ComposeBlockAsync("box", Sled, _drives[0]);

        (await Redfish.DeleteAsync(Block("box"))).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(Block("box"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.ComposeAsync("web-1", Sled, _drives[0])).Status.ShouldBe(HttpStatusCode.Created);
        (await Redfish.DeleteAsync(Block(_gpu))).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task One_that_is_reserved_is_kept()
    {
        await Redfish.ComposeBlockAsync("box", Sled);
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", "box"));

        var answer = await Redfish.DeleteAsync(Block("box"));

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["SpecifiedResourceAlreadyReserved"]);
    }

    [Test]
    public async Task Every_reason_why_blocks_cannot_become_one_is_told_and_nothing_is_taken()
    {
        await Redfish.ComposeBlockAsync("box", _drives[0]);
        Pod.SetHealth(_drives[1], Health.Critical);

        var answer = await Redfish.ComposeBlockAsync("box", Sled, "r1-d1-s2", "r2-d1-s1", "box", _drives[1], "none", Sled);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
        [
            "ResourceAlreadyExists #/Name", "ResourceBlockInvalid #/Links/SupplyingResourceBlocks/3", "ResourceBlockInvalid #/Links/SupplyingResourceBlocks/4",
            "ResourceBlockNotFound #/Links/SupplyingResourceBlocks/5", "ResourceBlockInvalid #/Links/SupplyingResourceBlocks/0",
            "PropertyValueConflict #/Links/SupplyingResourceBlocks", "IncompatibleZone #/Links/SupplyingResourceBlocks",
        ], ignoreOrder: true);
        answer.Text.ShouldContain("one level");
        Pod.Holdings.Count.ShouldBe(1);
    }

    [TestCase("""{}""", "PropertyMissing #/Links/SupplyingResourceBlocks")]
    [TestCase("""{"Links":{"SupplyingResourceBlocks":[]}}""", "PropertyMissing #/Links/SupplyingResourceBlocks")]
    [TestCase("""{"Name":"?","Pool":"Free","Links":{"SupplyingResourceBlocks":[1],"Zones":[]}}""",
        "PropertyUnknown #/Pool", "PropertyValueTypeError #/Links/SupplyingResourceBlocks/0", "PropertyUnknown #/Links/Zones")]
    public async Task Every_problem_of_a_body_is_told(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync($"{Service}/ResourceBlocks", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [TestCase("7")]
    [TestCase("Capabilities")]
    public async Task A_name_that_something_else_goes_by_is_shown_and_found_under_another(string name)
    {
        var answer = await Redfish.ComposeBlockAsync(name, _gpu);

        answer.Headers["Location"].ShouldBe(Block($"block-{name}"));
        answer.Body.GetProperty("Name").GetString().ShouldBe(name);
    }

    [Test]
    public async Task The_pod_names_what_the_client_does_not()
    {
        var answer = await Redfish.PostAsync($"{Service}/ResourceBlocks", $$$"""{"Links":{"SupplyingResourceBlocks":[{{{Link(_gpu)}}}]}}""");

        answer.Headers["Location"].ShouldBe(Block("block-1"));
    }

    [Test]
    public async Task It_is_assigned_to_who_made_it()
    {
        await Redfish.AddAsync("one", "Operator");
        await Redfish.AddAsync("two", "Operator");

        var made = await Redfish.AsAsync("one", "POST", $"{Service}/ResourceBlocks", BlockRequest("box", Sled));

        made.Body.GetProperty("Client").GetString().ShouldBe("one");
        made.Body.GetProperty("Pool").GetString().ShouldBe("Free");
        (await Redfish.GetAsync(Block(Sled))).Body.GetProperty("Pool").GetString().ShouldBe("Active");
        Links((await Redfish.AsAsync("one", "GET", $"{Service}/FreePool")).Body, "Members").ShouldBe([Block("box")]);
        Links((await Redfish.AsAsync("two", "GET", $"{Service}/FreePool")).Body, "Members").ShouldBeEmpty();
        (await Redfish.AsAsync("two", "POST", Systems, Request("web-1", "box"))).Problems.ShouldBe(["ResourceBlockInvalid #/Links/ResourceBlocks/0"]);
        (await Redfish.AsAsync("one", "POST", Systems, Request("web-1", "box"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task What_can_be_posted_is_told_with_the_collection()
    {
        var capabilities = (await Redfish.GetAsync($"{Service}/ResourceBlocks")).Body.GetProperty("@Redfish.CollectionCapabilities");

        capabilities.GetProperty("MaxMembers").GetInt32().ShouldBe(2 * (Pod.Systems.Count + Pod.Devices.Count));
        var capability = capabilities.GetProperty("Capabilities")[0];
        capability.GetProperty("UseCase").GetString().ShouldBe("ResourceBlockComposition");
        var shown = (await Redfish.GetAsync(capability.GetProperty("CapabilitiesObject").GetProperty("@odata.id").GetString()!)).Body;
        shown.GetProperty("Links").GetProperty("SupplyingResourceBlocks@Redfish.RequiredOnCreate").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_service_that_is_switched_off_makes_and_removes_none()
    {
        await Redfish.ComposeBlockAsync("box", _gpu);
        await Redfish.PatchAsync(Service, """{"ServiceEnabled":false}""");

        (await Redfish.ComposeBlockAsync("other", Sled)).Problems.ShouldBe(["ServiceDisabled"]);
        (await Redfish.DeleteAsync(Block("box"))).Problems.ShouldBe(["ServiceDisabled"]);
    }

    private static List<string> Links(JsonElement place, string property) =>
        [.. place.GetProperty(property).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];

    private Task<Answer> ActAsync(string system, string action, string block) =>
        Redfish.PostAsync($"{Systems}/{system}/Actions/ComputerSystem.{action}", $$$"""{"ResourceBlock":{{{Link(block)}}} }""");

    private async Task<string?> StateAsync(string block) =>
        (await Redfish.GetAsync(Block(block))).Body.GetProperty("CompositionStatus").GetProperty("CompositionState").GetString();
}
