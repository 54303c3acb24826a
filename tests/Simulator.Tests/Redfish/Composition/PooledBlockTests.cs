using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Memory, network cards and boxes of slots behind the fabric, as blocks.</summary>
public sealed class PooledBlockTests
{
    private const string Sled = "r1-d1-s1";
    private const string Memory = "r1-d2-memory-1";
    private const string Card = "r1-d2-nic-1";
    private const string Box = "r1-d2-expansion-1";

    private const string Rack = """
        {
          "pod": { "name": "Pooling pod" },
          "models": {
            "small": { "model": "S", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "count": 2, "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] },
            "large": { "model": "L", "processors": [ { "model": "B", "cores": 24 } ], "memory": [ { "count": 8, "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] }
          },
          "racks": [ { "switches": [ { "unit": 42 } ], "drawers": [
            { "unit": 30, "sleds": [ "small", "small", "large" ] },
            { "unit": 20, "memoryPool": [ { "count": 3, "mib": 8192 }, { "mib": 32768 } ], "networkCards": [ { "count": 2, "mbps": 25000 } ],
              "expansions": [ { "slots": 4 } ] } ] } ]
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
    public async Task A_system_has_what_its_blocks_bring_in_every_view()
    {
        (await Redfish.ComposeAsync("web-1", Sled, Memory, Card, Box)).Status.ShouldBe(HttpStatusCode.Created);

        var system = (await Redfish.GetAsync($"{Systems}/web-1")).Body;
        Total(system).ShouldBe(24);
        Links(system.GetProperty("Links"), "Chassis").ShouldBe(["/redfish/v1/Chassis/r1-d1-s1", $"/redfish/v1/Chassis/{Box}"]);
        Links((await Redfish.GetAsync($"{Systems}/web-1/Memory")).Body, "Members").ShouldContain($"/redfish/v1/Chassis/r1-d2/Memory/{Memory}");
        var nic = Links((await Redfish.GetAsync($"{Systems}/web-1/EthernetInterfaces")).Body, "Members")[^1];
        (await Redfish.GetAsync(nic)).Body.GetProperty("MACAddress").GetString().ShouldBe(Pod.Devices[Card].Nic!.MacAddress);
        (await Redfish.GetAsync($"{Systems}/web-1/NetworkInterfaces/{Card}")).Status.ShouldBe(HttpStatusCode.OK);
        var node = (await Redfish.GetAsync("/redfish/v1/Nodes/1")).Body.GetProperty("Links");
        Links(node, "Memory").Length.ShouldBe(3);
        Links(node, "EthernetInterfaces").ShouldContain(nic);
    }

    [Test]
    public async Task They_are_free_again_with_nothing_left_behind()
    {
        await Redfish.ComposeAsync("web-1", Sled, Memory, Card, Box);
        await Redfish.DeleteAsync($"{Systems}/web-1");

        Total((await Redfish.GetAsync($"{Systems}/{Sled}")).Body).ShouldBe(16);
        (await Redfish.GetAsync($"{Systems}/{Sled}/NetworkInterfaces/{Card}")).Status.ShouldBe(HttpStatusCode.NotFound);
        Pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public async Task A_broken_module_shows_in_the_summary_and_fails_the_node()
    {
        await Redfish.ComposeAsync("web-1", Sled, Memory);

        Pod.SetHealth(Memory, Health.Critical);

        var system = (await Redfish.GetAsync($"{Systems}/web-1")).Body;
        system.GetProperty("MemorySummary").GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Critical");
        system.GetProperty("Status").GetProperty("HealthRollup").GetString().ShouldBe("Critical");
        Pod.Nodes[0].State.ToString().ShouldBe("Failed");
        Pod.SetHealth(Memory, Health.OK);
        Pod.Nodes[0].State.ToString().ShouldBe("Assembled");
    }

    [TestCase(Memory, HttpStatusCode.Conflict)]
    [TestCase(Card, HttpStatusCode.NoContent)]
    public async Task Cards_come_and_go_while_a_system_runs_and_memory_does_not(string block, HttpStatusCode status)
    {
        Pod.SetPower(Pod.Systems[Sled], PowerState.On);
        var added = await Redfish.PostAsync($"{Systems}/{Sled}/Actions/ComputerSystem.AddResourceBlock", $$"""{"ResourceBlock":{{Link(block)}}}""");

        added.Status.ShouldBe(status);
        Pod.Holdings.IsFree(block).ShouldBe(status == HttpStatusCode.Conflict);
    }

    [Test]
    public async Task Memory_is_not_taken_from_a_running_system()
    {
        await Redfish.ComposeAsync("web-1", Sled, Memory);
        Pod.SetPower(Pod.Systems[Sled], PowerState.On);

        (await Redfish.PostAsync($"{Systems}/web-1/Actions/ComputerSystem.RemoveResourceBlock", $$"""{"ResourceBlock":{{Link(Memory)}}}""")).Status
            .ShouldBe(HttpStatusCode.Conflict);

        Pod.SetPower(Pod.Systems[Sled], PowerState.Off);
        (await Redfish.PostAsync($"{Systems}/web-1/Actions/ComputerSystem.RemoveResourceBlock", $$"""{"ResourceBlock":{{Link(Memory)}}}""")).Status
            .ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task What_a_small_system_lacks_comes_from_the_pool_and_the_large_one_stays_free()
    {
        var answer = await Redfish.PostAsync(Systems, """
            {"Name":"db-1","Memory":{"Members":[{"CapacityMiB":30000}]},"EthernetInterfaces":{"Members":[{"SpeedMbps":10000},{"SpeedMbps":20000}]}}
            """);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        Pod.Nodes.ShouldHaveSingleItem().BlockIds.ShouldBe([Sled, Memory, "r1-d2-memory-2", Card], ignoreOrder: true);
    }

    [Test]
    public async Task A_node_of_the_pod_manager_takes_no_pooled_memory()
    {
        var answer = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Memory":[{"CapacityMiB":80000}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_block_is_made_of_what_is_described()
    {
        var made = await Redfish.PostAsync($"{Service}/ResourceBlocks", """
            {"Name":"box","Memory":[{"@Redfish.RequestedCount":2,"CapacityMiB":8192}],"EthernetInterfaces":[{"SpeedMbps":25000}]}
            """);

        made.Status.ShouldBe(HttpStatusCode.Created);
        Links(made.Body.GetProperty("Links"), "SupplyingResourceBlocks").ShouldBe([Block(Card), Block(Memory), Block("r1-d2-memory-2")], ignoreOrder: true);
        made.Body.GetProperty("ResourceBlockType").EnumerateArray().Select(t => t.GetString()).ShouldBe(["Memory", "Network"], ignoreOrder: true);
    }

    [TestCase($"{Service}/ResourceBlocks")]
    [TestCase($"{Service}/ResourceZones/r1")]
    public async Task That_blocks_can_be_described_is_told_with_the_collection_and_with_the_zone(string place)
    {
        var capability = (await Redfish.GetAsync(place)).Body.GetProperty("@Redfish.CollectionCapabilities").GetProperty("Capabilities").EnumerateArray()
            .Single(c => c.GetProperty("UseCase").GetString() == "ResourceBlockConstrainedComposition");

        capability.GetProperty("Links").GetProperty("TargetCollection").GetProperty("@odata.id").GetString().ShouldBe($"{Service}/ResourceBlocks");
        var shown = (await Redfish.GetAsync(capability.GetProperty("CapabilitiesObject").GetProperty("@odata.id").GetString()!)).Body;
        shown.GetProperty("Memory@Redfish.OptionalOnCreate").GetBoolean().ShouldBeTrue();
        shown.GetProperty("@Redfish.ResourceBlockLimits").GetProperty("MaxMemory").GetInt32().ShouldBe(16);
    }

    [Test]
    public async Task A_block_made_of_blocks_serves_where_single_ones_do_not()
    {
        await Redfish.ComposeBlockAsync("box", Card, Memory);

        var answer = await Redfish.PostAsync(Systems, """{"Name":"net-1","EthernetInterfaces":{"Members":[{"@Redfish.RequestedCount":2,"SpeedMbps":25000}]}}""");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        Links(answer.Body.GetProperty("Links"), "ResourceBlocks").ShouldContain(Block("box"));
        Pod.Nodes.ShouldHaveSingleItem().BlockIds.ShouldContain("r1-d2-nic-2");
    }

    [Test]
    public async Task A_block_of_what_is_nowhere_is_refused_with_the_nearest_request()
    {
        var refused = await Redfish.PostAsync($"{Service}/ResourceBlocks", """{"Memory":[{"@Redfish.RequestedCount":2,"CapacityMiB":40000}]}""");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Problems.ShouldBe(["NoResourceMatch #/Memory/0/CapacityMiB"]);
        refused.Text.ShouldContain("instead of 40000; that would succeed now");
        (await Redfish.PostAsync($"{Service}/ResourceBlocks", """{"Memory":[{"CapacityMiB":0}],"Colour":1}""")).Problems.ShouldBe(
            ["PropertyValueOutOfRange #/Memory/0/CapacityMiB", "PropertyUnknown #/Colour"], ignoreOrder: true);
    }

    [Test]
    public async Task A_manifest_makes_a_described_block_and_uses_it()
    {
        var answer = await Redfish.RunAsync(
            "Apply", """{"StanzaId":"1","StanzaType":"ComposeResource","Request":{"Name":"box","EthernetInterfaces":[{"SpeedMbps":25000}]}}""", Compose("2", "web-1", Sled, "box"));

        answer.Text.ShouldNotContain("MessageId");
        Pod.Nodes.ShouldHaveSingleItem().BlockIds.ShouldBe([Sled, Card, "box"], ignoreOrder: true);
    }

    [Test]
    public async Task Who_finds_only_what_is_reserved_is_told_so()
    {
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", Sled, "r1-d2-memory-4"));

        var refused = await Redfish.PostAsync(Systems, """{"Name":"db-1","Memory":{"Members":[{"CapacityMiB":120000}]}}""");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Problems.ShouldBe(["ConstrainedResourceAlreadyReserved"]);
    }

    private static double Total(JsonElement system) => system.GetProperty("MemorySummary").GetProperty("TotalSystemMemoryGiB").GetDouble();

    private static string[] Links(JsonElement body, string list) => [.. body.GetProperty(list).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];
}
