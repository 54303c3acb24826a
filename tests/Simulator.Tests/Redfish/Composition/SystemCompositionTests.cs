using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Systems made of blocks by name, changed and taken apart again.</summary>
public sealed class SystemCompositionTests
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
        var near = Pod.Devices.Values.Where(d => d.ReachedFrom.Contains(Pod.Systems[Sled].RackId)).ToLookup(d => d.Kind, d => d.Id);
        (_drives, _gpu) = ([.. near[PooledDeviceKind.NVMe]], near[PooledDeviceKind.GPU].First());
    }

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task Blocks_become_a_system_and_are_free_again_when_it_is_deleted()
    {
        var answer = await ComposeAsync("web-1", Sled, _drives[0], _gpu);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe($"{Systems}/web-1");
        answer.Body.GetProperty("SystemType").GetString().ShouldBe("Composed");
        answer.Body.GetProperty("Name").GetString().ShouldBe("web-1");
        Links(answer.Body.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block(Sled), Block(_drives[0]), Block(_gpu)]);
        (await Redfish.GetAsync($"{Systems}/{Sled}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync($"{Systems}/web-1")).Headers["Allow"].ShouldBe("GET, HEAD, PATCH, DELETE");
        foreach (var id in new[] { Sled, _drives[0], _gpu })
        {
            var block = (await Redfish.GetAsync(Block(id))).Body;
            block.GetProperty("CompositionStatus").GetProperty("CompositionState").GetString().ShouldBe("Composed");
            Links(block.GetProperty("Links"), "ComputerSystems").ShouldBe([$"{Systems}/web-1"]);
        }

        (await Redfish.DeleteAsync($"{Systems}/web-1")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync($"{Systems}/web-1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync($"{Systems}/{Sled}")).Body.GetProperty("SystemType").GetString().ShouldBe("Physical");
        (await StateAsync(_drives[0])).ShouldBe("Unused");
        Pod.Devices[_drives[0]].State.Erased.ShouldBeTrue();
    }

    [Test]
    public async Task A_composed_system_is_a_node_of_the_pod_manager_and_goes_with_it()
    {
        await ComposeAsync("web-1", Sled, _drives[0]);

        var node = (await Redfish.GetAsync("/redfish/v1/Nodes/1")).Body;
        node.GetProperty("Name").GetString().ShouldBe("web-1");
        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Assembled");
        node.GetProperty("Links").GetProperty("ComputerSystem").GetProperty("@odata.id").GetString().ShouldBe($"{Systems}/web-1");

        (await Redfish.DeleteAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.GetAsync($"{Systems}/web-1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await StateAsync(Sled)).ShouldBe("Unused");
    }

    [Test]
    public async Task A_node_of_the_pod_manager_has_its_blocks()
    {
        await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"LocalDrives":[{"FabricSwitch":true}]}""");

        var node = Pod.FindNode("1")!;
        (await StateAsync(node.SystemId)).ShouldBe("Composing");
        (await StateAsync(node.DeviceIds[0])).ShouldBe("Composing");
        (await ComposeAsync("late", node.SystemId)).Problems.ShouldBe(["ResourceBlockInUse #/Links/ResourceBlocks/0"]);
    }

    [Test]
    public async Task Every_reason_why_blocks_cannot_be_composed_is_told_and_nothing_is_taken()
    {
        await ComposeAsync("web-1", Sled, _drives[0]);
        Pod.SetHealth(_drives[1], Health.Critical);

        var answer = await ComposeAsync("web-1", "r1-d1-s2", "r1-d1-s3", _drives[0], _drives[1], "none", "r1-d1-s2");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
        [
            "ResourceAlreadyExists #/Name", "ResourceBlockInUse #/Links/ResourceBlocks/2", "ResourceBlockInvalid #/Links/ResourceBlocks/3",
            "ResourceBlockNotFound #/Links/ResourceBlocks/4", "ResourceBlockInvalid #/Links/ResourceBlocks/0", "PropertyValueConflict #/Links/ResourceBlocks",
        ], ignoreOrder: true);
        Pod.Holdings.Count.ShouldBe(2);
    }

    [TestCase("""{}""", "PropertyMissing #/Name", "PropertyMissing #/Links/ResourceBlocks")]
    [TestCase("""{"Name":"","Links":{"ResourceBlocks":[1,{}],"Colour":1},"Colour":2}""",
        "PropertyValueFormatError #/Name", "PropertyValueTypeError #/Links/ResourceBlocks/0", "PropertyMissing #/Links/ResourceBlocks/1/@odata.id",
        "PropertyMissing #/Links/ResourceBlocks",
        "PropertyUnknown #/Links/Colour", "PropertyUnknown #/Colour")]
    [TestCase("""{"Name":"a","Boot":{"BootSourceOverrideTarget":"Floppy","Speed":1},"Links":{"ResourceBlocks":[{"@odata.id":"/redfish/v1/Chassis/pod"}]}}""",
        "PropertyValueNotInList #/Boot/BootSourceOverrideTarget", "PropertyUnknown #/Boot/Speed")]
    public async Task Every_problem_of_a_body_is_told(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Systems, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        Pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public async Task Sleds_of_two_racks_have_no_zone_in_common_and_are_too_many() =>
        (await ComposeAsync("web-1", Sled, "r2-d1-s1")).Problems
            .ShouldBe(["IncompatibleZone #/Links/ResourceBlocks", "PropertyValueConflict #/Links/ResourceBlocks"], ignoreOrder: true);

    [Test]
    public async Task What_a_system_is_to_boot_from_and_be_called_is_set_with_it()
    {
        var answer = await Redfish.PostAsync(Systems, $$"""
            {"Name":"web 1","HostName":"web-one","Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"},
             "Links":{"ResourceBlocks":[{"@odata.id":"{{Block(Sled)}}" }] } }
            """);

        answer.Headers["Location"].ShouldBe($"{Systems}/web-1");
        answer.Body.GetProperty("Name").GetString().ShouldBe("web 1");
        answer.Body.GetProperty("HostName").GetString().ShouldBe("web-one");
        answer.Body.GetProperty("Boot").GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Pxe");
        await Redfish.DeleteAsync($"{Systems}/web-1");
        (await Redfish.GetAsync($"{Systems}/{Sled}")).Body.GetProperty("HostName").GetString().ShouldBe(Sled);
    }

    [Test]
    public async Task A_physical_system_is_expanded_and_is_itself_again_without_what_it_got()
    {
        (await ActAsync(Sled, "AddResourceBlock", _gpu)).Status.ShouldBe(HttpStatusCode.NoContent);

        var system = (await Redfish.GetAsync($"{Systems}/{Sled}")).Body;
        system.GetProperty("SystemType").GetString().ShouldBe("Physical");
        Links(system.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block(Sled), Block(_gpu)]);
        (await Redfish.DeleteAsync($"{Systems}/{Sled}")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);

        (await ActAsync(Sled, "RemoveResourceBlock", _gpu)).Status.ShouldBe(HttpStatusCode.NoContent);
        Pod.Holdings.Count.ShouldBe(0);
        Pod.Nodes.ShouldBeEmpty();
    }

    [Test]
    public async Task Blocks_are_changed_by_the_rules_for_arrays()
    {
        await ComposeAsync("web-1", Sled, _drives[0], _drives[1]);

        var answer = await Redfish.PatchAsync(
            $"{Systems}/web-1", $$$"""{"Links":{"ResourceBlocks":[{},null,{"@odata.id":"{{{Block(_drives[2])}}}"},{"@odata.id":"{{{Block(_gpu)}}}" } ] } }""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Links(answer.Body.GetProperty("Links"), "ResourceBlocks").ShouldBe([Block(Sled), Block(_drives[2]), Block(_gpu)]);
        (await StateAsync(_drives[0])).ShouldBe("Unused");
        Pod.Devices[_drives[1]].State.Erased.ShouldBeTrue();
    }

    [Test]
    public async Task A_device_comes_and_goes_while_the_system_runs_and_a_sled_does_not()
    {
        await ComposeAsync("web-1", Sled);
        await Redfish.PostAsync($"{Systems}/web-1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        (await ActAsync("web-1", "AddResourceBlock", _drives[0])).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync("web-1", "RemoveResourceBlock", _drives[0])).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync("web-1", "AddResourceBlock", "r1-d1-s2")).Problems
            .ShouldBe(["PropertyValueConflict #/ResourceBlock", "ResourceInUse #/ResourceBlock"], ignoreOrder: true);
        (await ActAsync("web-1", "RemoveResourceBlock", Sled)).Problems.ShouldBe(["PropertyValueConflict #/ResourceBlock"]);
        (await ActAsync("web-1", "RemoveResourceBlock", _drives[0])).Problems.ShouldBe(["PropertyValueConflict #/ResourceBlock"]);
    }

    [TestCase("ComputerSystemETag", 412)]
    [TestCase("ResourceBlockETag", 412)]
    [TestCase("Colour", 400)]
    public async Task The_tags_of_an_action_must_be_the_present_ones(string parameter, int status) =>
        ((int)(await Redfish.PostAsync(
            $"{Systems}/{Sled}/Actions/ComputerSystem.AddResourceBlock",
            $$$"""{"ResourceBlock":{"@odata.id":"{{{Block(_gpu)}}}"},"{{{parameter}}}":"\"0\""}""")).Status).ShouldBe(status);

    [Test]
    public async Task A_composition_that_fails_half_way_gives_everything_back()
    {
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"no answer"}"""));

        var answer = await ComposeAsync("web-1", Sled, _drives[0]);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Pod.Holdings.Count.ShouldBe(0);
        (await Redfish.GetAsync($"{Systems}/{Sled}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_client_that_prefers_so_gets_a_task_at_once()
    {
        var answer = await Redfish.SendAsync(HttpMethod.Post, Systems, RedfishClient.Json(Request("web-1", Sled)), ("Prefer", "respond-async"));

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        answer.Headers["Location"].ShouldContain("/TaskMonitors/");
        await _simulator.PassAsync(10);
        (await Redfish.GetAsync(answer.Headers["Location"])).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync($"{Systems}/web-1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_service_that_is_switched_off_composes_nothing()
    {
        await Redfish.PatchAsync("/redfish/v1/CompositionService", """{"ServiceEnabled":false}""");

        var answer = await ComposeAsync("web-1", Sled);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Problems.ShouldBe(["ServiceDisabled"]);
    }

    private static List<string> Links(JsonElement place, string property) =>
        [.. place.GetProperty(property).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];

    private Task<Answer> ComposeAsync(string name, params string[] blocks) => Redfish.ComposeAsync(name, blocks);

    private Task<Answer> ActAsync(string system, string action, string block) =>
        Redfish.PostAsync($"{Systems}/{system}/Actions/ComputerSystem.{action}", $$$"""{"ResourceBlock":{"@odata.id":"{{{Block(block)}}}" } }""");

    private async Task<string?> StateAsync(string block) =>
        (await Redfish.GetAsync(Block(block))).Body.GetProperty("CompositionStatus").GetProperty("CompositionState").GetString();
}
