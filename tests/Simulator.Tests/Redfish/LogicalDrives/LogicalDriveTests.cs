using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.LogicalDrives;

/// <summary>The shelf of the demo rack, twelve drives of 4000 GiB, as pod managers of Intel RSD 1.2 to 2.2 showed it.</summary>
[TestFixture("rsd-1.2", "1.0.0")]
[TestFixture("rsd-2.1", "v1_0_0")]
public sealed class LogicalDriveTests(string profile, string version)
{
    private const string Service = "/redfish/v1/Services/r1-ss1";
    private const string Drives = Service + "/LogicalDrives";
    private const string Group = Drives + "/lvg";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_service_stands_in_the_place_of_storage_services()
    {
        var root = await ReadAsync("/redfish/v1");
        var service = await ReadAsync(Service);

        Uri(root.GetProperty("Services")).ShouldBe("/redfish/v1/Services");
        root.TryGetProperty("StorageServices", out _).ShouldBeFalse();
        (await Redfish.GetAsync("/redfish/v1/StorageServices")).Status.ShouldBe(HttpStatusCode.NotFound);
        service.GetProperty("@odata.type").GetString().ShouldBe($"#StorageService.{version}.StorageService");
        Uri(service.GetProperty("RemoteTargets")).ShouldBe(Service + "/Targets");
        Uri(service.GetProperty("LogicalDrives")).ShouldBe(Drives);
        Uri(service.GetProperty("Drives")).ShouldBe(Service + "/Drives");
        service.GetProperty("Links").GetProperty("ManagedBy").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task The_drives_of_a_shelf_make_its_volume_group()
    {
        var drives = Uris((await ReadAsync(Service + "/Drives")).GetProperty("Members")).ToList();
        var drive = await ReadAsync(drives[11]);
        var group = await ReadAsync(Group);

        drive.GetProperty("@odata.type").GetString().ShouldBe($"#PhysicalDrive.{version}.PhysicalDrive");
        (drive.GetProperty("Interface").GetString(), drive.GetProperty("Type").GetString()).ShouldBe(("SAS", "HDD"));
        (drive.GetProperty("CapacityGiB").GetInt32(), drive.GetProperty("RPM").GetInt32()).ShouldBe((4000, 7200));
        Uris(drive.GetProperty("Links").GetProperty("UsedBy")).ShouldBe([Group]);
        (group.GetProperty("Type").GetString(), group.GetProperty("Mode").GetString()).ShouldBe(("LVM", "LVG"));
        group.GetProperty("CapacityGiB").GetDouble().ShouldBe(48_000);
        Uris(group.GetProperty("Links").GetProperty("PhysicalDrives")).ShouldBe(drives);
        (await Redfish.DeleteAsync(Group)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Redfish.PatchAsync(Group, """{"Bootable":true}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_logical_drive_is_carved_from_the_group_and_is_enabled_once_it_is_initialized()
    {
        var made = await CreateAsync(100, more: """ "Name":"golden","Bootable":true, """);

        made.Status.ShouldBe(HttpStatusCode.Created);
        Path(made).ShouldBe(Drives + "/1");
        Text(made.Body, "Name").ShouldBe("golden");
        Text(made.Body, "Mode").ShouldBe("LV");
        made.Body.GetProperty("Bootable").GetBoolean().ShouldBeTrue();
        made.Body.GetProperty("Image").ValueKind.ShouldBe(JsonValueKind.Null);
        Uris(made.Body.GetProperty("Links").GetProperty("LogicalDrives")).ShouldBe([Group]);
        Uris((await ReadAsync(Group)).GetProperty("Links").GetProperty("UsedBy")).ShouldBe([Drives + "/1"]);
        Uris((await ReadAsync(Drives)).GetProperty("Members")).ShouldBe([Group, Drives + "/1"]);
        Text((await ReadAsync(Drives + "/1")).GetProperty("Status"), "State").ShouldBe("Starting");
        await _simulator.PassAsync(20);
        Text((await ReadAsync(Drives + "/1")).GetProperty("Status"), "State").ShouldBe("Enabled");
    }

    [Test]
    public async Task It_is_a_volume_of_the_same_pool()
    {
        await CreateAsync(100);

        var volume = _simulator.App.Pod.StorageServices["r1-ss1"].State.Volumes.ShouldHaveSingleItem();
        volume.CapacityBytes.ShouldBe(100L << 30);
        (await CreateAsync(47_901)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PatchAsync(Drives + "/1", """{"CapacityGiB":48001}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PatchAsync(Drives + "/1", """{"CapacityGiB":150.5}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(Drives + "/1")).GetProperty("CapacityGiB").GetDouble().ShouldBe(150.5);
        (await Redfish.PatchAsync(Drives + "/1", """{"CapacityGiB":100}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Redfish.DeleteAsync(Drives + "/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.DeleteAsync(Drives + "/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task A_copy_names_its_master_and_a_snapshot_holds_it()
    {
        await CreateAsync(100);
        var copy = await CopyAsync("/1", isSnapshot: false);
        var snapshot = await CopyAsync("/1", isSnapshot: true);

        copy.Body.GetProperty("CapacityGiB").GetDouble().ShouldBe(100);
        Uri(copy.Body.GetProperty("Links").GetProperty("MasterDrive")).ShouldBe(Drives + "/1");
        snapshot.Body.GetProperty("Snapshot").GetBoolean().ShouldBeTrue();
        Uris((await ReadAsync(Drives + "/1")).GetProperty("Links").GetProperty("UsedBy")).ShouldBe([Drives + "/3"]);
        (await CopyAsync("/1", isSnapshot: false, more: """ "CapacityGiB":99, """)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Redfish.DeleteAsync(Drives + "/1")).Status.ShouldBe(HttpStatusCode.Conflict);
        await Redfish.DeleteAsync(Drives + "/3");
        (await Redfish.DeleteAsync(Drives + "/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ReadAsync(Drives + "/2")).GetProperty("Links").GetProperty("MasterDrive").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [TestCase("{}", "Type", "Mode", "CapacityGiB", "Links")]
    [TestCase("""{"Type":"MDRAID","Mode":"RAID0","CapacityGiB":0,"Links":{}}""", "MDRAID", "RAID0", "CapacityGiB", "LogicalDrives")]
    [TestCase("""{"Type":"LVM","Mode":"LV","Snapshot":true,"Links":{"LogicalDrives":[{"@odata.id":"/x"}]}}""", "/x", "MasterDrive", "CapacityGiB")]
    public async Task All_problems_of_a_logical_drive_are_told(string body, params string[] words)
    {
        var answer = await Redfish.PostAsync(Drives, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.GetProperty("error").GetProperty("@Message.ExtendedInfo").GetArrayLength().ShouldBe(words.Length);
        words.ShouldAllBe(w => answer.Text.Contains(w, StringComparison.Ordinal));
    }

    [Test]
    public async Task Nobody_makes_a_logical_drive_where_there_is_no_shelf() =>
        (await Redfish.PostAsync("/redfish/v1/Services/none/LogicalDrives", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);

    private Task<Answer> CreateAsync(double gib, string more = "") => Redfish.PostAsync(
        Drives, $$$"""{ {{{more}}} "Type":"LVM","Mode":"LV","CapacityGiB":{{{gib}}}, "Links":{ "LogicalDrives": [ { "@odata.id": "{{{Group}}}" } ],"MasterDrive":null} }""");

    private Task<Answer> CopyAsync(string of, bool isSnapshot, string more = "") => Redfish.PostAsync(Drives, $$$"""
        { {{{more}}} "Type":"LVM","Mode":"LV","Snapshot":{{{(isSnapshot ? "true" : "false")}}},
          "Links":{ "LogicalDrives": [ { "@odata.id": "{{{Group}}}" } ],"MasterDrive": { "@odata.id":"{{{Drives}}}{{{of}}}" } } }
        """);

    private async Task<JsonElement> ReadAsync(string path) => (await Redfish.GetAsync(path)).Body;

    private static string Path(Answer made) => new Uri(made.Headers["Location"]).AbsolutePath;

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();

    private static string Uri(JsonElement link) => Text(link, "@odata.id")!;

    private static IEnumerable<string> Uris(JsonElement list) => list.EnumerateArray().Select(Uri);
}
