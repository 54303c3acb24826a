using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish;

/// <summary>Zones of the PCIe fabric that clients make.</summary>
public sealed class ZoneTests
{
    private const string Zones = "/redfish/v1/Fabrics/pcie/Zones";
    private const string Endpoints = "/redfish/v1/Fabrics/pcie/Endpoints";
    private const string Host = "r1-d1-s1";
    private const string Drive = "r1-d3-nvme-1";
    private const string Gpu = "r2-d4-gpu-1";
    private const string DriveUri = "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task What_is_in_a_zone_with_a_system_is_attached_to_it_until_the_zone_is_gone()
    {
        var made = await Redfish.PostAsync(Zones, Body(Host, Drive, Gpu));

        made.Status.ShouldBe(HttpStatusCode.Created);
        var zone = made.Headers["Location"];
        (await LinksAsync(zone, "Links.InvolvedSwitches")).Count.ShouldBe(2);
        (await LinksAsync($"{Endpoints}/{Drive}", "Links.Zones")).ShouldBe([zone]);
        (await LinksAsync($"{Endpoints}/{Host}", "Links.Connections")).ShouldBe([$"/redfish/v1/Fabrics/pcie/Connections/{Drive}"]);
        (await DrivesAsync()).ShouldContain(DriveUri);
        (await LinksAsync($"/redfish/v1/Systems/{Host}/Processors", "Members")).ShouldContain("/redfish/v1/Chassis/r2-d4/Processors/r2-d4-gpu-1");
        (await LinksAsync($"/redfish/v1/Systems/{Host}", "PCIeDevices")).ShouldContain("/redfish/v1/Chassis/r1-d3/PCIeDevices/r1-d3-nvme-1");

        (await Redfish.DeleteAsync(zone)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(zone)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await DrivesAsync()).ShouldNotContain(DriveUri);
        (await LinksAsync($"{Endpoints}/{Drive}", "Links.Zones")).ShouldBeEmpty();
        (await Redfish.PostAsync(Zones, "{}")).Headers["Location"].ShouldNotBe(zone);
    }

    [Test]
    public async Task Composition_leaves_alone_what_is_in_a_zone()
    {
        var zone = (await Redfish.PostAsync(Zones, Body(Host, Drive))).Headers["Location"];
        var wanted = $$"""{ "LocalDrives": [ { "FabricSwitch": true, "Resource": { "@odata.id": "{{DriveUri}}" } } ] }""";

        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", wanted)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PostAsync(DriveUri + "/Actions/Drive.SecureErase")).Status.ShouldBe(HttpStatusCode.Conflict);

        await Redfish.DeleteAsync(zone);
        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", wanted)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_drive_in_a_zone_is_not_marked_erased()
    {
        var zone = (await Redfish.PostAsync(Zones, Body(Host, Drive))).Headers["Location"];
        const string erased = """{"Oem":{"Intel_RackScale":{"DriveErased":true}}}""";

        (await Redfish.PatchAsync(DriveUri, erased)).Status.ShouldBe(HttpStatusCode.Conflict);

        await Redfish.DeleteAsync(zone);
        (await Redfish.GetAsync(DriveUri)).Text.ShouldContain("\"DriveErased\":false");
        (await Redfish.PatchAsync(DriveUri, erased)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_drive_that_was_in_a_zone_is_no_longer_erased()
    {
        await Redfish.DeleteAsync((await Redfish.PostAsync(Zones, Body(Host, Drive))).Headers["Location"]);

        (await Redfish.GetAsync(DriveUri)).Text.ShouldContain("\"DriveErased\":false");
    }

    [Test]
    public async Task The_zone_of_a_composed_node_is_refused_with_the_reason()
    {
        await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{ "LocalDrives": [ { "FabricSwitch": true } ] }""");
        var zone = (await LinksAsync(Zones, "Members")).ShouldHaveSingleItem();
        var held = (await LinksAsync(zone, "Links.Endpoints"))[1];

        foreach (var answer in new[]
        {
            await Redfish.PatchAsync(zone, Body(Host)),
            await Redfish.DeleteAsync(zone),
            await Redfish.PostAsync(zone + "/Actions/Zone.RemoveEndpoint", $$"""{ "Endpoint": {{Link(held)}} }"""),
            await Redfish.PostAsync(Zones, $$"""{ "Links": { "Endpoints": [ {{Link(held)}} ] } }"""),
        })
        {
            answer.Status.ShouldBe(HttpStatusCode.Conflict);
            answer.Problems.ShouldBe(["ResourceInUse"]);
            answer.Text.ShouldContain("composed node 1");
        }

        (await LinksAsync(zone, "Links.Endpoints")).ShouldContain(held);
    }

    [Test]
    public async Task Everything_that_is_in_the_way_of_a_zone_is_told_and_nothing_changes()
    {
        await Redfish.PostAsync(Zones, Body("r1-d1-s2", Drive));
        var zone = (await Redfish.PostAsync(Zones, Body(Host))).Headers["Location"];

        var answer = await Redfish.PatchAsync(zone, Body(Host, "r1-d1-s3", Drive));

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceInUse", "ResourceInUse"]);
        answer.Text.ShouldContain("zone-1");
        answer.Text.ShouldContain("r1-d1-s3");
        (await LinksAsync(zone, "Links.Endpoints")).ShouldBe([$"{Endpoints}/{Host}"]);
    }

    [Test]
    public async Task Endpoints_are_changed_as_arrays_are()
    {
        var zone = (await Redfish.PostAsync(Zones, Body(Host, Drive))).Headers["Location"];

        (await Redfish.PatchAsync(zone, $$"""{ "Links": { "Endpoints": [ {}, null, {{Link($"{Endpoints}/{Gpu}")}} ] } }""")).Status.ShouldBe(HttpStatusCode.OK);

        (await LinksAsync(zone, "Links.Endpoints")).ShouldBe([$"{Endpoints}/{Host}", $"{Endpoints}/{Gpu}"]);
    }

    [Test]
    public async Task Endpoints_come_and_go_by_actions_when_nothing_has_changed_meanwhile()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "ResourceTypes": ["Zone"]}""");
        var zone = (await Redfish.PostAsync(Zones, Body(Host))).Headers["Location"];
        var (zoneTag, endpointTag) = (await TagAsync(zone), await TagAsync($"{Endpoints}/{Drive}"));

        (await ActAsync("AddEndpoint", Gpu, null, null)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync("AddEndpoint", Drive, zoneTag, null)).Problems.ShouldBe(["PreconditionFailed"]);
        (await ActAsync("AddEndpoint", Drive, await TagAsync(zone), "\"x\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await ActAsync("AddEndpoint", Drive, await TagAsync(zone), endpointTag)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await LinksAsync(zone, "Links.Endpoints")).ShouldBe([$"{Endpoints}/{Host}", $"{Endpoints}/{Gpu}", $"{Endpoints}/{Drive}"]);

        (await ActAsync("RemoveEndpoint", Drive, null, endpointTag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await ActAsync("RemoveEndpoint", Drive, null, null)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync("RemoveEndpoint", Drive, null, null)).Problems.ShouldBe(["ActionParameterValueConflict #/Endpoint"]);
        (await DrivesAsync()).ShouldNotContain(DriveUri);
        await Redfish.DeleteAsync(zone);

        foreach (var key in new[] { "ResourceCreated", "ResourceChanged", "ResourceChanged", "ResourceChanged", "ResourceRemoved" })
        {
            (await receiver.NextAsync()).GetProperty("Events")[0].GetProperty("MessageId").GetString().ShouldBe($"ResourceEvent.1.4.{key}");
        }

        Task<Answer> ActAsync(string action, string endpoint, string? ofZone, string? ofEndpoint) => Redfish.PostAsync(
            $"{zone}/Actions/Zone.{action}",
            $$"""{ "Endpoint": {{Link($"{Endpoints}/{endpoint}")}} {{Tag("ZoneETag", ofZone)}} {{Tag("EndpointETag", ofEndpoint)}} }""");

        static string Tag(string name, string? tag) => tag is null ? "" : $", \"{name}\": {JsonSerializer.Serialize(tag)}";
    }

    [Test]
    public async Task Everything_wrong_with_a_body_is_told()
    {
        (await Redfish.PostAsync(Zones, $$"""
            { "ZoneType": "Default", "Name": 1, "Id": "x", "Colour": "red",
              "Links": { "Endpoints": [ { "@odata.id": "{{Endpoints}}/none" }, 1, { "@odata.id": "/redfish/v1/Systems/{{Host}}" } ], "X": [] } }
            """)).Problems.ShouldBe(
        [
            "PropertyValueNotInList #/ZoneType", "PropertyValueTypeError #/Name", "PropertyNotWritable #/Id", "PropertyUnknown #/Colour",
            "ResourceMissingAtURI #/Links/Endpoints/0", "PropertyValueTypeError #/Links/Endpoints/1", "ResourceMissingAtURI #/Links/Endpoints/2",
            "PropertyUnknown #/Links/X",
        ], ignoreOrder: true);

        var zone = (await Redfish.PostAsync(Zones, """{"Name":"mine","Description":"for a test"}""")).Headers["Location"];
        (await Redfish.PostAsync(zone + "/Actions/Zone.AddEndpoint", """{"ZoneETag":1,"X":1}""")).Problems.ShouldBe(
            ["ActionParameterMissing #/Endpoint", "ActionParameterValueTypeError #/ZoneETag", "ActionParameterUnknown #/X"], ignoreOrder: true);
        (await Redfish.PatchAsync(zone, """{"Name":"other"}""")).Problems.ShouldBe(["PropertyNotWritable #/Name"]);
        (await Redfish.PatchAsync(zone, Body(Host), ("If-Match", "\"x\""))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Test]
    public async Task There_are_so_many_zones_and_no_more()
    {
        var most = (await Redfish.GetAsync("/redfish/v1/Fabrics/pcie")).Body.GetProperty("MaxZones").GetInt32();
        for (var i = 0; i < most; i++)
        {
            (await Redfish.PostAsync(Zones, "{}")).Status.ShouldBe(HttpStatusCode.Created);
        }

        (await Redfish.PostAsync(Zones, "{}")).Problems.ShouldBe(["CreateLimitReachedForResource"]);
    }

    private static string Body(params string[] endpoints) =>
        $$"""{ "Links": { "Endpoints": [ {{string.Join(", ", endpoints.Select(e => Link($"{Endpoints}/{e}")))}} ] } }""";

    private static string Link(string uri) => $$"""{"@odata.id": "{{uri}}"}""";

    private Task<IReadOnlyList<string>> DrivesAsync() => LinksAsync($"/redfish/v1/Systems/{Host}/Storage/local", "Drives");

    private async Task<string> TagAsync(string uri) => (await Redfish.GetAsync(uri)).Headers["ETag"];

    private async Task<IReadOnlyList<string>> LinksAsync(string uri, string path)
    {
        var body = (await Redfish.GetAsync(uri)).Body;
        foreach (var name in path.Split('.'))
        {
            body = body.GetProperty(name);
        }

        return [.. body.EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];
    }
}
