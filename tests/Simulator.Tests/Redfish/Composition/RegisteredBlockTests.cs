using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Systems that are resource blocks, or are not.</summary>
public sealed class RegisteredBlockTests
{
    private const string Sled = "r1-d1-s1";
    private const string OfTheSled = $"{Systems}/{Sled}";

    private StartedSimulator _simulator = null!;
    private string _gpu = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    private Pod Pod => _simulator.App.Pod;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _gpu = Pod.Devices.Values.First(d => d.Kind == PooledDeviceKind.GPU && d.ReachedFrom.Contains("r1")).Id;
    }

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task A_system_whose_block_is_deleted_is_a_physical_system_still()
    {
        (await Redfish.GetAsync(Block(Sled))).Headers["Allow"].ShouldBe("GET, HEAD, PATCH, DELETE");

        (await Redfish.DeleteAsync(Block(Sled))).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(Block(Sled))).Status.ShouldBe(HttpStatusCode.NotFound);
        Links((await Redfish.GetAsync($"{Service}/ResourceBlocks")).Body, "Members").ShouldNotContain(Block(Sled));
        Links((await Redfish.GetAsync($"{Service}/ResourceZones/r1")).Body.GetProperty("Links"), "ResourceBlocks").ShouldNotContain(Block(Sled));
        var system = (await Redfish.GetAsync(OfTheSled)).Body;
        system.GetProperty("SystemType").GetString().ShouldBe("Physical");
        UseCases(system).ShouldBe(["ResourceBlockCapable"]);
        Links(system.GetProperty("Links"), "ResourceBlocks").ShouldBeEmpty();
        Links((await Redfish.GetAsync($"/redfish/v1/Chassis/{Sled}")).Body.GetProperty("Links"), "ResourceBlocks").ShouldBeEmpty();
    }

    [Test]
    public async Task A_system_without_a_block_is_composed_of_no_blocks_and_allocated_to_nodes()
    {
        await Redfish.DeleteAsync(Block(Sled));

        (await Redfish.ComposeAsync("web-1", Sled)).Problems.ShouldContain("ResourceBlockNotFound #/Links/ResourceBlocks/0");
        (await Redfish.PostAsync(
            $"{OfTheSled}/Actions/ComputerSystem.AddResourceBlock", $$$"""{"ResourceBlock":{{{Link(_gpu)}}} }""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", $$$"""{"Processors":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/{{{Sled}}}"}},{"ProcessorType":"GPU"}]}"""))
            .Status.ShouldBe(HttpStatusCode.Created);

        var node = Pod.Nodes.ShouldHaveSingleItem();
        node.SystemId.ShouldBe(Sled);
        Links((await Redfish.GetAsync(OfTheSled)).Body.GetProperty("Links"), "ResourceBlocks").ShouldBe(node.DeviceIds.Select(Block));
    }

    [Test]
    public async Task What_is_described_is_not_found_in_systems_without_a_block()
    {
        foreach (var sled in Pod.Systems.Keys.Where(s => s != Sled))
        {
            (await Redfish.DeleteAsync(Block(sled))).Status.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Redfish.PostAsync(Systems, """{"Name":"a","Memory":{"Members":[{"CapacityMiB":1}]}}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await Redfish.PostAsync(Systems, """{"Name":"b","Memory":{"Members":[{"CapacityMiB":1}]}}""")).Problems.ShouldBe(["NoResourceMatch"]);
        Pod.FindSystem("a")!.Id.ShouldBe(Sled);
    }

    [TestCase("""{"ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}]}""", "Block System r1-d1-s1")]
    [TestCase("""
        {"Name":"again","Description":"d","ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}],
         "Links":{"Zones":[{"@odata.id":"/redfish/v1/CompositionService/ResourceZones/r1"}]}}
        """, "again")]
    [TestCase("""
        {"Name":"again","ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}],
         "Links":{"ResourceZones":[{"@odata.id":"/redfish/v1/CompositionService/ResourceZones/r1"}]}}
        """, "again")]
    public async Task A_system_is_registered_as_a_block(string body, string name)
    {
        await Redfish.DeleteAsync(Block(Sled));

        var answer = await Redfish.PostAsync($"{Service}/ResourceBlocks", body);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe(Block(Sled));
        answer.Body.GetProperty("Name").GetString().ShouldBe(name);
        Links(answer.Body, "ComputerSystems").ShouldBe([OfTheSled]);
        UseCases((await Redfish.GetAsync(OfTheSled)).Body).ShouldBe(["ResourceBlockCapable", "ExpandableSystem"]);
        (await Redfish.ComposeAsync("web-1", Sled)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_block_is_registered_once()
    {
        await Redfish.ComposeAsync("web-1", Sled);
        foreach (var system in new[] { "web-1", "r1-d1-s2" })
        {
            var answer = await Redfish.RegisterAsync(system);

            answer.Status.ShouldBe(HttpStatusCode.Conflict);
            answer.Problems.ShouldBe(["ResourceAlreadyExists #/ComputerSystems/0"]);
        }
    }

    [TestCase("""{"ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/none"}],"Links":{"Zones":[{"@odata.id":"/redfish/v1/CompositionService/ResourceZones/mars"}]}}""",
        "ResourceMissingAtURI #/ComputerSystems/0", "ResourceMissingAtURI #/Links/Zones/0")]
    [TestCase("""{"ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}],"Links":{"ResourceZones":[{"@odata.id":"/redfish/v1/CompositionService/ResourceZones/r2"}]}}""",
        "IncompatibleZone #/Links/ResourceZones/0")]
    [TestCase("""{"ComputerSystems":[],"Links":{}}""", "PropertyMissing #/ComputerSystems")]
    [TestCase("""{"ComputerSystems":[{"@odata.id":"/a"},{"@odata.id":"/b"}],"Links":{"SupplyingResourceBlocks":[]},"Colour":1}""",
        "ArraySizeTooLong #/ComputerSystems", "PropertyValueConflict #/Links/SupplyingResourceBlocks", "PropertyUnknown #/Colour")]
    public async Task Every_problem_of_a_registration_is_told(string body, params string[] problems)
    {
        await Redfish.DeleteAsync(Block(Sled));

        var answer = await Redfish.PostAsync($"{Service}/ResourceBlocks", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        Pod.FindBlock(Sled).ShouldBeNull();
    }

    [Test]
    public async Task A_block_that_is_used_or_reserved_stays_one()
    {
        await Redfish.ComposeAsync("web-1", Sled);
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-2", "r1-d1-s2"));
        await Redfish.ComposeBlockAsync("box", "r1-d1-s3");

        (await Redfish.DeleteAsync(Block(Sled))).Problems.ShouldBe(["ResourceBlockInUse"]);
        (await Redfish.DeleteAsync(Block("r1-d1-s2"))).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved"]);
        var answer = await Redfish.DeleteAsync(Block("r1-d1-s3"));
        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceBlockInUse"]);
    }

    [Test]
    public async Task A_manifest_registers_and_uses_a_system()
    {
        await Redfish.DeleteAsync(Block(Sled));

        var answer = await Redfish.RunAsync("Apply", Register("1", Sled), Compose("2", "web-1", Sled, _gpu));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Pod.BlocksOf(Pod.FindSystem("web-1")!).Select(b => b.Id).ShouldBe([Sled, _gpu]);
    }

    [Test]
    public async Task A_manifest_that_fails_leaves_the_system_without_a_block()
    {
        await Redfish.DeleteAsync(Block(Sled));
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"no answer"}"""));

        await Redfish.RunAsync("Apply", Register("1", Sled), Compose("2", "web-1", Sled));

        Pod.FindBlock(Sled).ShouldBeNull();
        (await Redfish.RunAsync("Preview", Register("1", Sled), Register("2", Sled))).Text.ShouldContain("ResourceAlreadyExists");
    }

    [Test]
    public async Task Registration_is_told_with_the_collection()
    {
        var capability = (await Redfish.GetAsync($"{Service}/ResourceBlocks")).Body.GetProperty("@Redfish.CollectionCapabilities").GetProperty("Capabilities")[1];

        capability.GetProperty("UseCase").GetString().ShouldBe("RegisterResourceBlock");
        (await Redfish.GetAsync(capability.GetProperty("CapabilitiesObject").GetProperty("@odata.id").GetString()!)).Body
            .GetProperty("ComputerSystems@Redfish.RequiredOnCreate").GetBoolean().ShouldBeTrue();
    }

    private static string[] UseCases(JsonElement system) =>
        [.. system.GetProperty("Composition").GetProperty("UseCases").EnumerateArray().Select(u => u.GetString()!)];

    private static List<string> Links(JsonElement place, string property) =>
        [.. place.GetProperty(property).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];
}
