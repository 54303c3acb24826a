using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>Remote drives up to Intel RSD 2.2: always new, over iSCSI, as logical drives and targets; they outlive their node.</summary>
[TestFixture("rsd-1.2")]
[TestFixture("rsd-2.1")]
[TestFixture("rsd-2.2")]
public sealed class OldRemoteDriveTests(string profile)
{
    private const string Drives = "/redfish/v1/Services/r1-ss1/LogicalDrives";
    private const string Targets = "/redfish/v1/Services/r1-ss1/Targets";
    private const string Iqn = "iqn.2001-04.com.example:boot-1";

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        _simulator.App.Clock.Freeze();
        _nodes = new NodeDriver(_simulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task A_node_gets_a_target_of_the_name_that_it_asks_for()
    {
        var node = await _nodes.ComposeAsync($$"""{"RemoteDrives":[{"CapacityGiB":10,"iSCSIAddress":"{{Iqn}}"}]}""");

        NodeDriver.Links(node, "RemoteDrives").ShouldBe([$"{Targets}/1"]);
        NodeDriver.Links(node, "LocalDrives").ShouldNotContain(l => l.Contains("StorageServices", StringComparison.Ordinal));
        (await _nodes.ReadAsync($"{Targets}/1")).ToString().ShouldContain(Iqn);
        (await _nodes.ReadAsync($"{Drives}/1")).GetProperty("CapacityGiB").GetDouble().ShouldBe(10);
    }

    [Test]
    public async Task A_name_is_given_once()
    {
        await _nodes.AllocateAsync($$"""{"RemoteDrives":[{"CapacityGiB":10,"iSCSIAddress":"{{Iqn}}"}]}""");

        var answer = await _nodes.AllocateAsync($$"""{"RemoteDrives":[{"CapacityGiB":10,"iSCSIAddress":"{{Iqn}}"}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text.ShouldContain($"There is a target {Iqn} already.");
    }

    [Test]
    public async Task A_logical_drive_is_copied()
    {
        await _simulator.Redfish.PostAsync(Drives, $$"""
            { "Type": "LVM", "Mode": "LV", "CapacityGiB": 20, "Links": { "LogicalDrives": [ { "@odata.id": "{{Drives}}/lvg" } ] } }
            """);
        await _simulator.PassAsync(20);

        await _nodes.ComposeAsync($$"""{ "RemoteDrives": [ { "Master": { "Type": "Snapshot", "Resource": { "@odata.id": "{{Drives}}/1" } } } ] }""");

        var copy = await _nodes.ReadAsync($"{Drives}/2");
        copy.GetProperty("Snapshot").GetBoolean().ShouldBeTrue();
        copy.GetProperty("Links").GetProperty("MasterDrive").GetProperty("@odata.id").GetString().ShouldBe($"{Drives}/1");
    }

    [Test]
    public async Task Drive_and_target_outlive_the_node_and_are_free_for_anybody()
    {
        await _nodes.ComposeAsync("""{"RemoteDrives":[{"CapacityGiB":10}]}""");

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        var target = await _nodes.ReadAsync($"{Targets}/1");
        target.GetProperty("Initiator")[0].GetProperty("iSCSI").GetProperty("InitiatorIQN").GetString().ShouldBe("");
        (await _nodes.ReadAsync(Drives)).GetProperty("Members@odata.count").GetInt32().ShouldBe(2);
    }

    [Test]
    public async Task A_node_that_is_assembled_already_is_refused_as_the_release_did()
    {
        await _nodes.ComposeAsync("{}");

        (await _nodes.ActAsync("Assemble")).Status.ShouldBe(profile == "rsd-1.2" ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict);
    }

    [TestCase("""{"Protocol":"iSCSI","CapacityGiB":1}""", "GeneralError #/RemoteDrives/0/Protocol")]
    [TestCase("""{}""", "GeneralError #/RemoteDrives/0")]
    public async Task What_came_later_is_unknown(string item, string problem)
    {
        var answer = await _nodes.AllocateAsync($$"""{"RemoteDrives":[{{item}}]}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
    }
}
