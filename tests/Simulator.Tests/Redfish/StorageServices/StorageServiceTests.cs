using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.StorageServices;

/// <summary>The shelf of the demo rack: twelve drives of 4000 GiB as one pool.</summary>
public sealed class StorageServiceTests
{
    private const string Service = "/redfish/v1/StorageServices/r1-ss1";
    private const string Standalone = "/redfish/v1/Storage/r1-ss1";
    private const string Volumes = Service + "/Volumes";
    private const long Pool = 12 * 4000L << 30;

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase(Service)]
    [TestCase(Standalone)]
    public async Task A_volume_made_in_either_form_is_seen_in_both(string form)
    {
        var answer = await Redfish.PostAsync(form + "/Volumes", """{"CapacityBytes":1073741824,"Oem":{"Intel_RackScale":{"Bootable":true}}}""");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe(Volumes + "/1");
        answer.Body.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Bootable").GetBoolean().ShouldBeTrue();
        foreach (var collection in new[] { Volumes, Standalone + "/Volumes", Service + "/StoragePools/1/AllocatedVolumes" })
        {
            (await Redfish.GetAsync(collection)).Body.GetProperty("Members")[0].GetProperty("@odata.id").GetString().ShouldBe(Volumes + "/1");
        }
    }

    [Test]
    public async Task A_volume_is_enabled_once_it_is_initialized()
    {
        await CreateAsync(1L << 30);

        (await StateAsync()).ShouldBe("Starting");
        await _simulator.PassAsync(20);
        (await StateAsync()).ShouldBe("Enabled");

        async Task<string?> StateAsync() => (await Redfish.GetAsync(Volumes + "/1")).Body.GetProperty("Status").GetProperty("State").GetString();
    }

    [Test]
    public async Task The_pool_gives_no_more_than_it_has_and_gets_back_what_it_gave()
    {
        await CreateAsync(Pool - 10);
        (await TakenAsync()).ShouldBe(Pool - 10);

        (await CreateAsync(11)).Problems.ShouldBe(["ResourceExhaustion"]);
        (await CreateAsync(10)).Status.ShouldBe(HttpStatusCode.Created);
        (await TakenAsync()).ShouldBe(Pool);
        (await Redfish.PatchAsync(Volumes + "/2", """{"Capacity":{"Data":{"AllocatedBytes":11}}}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.DeleteAsync(Volumes + "/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await TakenAsync()).ShouldBe(10);
        (await Redfish.PatchAsync(Volumes + "/2", """{"Capacity":{"Data":{"AllocatedBytes":11}}}""")).Body.GetProperty("CapacityBytes").GetInt64().ShouldBe(11);
        (await TakenAsync()).ShouldBe(11);
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [TestCase("Clone", HttpStatusCode.NoContent)]
    [TestCase("Snapshot", HttpStatusCode.Conflict)]
    public async Task A_volume_made_from_another_names_it_and_a_snapshot_holds_it(string type, HttpStatusCode deletion)
    {
        await CreateAsync(100);
        (await CopyAsync(99)).Problems.ShouldBe(["PropertyValueOutOfRange #/CapacityBytes"]);
        var copy = await CopyAsync(101);

        copy.Status.ShouldBe(HttpStatusCode.Created);
        copy.Body.GetProperty("ReplicaInfo").GetProperty("ReplicaType").GetString().ShouldBe(type);
        copy.Body.GetProperty("ReplicaInfo").GetProperty("Replica").GetProperty("@odata.id").GetString().ShouldBe(Volumes + "/1");
        (await TakenAsync()).ShouldBe(201);
        (await Redfish.DeleteAsync(Volumes + "/1")).Status.ShouldBe(deletion);

        Task<Answer> CopyAsync(long bytes) => Redfish.PostAsync(
            Volumes, $$"""{ "CapacityBytes": {{bytes}}, "ReplicaInfos": [ { "ReplicaType": "{{type}}", "Replica": { "@odata.id": "{{Volumes}}/1" } } ] }""");
    }

    [Test]
    public async Task Many_who_ask_at_once_get_no_more_than_there_is()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => CreateAsync(Pool / 10)));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(10);
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task All_problems_of_a_volume_are_told()
    {
        (await Redfish.PostAsync(Volumes, """
            { "Colour": "red", "AccessCapabilities": ["Read", "Fly"], "ReplicaInfos": [{}], "CapacitySources": [ { "ProvidingPools": [ { "@odata.id": "/x" } ] } ],
              "Oem": { "Intel_RackScale": { "Bootable": 1 } } }
            """)).Problems.ShouldBe(
        [
            "PropertyMissing #/CapacityBytes", "PropertyUnknown #/Colour", "PropertyValueNotInList #/AccessCapabilities",
            "PropertyMissing #/ReplicaInfos/0/ReplicaType", "PropertyMissing #/ReplicaInfos/0/Replica",
            "PropertyValueNotInList #/CapacitySources/0/ProvidingPools/0/@odata.id", "PropertyValueTypeError #/Oem/Intel_RackScale/Bootable",
        ], ignoreOrder: true);
        (await Redfish.PatchAsync(Volumes + "/1", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await CreateAsync(100);
        (await Redfish.PatchAsync(Volumes + "/1", """{"CapacityBytes":99}""")).Problems.ShouldBe(["PropertyValueOutOfRange #/CapacityBytes"]);
        (await Redfish.PatchAsync(Volumes + "/1", """{"CapacityBytes":101,"Capacity":{"Data":{"AllocatedBytes":102}}}""")).Problems
            .ShouldBe(["PropertyValueConflict #/CapacityBytes"]);
    }

    [Test]
    public async Task The_drives_of_a_shelf_lie_in_its_chassis_and_make_its_pool()
    {
        var drives = Uris((await Redfish.GetAsync(Standalone)).Body.GetProperty("Drives")).ToList();

        drives.Count.ShouldBe(12);
        Uris((await Redfish.GetAsync("/redfish/v1/Chassis/r1-ss1/Drives")).Body.GetProperty("Members")).ShouldBe(drives);
        Uris((await Redfish.GetAsync(Service + "/StoragePools/1")).Body.GetProperty("CapacitySources")[0].GetProperty("ProvidingDrives")).ShouldBe(drives);
        var serials = new HashSet<string>();
        foreach (var drive in drives)
        {
            serials.Add((await Redfish.GetAsync(drive)).Body.GetProperty("SerialNumber").GetString()!);
        }

        serials.Count.ShouldBe(12);
        (await Redfish.GetAsync("/redfish/v1/Chassis/r1-ss1/Drives/13")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync("/redfish/v1/Chassis/r1-ss1/Drives/01")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<long> TakenAsync() => (await Redfish.GetAsync(Service + "/StoragePools/1")).Body
        .GetProperty("Capacity").GetProperty("Data").GetProperty("ConsumedBytes").GetInt64();

    private Task<Answer> CreateAsync(long bytes) => Redfish.PostAsync(Volumes, $$"""{"CapacityBytes":{{bytes}}}""");

    private static IEnumerable<string> Uris(JsonElement list) => list.EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!);
}
