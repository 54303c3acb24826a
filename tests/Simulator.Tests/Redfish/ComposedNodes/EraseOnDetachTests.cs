using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary><c>EraseOnDetach</c> of drives (2.1 to 2.3) and volumes (2.3): later releases do not ask (Intel RSD, DELETE on a node).</summary>
public sealed class EraseOnDetachTests
{
    private const string Drive = "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5";
    private const string Volumes = "/redfish/v1/StorageServices/r1-ss1/Volumes";
    private const string Keep = """{"Oem":{"Intel_RackScale":{"EraseOnDetach":false}}}""";

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

    private async Task StartAsync(string profile)
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

    [TestCase("rsd-2.1", Keep, false)]
    [TestCase("rsd-2.2", Keep, false)]
    [TestCase("rsd-2.3", Keep, false)]
    [TestCase("rsd-2.3", null, true)]
    [TestCase("rsd-2.4", null, true)]
    public async Task A_drive_is_erased_unless_it_says_otherwise(string profile, string? mark, bool isErased)
    {
        await StartAsync(profile);
        if (mark is not null)
        {
            (await _simulator.Redfish.PatchAsync(Drive, mark)).Status.ShouldBe(HttpStatusCode.OK);
        }

        await _nodes.ComposeAsync($$"""{ "LocalDrives": [ { "Resource": { "@odata.id": "{{Drive}}" } } ] }""");
        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        Section(await _nodes.ReadAsync(Drive)).GetProperty("DriveErased").GetBoolean().ShouldBe(isErased);
        (await _nodes.AllocateAsync($$"""{ "LocalDrives": [ { "SerialNumber": "{{(await _nodes.ReadAsync(Drive)).GetProperty("SerialNumber").GetString()}}" } ] }""")).Status
            .ShouldBe(isErased ? HttpStatusCode.Created : HttpStatusCode.Conflict);
    }

    [TestCase("rsd-2.4")]
    [TestCase("union")]
    public async Task Later_releases_do_not_ask(string profile)
    {
        await StartAsync(profile);
        await _simulator.Redfish.PostAsync(Volumes, """{"CapacityBytes":1073741824}""");

        foreach (var uri in new[] { Drive, $"{Volumes}/1" })
        {
            var answer = await _simulator.Redfish.PatchAsync(uri, Keep);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest, uri);
            answer.Problems.ShouldHaveSingleItem().ShouldEndWith("#/Oem/Intel_RackScale/EraseOnDetach");
        }
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public async Task A_volume_of_2_3_outlives_its_node_when_it_says_so(bool erase, int left)
    {
        await StartAsync("rsd-2.3");
        await _nodes.ComposeAsync("""{"RemoteDrives":[{"CapacityGiB":10,"Protocol":"iSCSI"}]}""");
        (await _simulator.Redfish.PatchAsync($"{Volumes}/1", $$"""{"Oem":{"Intel_RackScale":{"EraseOnDetach":{{(erase ? "true" : "false")}} } } }""")).Status
            .ShouldBe(HttpStatusCode.OK);

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _nodes.ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(left);
        _simulator.App.Pod.StorageServices["r1-ss1"].State.Targets.ShouldBeEmpty();
    }

    [Test]
    public async Task A_drive_counts_as_erased_when_the_operator_says_so_and_nobody_has_it()
    {
        await StartAsync("union");
        await _nodes.ComposeAsync($$"""{ "LocalDrives": [ { "Resource": { "@odata.id": "{{Drive}}" } } ] }""");
        const string erased = """{"Oem":{"Intel_RackScale":{"DriveErased":true}}}""";

        (await _simulator.Redfish.PatchAsync(Drive, erased)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await _nodes.WaitingAsync(() => _nodes.ActAsync("DetachResource", $$"""{ "Resource": { "@odata.id": "{{Drive}}" } }"""))).Status.ShouldBe(HttpStatusCode.NoContent);
        Section(await _nodes.ReadAsync(Drive)).GetProperty("DriveErased").GetBoolean().ShouldBeFalse();
        (await _simulator.Redfish.PatchAsync(Drive, erased)).Status.ShouldBe(HttpStatusCode.OK);

        Section(await _nodes.ReadAsync(Drive)).GetProperty("DriveErased").GetBoolean().ShouldBeTrue();
    }

    private static JsonElement Section(JsonElement resource) => resource.GetProperty("Oem").GetProperty("Intel_RackScale");
}
