using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Storage;

/// <summary>RAID volumes over the built-in drives of a system.</summary>
public sealed class VolumeTests
{
    // One SATA drive of 240 GiB and four SAS drives of 8000 GiB.
    private const string System = "/redfish/v1/Systems/r2-d3-s1";
    private const string Storage = System + "/Storage/local";
    private const string Volumes = Storage + "/Volumes";
    private const string Drives = "/redfish/v1/Chassis/r2-d3-s1/Drives";
    private const long Sas = 8000L << 30;

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

    [TestCase("RAID0", "NonRedundant", 1, 1)]
    [TestCase("RAID0", "NonRedundant", 4, 4)]
    [TestCase("RAID1", "Mirrored", 2, 1)]
    [TestCase("RAID5", "StripedWithParity", 3, 2)]
    [TestCase("RAID10", "SpannedMirrors", 4, 2)]
    public async Task A_volume_takes_what_its_level_makes_of_the_drives(string level, string oldType, int drives, int usable)
    {
        var answer = await CreateAsync(level, [.. Enumerable.Range(2, drives)]);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe(Volumes + "/1");
        answer.Body.GetProperty("CapacityBytes").GetInt64().ShouldBe(usable * Sas);
        answer.Body.GetProperty("RAIDType").GetString().ShouldBe(level);
        answer.Body.GetProperty("VolumeType").GetString().ShouldBe(oldType);
    }

    [Test]
    public async Task Drives_and_volume_know_each_other_and_the_old_list_follows()
    {
        (await DevicesAsync()).ShouldBe([240L << 30, Sas, Sas, Sas, Sas]);

        await CreateAsync("RAID1", [2, 3]);

        var volume = (await Redfish.GetAsync(Volumes + "/1")).Body;
        foreach (var drive in volume.GetProperty("Links").GetProperty("Drives").EnumerateArray().Select(d => d.GetProperty("@odata.id").GetString()!))
        {
            (await Redfish.GetAsync(drive)).Body.GetProperty("Links").GetProperty("Volumes")[0].GetProperty("@odata.id").GetString().ShouldBe(Volumes + "/1");
        }

        (await Redfish.GetAsync(Drives + "/drive-4")).Body.GetProperty("Links").GetProperty("Volumes").GetArrayLength().ShouldBe(0);
        (await DevicesAsync()).ShouldBe([Sas, 240L << 30, Sas, Sas]);
    }

    [Test]
    public async Task Initialization_takes_its_time_and_shows()
    {
        await CreateAsync("RAID1", [2, 3]);

        (await OperationsAsync()).ShouldBe("Initialize 0");
        await _simulator.PassAsync(5);
        (await OperationsAsync()).ShouldBe("Initialize 25");
        await _simulator.PassAsync(15);
        (await OperationsAsync()).ShouldBe("");
        (await Redfish.PostAsync(Volumes + "/1/Actions/Volume.Initialize", """{"InitializeType":"Fast"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.PostAsync(Volumes + "/1/Actions/Volume.Initialize")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await OperationsAsync()).ShouldBe("Initialize 0");
    }

    [Test]
    public async Task What_is_asked_for_on_reset_comes_and_goes_with_a_boot()
    {
        var created = await CreateAsync("RAID1", [2, 3], ""","@Redfish.OperationApplyTime":"OnReset" """);

        created.Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("StandbyOffline");
        await _simulator.PassAsync(60);
        (await StateAsync()).ShouldBe("StandbyOffline");
        await BootAsync();
        (await StateAsync()).ShouldBe("Enabled");
        (await OperationsAsync()).ShouldBe("Initialize 0");
        await _simulator.PassAsync(20);
        (await OperationsAsync()).ShouldBe("");

        var leaving = await Redfish.SendAsync(HttpMethod.Delete, Volumes + "/1", RedfishClient.Json("""{"@Redfish.OperationApplyTime":"OnReset"}"""));
        leaving.Status.ShouldBe(HttpStatusCode.OK);
        (await OperationsAsync()).ShouldBe("Delete");
        await BootAsync();
        (await Redfish.GetAsync(Volumes + "/1")).Status.ShouldBe(HttpStatusCode.NotFound);

        async Task<string?> StateAsync() => (await Redfish.GetAsync(Volumes + "/1")).Body.GetProperty("Status").GetProperty("State").GetString();
    }

    [TestCase(null)]
    [TestCase("""{"@Redfish.OperationApplyTime":"Immediate"}""")]
    public async Task A_deleted_volume_gives_its_drives_back_also_from_the_middle_of_its_initialization(string? body)
    {
        await CreateAsync("RAID1", [2, 3]);
        await _simulator.PassAsync(5);

        (await Redfish.SendAsync(HttpMethod.Delete, Volumes + "/1", RedfishClient.Json(body))).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(Volumes)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
        (await CreateAsync("RAID1", [2, 3])).Headers["Location"].ShouldBe(Volumes + "/2");
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync(Volumes + "/2")).Body.GetProperty("Operations").GetArrayLength().ShouldBe(0);
    }

    [TestCase("RAID1", new[] { 2 }, "PropertyValueConflict #/Links/Drives")]
    [TestCase("RAID5", new[] { 2, 3 }, "PropertyValueConflict #/Links/Drives")]
    [TestCase("RAID10", new[] { 2, 3, 4 }, "PropertyValueConflict #/Links/Drives")]
    [TestCase("RAID1", new[] { 2, 2 }, "PropertyValueConflict #/Links/Drives")]
    [TestCase("RAID1", new[] { 1, 2 }, "PropertyValueConflict #/Links/Drives")] // one of flash, one that turns
    [TestCase("RAID1", new[] { 2, 9 }, "PropertyValueNotInList #/Links/Drives/1/@odata.id")]
    [TestCase("RAID9", new[] { 2, 3 }, "PropertyValueNotInList #/RAIDType")]
    public async Task Drives_that_do_not_make_the_level_are_refused(string level, int[] drives, string problem)
    {
        var answer = await CreateAsync(level, drives);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
        (await Redfish.GetAsync(Volumes)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task All_problems_of_a_volume_are_told()
    {
        (await Redfish.PostAsync(Volumes, """{"VolumeType":"Mirrored","RAIDType":"RAID5","Colour":"red","@Redfish.OperationApplyTime":"Now"}""")).Problems.ShouldBe(
        [
            "PropertyValueConflict #/VolumeType", "PropertyMissing #/Links/Drives", "PropertyUnknown #/Colour",
            "PropertyValueNotInList #/@Redfish.OperationApplyTime",
        ], ignoreOrder: true);
        (await CreateAsync("RAID1", [2, 3], $""","CapacityBytes":{Sas + 1}""")).Problems.ShouldBe(["PropertyValueOutOfRange #/CapacityBytes"]);
        (await CreateAsync("RAID1", [2, 3], ""","CapacityBytes":1.5""")).Problems.ShouldBe(["PropertyValueTypeError #/CapacityBytes"]);
    }

    [Test]
    public async Task A_drive_is_in_one_volume_only()
    {
        await CreateAsync("RAID1", [2, 3]);

        (await CreateAsync("RAID1", [3, 4])).Status.ShouldBe(HttpStatusCode.Conflict);

        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task Settings_of_a_volume_are_changed_and_what_makes_it_is_not()
    {
        await CreateAsync("RAID1", [2, 3]);

        var answer = await Redfish.PatchAsync(Volumes + "/1", """{"DisplayName":"boot","WriteCachePolicy":"WriteThrough"}""");

        answer.Body.GetProperty("DisplayName").GetString().ShouldBe("boot");
        answer.Body.GetProperty("WriteCachePolicy").GetString().ShouldBe("WriteThrough");
        (await Redfish.PatchAsync(Volumes + "/1", """{"RAIDType":"RAID0","CapacityBytes":1}""")).Problems
            .ShouldBe(["PropertyNotWritable #/RAIDType", "PropertyNotWritable #/CapacityBytes"], ignoreOrder: true);
    }

    [Test]
    public async Task The_old_controller_agrees_with_the_new_one()
    {
        var old = (await Redfish.GetAsync(Storage)).Body.GetProperty("StorageControllers")[0];
        var now = (await Redfish.GetAsync(Storage + "/Controllers/1")).Body;

        foreach (var property in old.EnumerateObject().Where(p => p.Name is not ("@odata.id" or "MemberId")))
        {
            JsonElement.DeepEquals(property.Value, now.GetProperty(property.Name)).ShouldBeTrue(property.Name);
        }
    }

    private async Task<string> OperationsAsync() => string.Join(
        ", ", (await Redfish.GetAsync(Volumes + "/1")).Body.GetProperty("Operations").EnumerateArray()
            .Select(o => $"{o.GetProperty("Operation")} {(o.TryGetProperty("PercentageComplete", out var percent) ? percent : "")}".Trim()));

    private async Task<IEnumerable<long>> DevicesAsync() =>
        (await Redfish.GetAsync(System + "/SimpleStorage/local")).Body.GetProperty("Devices").EnumerateArray().Select(d => d.GetProperty("CapacityBytes").GetInt64());

    private Task<Answer> CreateAsync(string level, int[] drives, string more = "")
    {
        var links = string.Join(',', drives.Select(d => $$"""{"@odata.id":"{{Drives}}/drive-{{d}}"}"""));
        return Redfish.PostAsync(Volumes, $$$"""{"RAIDType":"{{{level}}}","Links":{"Drives":[{{{links}}}]}{{{more}}}}""");
    }

    private async Task BootAsync()
    {
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"ForceOff"}""");
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(8);
    }
}
