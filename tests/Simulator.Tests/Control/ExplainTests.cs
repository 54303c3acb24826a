using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Tests.Redfish;
using Simulator.Tests.Redfish.Composition;

namespace Simulator.Tests.Control;

/// <summary>An allocation on paper: <c>POST /sim/v1/explain</c>.</summary>
public sealed class ExplainTests
{
    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task It_tells_what_would_be_chosen_and_takes_nothing()
    {
        var explained = await ExplainAsync("""
            { "TotalSystemCoreCount": 32, "LocalDrives": [ { "FabricSwitch": true } ], "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "iSCSI" } ],
              "EthernetInterfaces": [ { "PrimaryVLAN": 7, "VLANs": [ { "VLANId": 7 } ] } ] }
            """);

        var choice = explained.GetProperty("choice");
        choice.GetProperty("system").GetString().ShouldBe("r1-d2-s1");
        choice.GetProperty("devices")[0].GetString().ShouldBe("r1-d3-nvme-1");
        choice.GetProperty("pool").GetString().ShouldBe("r1-ss1");
        choice.GetProperty("vlans")[0].GetProperty("nicId").GetString().ShouldBe("eth-1");
        explained.GetProperty("refusal").ValueKind.ShouldBe(JsonValueKind.Null);
        _simulator.App.Pod.Holdings.Count.ShouldBe(0);
        _simulator.App.Pod.Nodes.ShouldBeEmpty();
    }

    [Test]
    public async Task The_choice_is_what_an_allocation_takes()
    {
        const string Body = """{"TotalSystemMemoryMiB":100000,"Security":{"TxtEnabled":true}}""";
        var chosen = (await ExplainAsync(Body)).GetProperty("choice").GetProperty("system").GetString();

        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", Body);

        _simulator.App.Pod.Nodes.ShouldHaveSingleItem().SystemId.ShouldBe(chosen);
    }

    [Test]
    public async Task It_names_who_dropped_out_and_why()
    {
        _simulator.App.Pod.SetHealth("r1-d1-s1", Health.Warning);
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Name":"taken","Memory":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/r1-d1-s2"}}]}""");

        var filters = (await ExplainAsync("""{"Memory":[{"CapacityMiB":200000}]}""")).GetProperty("filters").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);

        Why("online systems", "r1-d1-s2").ShouldBe("is held by node 1 (taken)");
        Why("status", "r1-d1-s1").ShouldBe("is Warning");
        Why("memory", "r1-d1-s3").ShouldBe("has 4 x 8192 MiB DRAM DDR4 2666 MHz");
        filters["memory"].GetProperty("left").EnumerateArray().Select(l => l.GetString()).ShouldBe(["r2-d2-s1", "r2-d2-s2", "r2-d3-s4"]);

        string? Why(string filter, string system) => filters[filter].GetProperty("dropped").EnumerateArray()
            .Single(d => d.GetProperty("system").GetString() == system).GetProperty("why").GetString();
    }

    [Test]
    public async Task It_names_the_nearest_request_as_the_refusal_does()
    {
        const string Body = """{"TotalSystemCoreCount":100}""";

        var nearest = (await ExplainAsync(Body)).GetProperty("refusal").GetProperty("nearest")[0];
        var refused = await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", Body);

        nearest.GetProperty("item").GetString().ShouldBe("TotalSystemCoreCount");
        nearest.GetProperty("instead").GetString().ShouldBe("56");
        refused.Body.GetProperty("error").GetProperty("@Message.ExtendedInfo")[1].GetProperty("Resolution").GetString()
            .ShouldEndWith("The nearest request that would succeed now: the same with TotalSystemCoreCount 56 instead of 100.");
    }

    [Test]
    public async Task A_described_system_is_told_filter_by_filter_with_the_nearest_request()
    {
        var stanza = (await ExplainAsync("""{"Name":"big","Processors":{"Members":[{"ProcessorType":"CPU","TotalCores":100}]}}""")).GetProperty("stanzas")[0];

        stanza.GetProperty("canBeDone").GetBoolean().ShouldBeFalse();
        stanza.GetProperty("described").GetProperty("filters").EnumerateArray().Select(f => $"{f.GetProperty("name")}: {f.GetProperty("left").GetArrayLength()}")
            .ShouldBe(["online systems: 16", "status: 16", "resource: 16", "chassis: 16", "processors: 0"]);
        stanza.GetProperty("nearest")[0].GetProperty("item").GetString().ShouldBe("#/Processors/Members/0/TotalCores");
        stanza.GetProperty("nearest")[0].GetProperty("instead").GetString().ShouldBe("28");
    }

    [Test]
    public async Task Named_blocks_are_told_rule_by_rule_with_what_to_name_instead()
    {
        await _simulator.Redfish.ComposeAsync("web-1", "r1-d1-s1", "r1-d3-nvme-1");

        var stanza = (await ExplainAsync(Composing.Request("web-2", "r1-d1-s2", "r1-d3-nvme-1"))).GetProperty("stanzas")[0];
        var refused = await _simulator.Redfish.ComposeAsync("web-2", "r1-d1-s2", "r1-d3-nvme-1");

        stanza.GetProperty("filters")[1].GetProperty("dropped")[0].GetProperty("why").GetString()!.ShouldContain("web-1");
        stanza.GetProperty("nearest")[0].GetProperty("instead").GetString().ShouldBe("r1-d3-nvme-2");
        refused.Text.ShouldContain("Name r1-d3-nvme-2 instead of r1-d3-nvme-1; the request would then succeed.");
        (await _simulator.Redfish.ComposeAsync("web-2", "r1-d1-s2", "r1-d3-nvme-2")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_manifest_is_told_stanza_by_stanza_and_takes_nothing()
    {
        var explained = await ExplainAsync(
            $$"""{"Stanzas":[{{Composing.Compose("1", "web-1", "r1-d1-s1", "r1-d3-nvme-1")}},{{Composing.Compose("2", "web-2", "r1-d1-s2", "r1-d3-nvme-1")}}]}""");

        explained.GetProperty("canBeDone").GetBoolean().ShouldBeFalse();
        explained.GetProperty("stanzas").EnumerateArray().Select(s => s.GetProperty("canBeDone").GetBoolean()).ShouldBe([true, false]);
        explained.GetProperty("stanzas")[0].GetProperty("zones")[0].GetString().ShouldBe("r1");
        explained.GetProperty("stanzas")[1].GetProperty("problems")[0].GetProperty("kind").GetString().ShouldBe("InUse");
        _simulator.App.Pod.Holdings.Count.ShouldBe(0);
    }

    [TestCase("", """{"Links":{"ResourceBlocks":[]},"Colour":1}""", HttpStatusCode.BadRequest, "#/Colour")]
    [TestCase("", """{"Stanzas":[]}""", HttpStatusCode.BadRequest, "#/Stanzas")]
    [TestCase("", """{"TotalSystemCoreCount":0}""", HttpStatusCode.BadRequest, "#/TotalSystemCoreCount: ")]
    [TestCase("", """[]""", HttpStatusCode.BadRequest, "object")]
    [TestCase("?profile=rsd-9", "{}", HttpStatusCode.BadRequest, "rsd-2.1")]
    [TestCase("?pod=other", "{}", HttpStatusCode.NotFound, "other")]
    [TestCase("?profile=rsd-2.1", """{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI"}]}""", HttpStatusCode.BadRequest, "Protocol")]
    [TestCase("?profile=rsd-2.1&pod=pod-1", """{"RemoteDrives":[{"CapacityGiB":1}]}""", HttpStatusCode.OK, "r1-ss1")]
    [TestCase("", """{"Memory":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/none"}}]}""", HttpStatusCode.Conflict, "/redfish/v1/Chassis/none")]
    public async Task A_request_is_read_as_the_face_reads_it(string query, string body, HttpStatusCode status, string says)
    {
        using var content = RedfishClient.Json(body);
        using var answer = await _simulator.Control.PostAsync(new Uri($"sim/v1/explain{query}", UriKind.Relative), content).Soon();

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    private async Task<JsonElement> ExplainAsync(string body)
    {
        using var content = RedfishClient.Json(body);
        using var answer = await _simulator.Control.PostAsync(new Uri("sim/v1/explain", UriKind.Relative), content).Soon();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
