using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Storage;

/// <summary>Drives: erasing takes its time and disturbs nobody.</summary>
public sealed class DriveTests
{
    private const string Storage = "/redfish/v1/Systems/r1-d2-s1/Storage/local";
    private const string Local = "/redfish/v1/Chassis/r1-d2-s1/Drives/drive-1";
    private const string Second = "/redfish/v1/Chassis/r1-d2-s1/Drives/drive-2";
    private const string Pooled = "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-1";

    private const string Raid0 = """
        { "RAIDType": "RAID0", "Links": { "Drives": [ { "@odata.id": "/redfish/v1/Chassis/r1-d2-s1/Drives/drive-1" } ] } }
        """;

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

    [TestCase(Local)]
    [TestCase(Pooled)]
    public async Task An_erasure_shows_until_it_is_over(string drive)
    {
        (await EraseAsync(drive)).Status.ShouldBe(HttpStatusCode.NoContent);

        var operation = (await Redfish.GetAsync(drive)).Body.GetProperty("Operations")[0];
        operation.GetProperty("Operation").GetString().ShouldBe("Sanitize");
        operation.GetProperty("PercentageComplete").GetInt32().ShouldBe(0);
        (await EraseAsync(drive)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PostAsync(drive + "/Actions/Drive.Reset", """{"ResetType":"PowerCycle"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        await _simulator.PassAsync(6);
        (await Redfish.GetAsync(drive)).Body.GetProperty("Operations").GetArrayLength().ShouldBe(0);
        (await Redfish.PostAsync(drive + "/Actions/Drive.Reset")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_drive_in_a_volume_is_not_erased()
    {
        await Redfish.PostAsync(Storage + "/Volumes", Raid0);

        (await EraseAsync(Local)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_drive_that_is_being_erased_takes_no_volume()
    {
        await EraseAsync(Local);

        (await Redfish.PostAsync(Storage + "/Volumes", Raid0)).Status
            .ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_pooled_drive_is_erased_or_in_a_node_but_not_both()
    {
        await EraseAsync(Pooled);
        const string named = """{"LocalDrives":[{"Resource":{"@odata.id":"/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-1"}}]}""";
        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", named)).Status.ShouldBe(HttpStatusCode.Conflict);

        await _simulator.PassAsync(6);
        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", named)).Status.ShouldBe(HttpStatusCode.Created);
        (await EraseAsync(Pooled)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task An_erasure_that_breaks_leaves_a_drive_that_is_not_erased()
    {
        using var fault = new StringContent(
            """{"step":"erase-drive/erase","fail":true,"message":"the drive does not answer"}""", System.Text.Encoding.UTF8, "application/json");
        (await _simulator.Control.PostAsync(new Uri("/sim/v1/faults", UriKind.Relative), fault)).IsSuccessStatusCode.ShouldBeTrue();

        await EraseAsync(Pooled);
        await _simulator.PassAsync(10);

        var body = (await Redfish.GetAsync(Pooled)).Body;
        body.GetProperty("Operations").GetArrayLength().ShouldBe(0);
        body.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("DriveErased").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task All_problems_of_an_erasure_are_told() =>
        (await Redfish.PostAsync(Local + "/Actions/Drive.SecureErase", """{"SanitizationType":"Hammer","OverwritePasses":0,"Force":true}""")).Problems.ShouldBe(
            ["ActionParameterValueNotInList #/SanitizationType", "ActionParameterValueTypeError #/OverwritePasses", "ActionParameterUnknown #/Force"],
            ignoreOrder: true);

    [Test]
    public async Task The_sled_lists_the_drives_of_its_system_and_they_say_where_they_are()
    {
        var sled = (await Redfish.GetAsync("/redfish/v1/Chassis/r1-d2-s1/Drives")).Body.GetProperty("Members");

        sled.EnumerateArray().Select(m => m.GetProperty("@odata.id").GetString()).ShouldBe([Local, Second]);
        var drive = (await Redfish.GetAsync(Second)).Body;
        drive.GetProperty("PhysicalLocation").GetProperty("PartLocation").GetProperty("LocationOrdinalValue").GetInt32().ShouldBe(2);
        drive.GetProperty("Location")[0].ToString().ShouldBe(drive.GetProperty("PhysicalLocation").ToString());
        drive.GetProperty("Links").GetProperty("Chassis").GetProperty("@odata.id").GetString().ShouldBe("/redfish/v1/Chassis/r1-d2-s1");
    }

    private Task<Answer> EraseAsync(string drive) => Redfish.PostAsync(drive + "/Actions/Drive.SecureErase");
}
