using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>Systems made of parts that are described.</summary>
public sealed class ConstrainedCompositionTests
{
    private const string Systems = "/redfish/v1/Systems";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    private Pod Pod => _simulator.App.Pod;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task What_is_described_is_found()
    {
        var answer = await Redfish.PostAsync(Systems, """
            { "Name": "db-1", "Processors": {"Members": [{"@Redfish.RequestedCount": 1, "ProcessorType": "GPU"}, {"ProcessorType": "CPU", "TotalCores": 8}]},
              "Memory": {"Members": [{"@Redfish.RequestedCount": 2, "CapacityMiB": 16384}]},
              "Storage": {"Members": [{"Drives": [{"@Redfish.RequestedCount": 2, "Protocol": "NVMe", "CapacityBytes": 500000000000}]}]},
              "EthernetInterfaces": {"Members": [{"SpeedMbps": 10000, "FullDuplex": true}]} }
            """);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        var node = Pod.Nodes.ShouldHaveSingleItem();
        node.DeviceIds.Select(id => Pod.Devices[id].Kind).ShouldContain(PooledDeviceKind.GPU);
        Pod.Systems[node.SystemId].TotalMemoryMiB.ShouldBeGreaterThanOrEqualTo(2 * 16384);
    }

    [Test]
    public async Task What_is_described_goes_with_what_is_named()
    {
        var answer = await Redfish.PostAsync(Systems, """
            { "Name": "db-1", "Links": {"ResourceBlocks": [{"@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d1-s3"}]},
              "Processors": {"Members": [{"ProcessorType": "GPU"}]} }
            """);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        var node = Pod.Nodes.ShouldHaveSingleItem();
        node.SystemId.ShouldBe("r1-d1-s3");
        Pod.Devices[node.DeviceIds.ShouldHaveSingleItem()].Kind.ShouldBe(PooledDeviceKind.GPU);
    }

    [Test]
    public async Task What_is_nowhere_to_be_found_is_told_with_how_far_the_search_came()
    {
        var answer = await Redfish.PostAsync(Systems, """{"Name":"big","Memory":{"Members":[{"@Redfish.RequestedCount":64,"CapacityMiB":1048576}]}}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["NoResourceMatch #/Memory/Members/0/@Redfish.RequestedCount"]);
        answer.Text.ShouldContain("memory: 0");
        Pod.Holdings.Count.ShouldBe(0);
    }

    [TestCase("""{"Name":"a","Processors":{"Members":[{"ProcessorType":"DSP","Colour":1}]}}""",
        "PropertyValueNotInList #/Processors/Members/0/ProcessorType", "PropertyUnknown #/Processors/Members/0/Colour")]
    [TestCase("""{"Name":"a","Processors":{}}""", "PropertyMissing #/Processors/Members")]
    [TestCase("""{"Name":"a","Memory":{"Members":[{"@Redfish.RequestedCount":65}]}}""", "PropertyValueOutOfRange #/Memory/Members/0/@Redfish.RequestedCount")]
    [TestCase("""{"Name":"a","@Redfish.ZoneAffinity":"mars","Memory":{"Members":[{"CapacityMiB":1}]}}""", "PropertyValueNotInList #/@Redfish.ZoneAffinity")]
    public async Task Every_problem_of_a_description_is_told(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Systems, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [TestCase(true, 201)]
    [TestCase(false, 400)]
    public async Task Overprovisioning_is_asked_for_only_where_the_service_allows_it(bool allowed, int status)
    {
        await Redfish.PatchAsync("/redfish/v1/CompositionService", $$"""{"AllowOverprovisioning":{{(allowed ? "true" : "false")}}}""");

        var answer = await Redfish.PostAsync(Systems, """{"Name":"a","Memory":{"Members":[{"CapacityMiB":1,"@Redfish.AllowOverprovisioning":true}]}}""");

        ((int)answer.Status).ShouldBe(status);
    }

    [Test]
    public async Task Everything_comes_from_the_zone_that_is_asked_for()
    {
        foreach (var rack in Pod.Racks.Where(r => r.Drawers.Any(d => d.Systems.Count > 0)))
        {
            await Redfish.PostAsync(Systems, $$$"""{"Name":"of-{{{rack.Id}}}","@Redfish.ZoneAffinity":"{{{rack.Id}}}","Memory":{"Members":[{"CapacityMiB":1}]}}""");

            Pod.FindSystem($"of-{rack.Id}")!.RackId.ShouldBe(rack.Id);
        }
    }
}
