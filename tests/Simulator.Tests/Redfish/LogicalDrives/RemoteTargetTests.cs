using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.LogicalDrives;

/// <summary>iSCSI targets of a shelf, as pod managers of Intel RSD 1.2 to 2.2 showed them.</summary>
public sealed class RemoteTargetTests
{
    private const string Service = "/redfish/v1/Services/r1-ss1";
    private const string Drive = Service + "/LogicalDrives/1";
    private const string Targets = Service + "/Targets";
    private const string Iqn = "iqn.2001-04.com.example:boot-1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find("rsd-2.1")! });
        await Redfish.PostAsync(Service + "/LogicalDrives", $$"""
            { "Type": "LVM", "Mode": "LV", "CapacityGiB": 100, "Links": { "LogicalDrives": [ { "@odata.id": "{{Service}}/LogicalDrives/lvg" } ] } }
            """);
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_target_shows_a_logical_drive_to_an_initiator()
    {
        var made = await CreateAsync(Iqn, "iqn.2001-04.com.example:host");

        made.Status.ShouldBe(HttpStatusCode.Created);
        made.Body.GetProperty("@odata.type").GetString().ShouldBe("#RemoteTarget.v1_1_0.RemoteTarget");
        var iscsi = made.Body.GetProperty("Addresses")[0].GetProperty("iSCSI");
        iscsi.GetProperty("TargetIQN").GetString().ShouldBe(Iqn);
        iscsi.GetProperty("TargetPortalIP").GetString().ShouldBe("10.127.254.1");
        iscsi.GetProperty("TargetPortalPort").GetInt32().ShouldBe(3260);
        iscsi.GetProperty("TargetLUN")[0].GetProperty("LUN").GetInt32().ShouldBe(7);
        Uri(iscsi.GetProperty("TargetLUN")[0].GetProperty("LogicalDrive")).ShouldBe(Drive);
        made.Body.GetProperty("Initiator")[0].GetProperty("iSCSI").GetProperty("InitiatorIQN").GetString().ShouldBe("iqn.2001-04.com.example:host");
        Uri(made.Body.GetProperty("Links").GetProperty("LogicalDrives")[0]).ShouldBe(Drive);
        Uri((await ReadAsync(Drive)).GetProperty("Links").GetProperty("Targets")[0]).ShouldBe(Targets + "/1");
        (await ReadAsync(Targets)).GetProperty("Members@odata.count").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task A_logical_drive_stays_as_long_as_a_target_shows_it()
    {
        await CreateAsync(Iqn, "");

        (await Redfish.DeleteAsync(Drive)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.DeleteAsync(Targets + "/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.DeleteAsync(Targets + "/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.DeleteAsync(Drive)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_name_is_given_once()
    {
        await CreateAsync(Iqn, "");

        (await CreateAsync(Iqn, "")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await CreateAsync(Iqn + "b", "")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task Secrets_are_written_and_never_read()
    {
        await CreateAsync(Iqn, "", """{"Type":"Mutual","Username":"host","Secret":"hidden-1","MutualUsername":"shelf","MutualSecret":"hidden-2"}""");

        var target = await Redfish.GetAsync(Targets + "/1");
        var chap = target.Body.GetProperty("Addresses")[0].GetProperty("iSCSI").GetProperty("CHAP");
        chap.GetProperty("Type").GetString().ShouldBe("Mutual");
        (chap.GetProperty("Username").GetString(), chap.GetProperty("MutualUsername").GetString()).ShouldBe(("host", "shelf"));
        (chap.GetProperty("Secret").ValueKind, chap.GetProperty("MutualSecret").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        target.Text.ShouldNotContain("hidden");
    }

    [Test]
    public async Task Who_may_use_a_target_can_change_and_what_it_shows_cannot()
    {
        await CreateAsync(Iqn, "");

        (await Redfish.PatchAsync(Targets + "/1", """{"Initiator":[{"iSCSI":{"InitiatorIQN":"iqn.2001-04.com.example:other"}}]}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(Targets + "/1")).GetProperty("Initiator")[0].GetProperty("iSCSI").GetProperty("InitiatorIQN").GetString()
            .ShouldBe("iqn.2001-04.com.example:other");
        (await Redfish.PatchAsync(Targets + "/1", """{"Addresses":[{"iSCSI":{"TargetIQN":"iqn.x"}}]}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_node_links_the_targets_that_its_system_logs_in_to()
    {
        var node = new Uri((await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}")).Headers["Location"]).AbsolutePath;
        var system = await ReadAsync(Uri((await ReadAsync(node)).GetProperty("Links").GetProperty("ComputerSystem"))!);
        await CreateAsync(Iqn, $"iqn.1986-03.com.intel:{system.GetProperty("UUID").GetString()}");
        await CreateAsync(Iqn + "b", "");

        var remote = (await ReadAsync(node)).GetProperty("Links").GetProperty("RemoteDrives");

        remote.GetArrayLength().ShouldBe(1);
        Uri(remote[0]).ShouldBe(Targets + "/1");
    }

    [TestCase("{}", 2)]
    [TestCase("""{"Addresses":[],"Initiator":[]}""", 1)]
    [TestCase("""{"Addresses":[{"iSCSI":{"TargetIQN":"boot","TargetLUN":[{"LUN":256,"LogicalDrive":{"@odata.id":"/x"}}]}}],"Initiator":[{"iSCSI":{"InitiatorIQN":"me"}}]}""", 4)]
    [TestCase("""{"Addresses":[{"iSCSI":{"TargetIQN":"iqn.a","TargetLUN":[{}],"CHAP":{"Type":"Mutual"}}}],"Initiator":[]}""", 6)]
    [TestCase("""{"Addresses":[{"iSCSI":{"TargetPortalIP":"1.2.3.4","Colour":1}},{}],"Initiator":[]}""", 5)]
    public async Task All_problems_of_a_target_are_told(string body, int problems)
    {
        var answer = await Redfish.PostAsync(Targets, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.GetProperty("error").GetProperty("@Message.ExtendedInfo").GetArrayLength().ShouldBe(problems);
        _simulator.App.Pod.StorageServices["r1-ss1"].State.Targets.ShouldBeEmpty();
    }

    private Task<Answer> CreateAsync(string iqn, string initiator, string chap = """{"Type":"None"}""") => Redfish.PostAsync(Targets, $$$"""
        { "Addresses": [ { "iSCSI": { "TargetIQN": "{{{iqn}}}", "TargetLUN": [ { "LUN": 7, "LogicalDrive": { "@odata.id": "{{{Drive}}}" } } ], "CHAP": {{{chap}}} } } ],
          "Initiator": [ { "iSCSI": { "InitiatorIQN": "{{{initiator}}}" } } ] }
        """);

    private async Task<JsonElement> ReadAsync(string path) => (await Redfish.GetAsync(path)).Body;

    private static string? Uri(JsonElement link) => link.GetProperty("@odata.id").GetString();
}
