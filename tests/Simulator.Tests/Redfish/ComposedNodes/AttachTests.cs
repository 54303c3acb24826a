using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>AttachResource, DetachResource and ForceDelete of a node (Intel RSD 2.3, 2.4).</summary>
public sealed class AttachTests
{
    private const string Drive = "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5";
    private const string Fpga = "/redfish/v1/Chassis/r2-d4/Processors/r2-d4-fpga-1";
    private const string Gpu = "/redfish/v1/Chassis/r2-d4/Processors/r2-d4-gpu-1";
    private const string Volumes = "/redfish/v1/StorageServices/r1-ss1/Volumes";
    private const string Fast = """{"EthernetInterfaces":[{"SpeedMbps":25000}]}""";

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
        _nodes = new NodeDriver(_simulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [TestCase(Drive, null, "Storage")]
    [TestCase(Drive, "NVMe", "Storage")]
    [TestCase(Fpga, "PCIe", "Processors")]
    [TestCase($"{Volumes}/1", "NVMeOverFabrics", "Storage")]
    public async Task A_resource_comes_to_a_node_in_its_time_and_goes_again(string resource, string? protocol, string list)
    {
        await CreateVolumeAsync();
        await _nodes.ComposeAsync(Fast);
        (await InfoAsync("AttachResource")).ShouldContain(resource);
        var before = _simulator.App.Clock.GetUtcNow();

        (await AttachAsync(resource, protocol)).Status.ShouldBe(HttpStatusCode.NoContent);

        (_simulator.App.Clock.GetUtcNow() - before).TotalSeconds.ShouldBe(2);
        NodeDriver.Links(await _nodes.ReadAsync(), list).ShouldContain(resource);
        (await InfoAsync("AttachResource")).ShouldNotContain(resource);
        (await InfoAsync("DetachResource")).ShouldBe([resource]);
        (await DetachAsync(resource)).Status.ShouldBe(HttpStatusCode.NoContent);
        NodeDriver.Links(await _nodes.ReadAsync(), list).ShouldNotContain(resource);
        (await DetachAsync(resource)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Redfish.GetAsync(resource)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_drive_that_was_detached_is_not_handed_out_unerased()
    {
        await _nodes.ComposeAsync(Fast);
        await AttachAsync(Drive);

        await DetachAsync(Drive);

        (await _nodes.ReadAsync(Drive)).GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("DriveErased").GetBoolean().ShouldBeFalse();
        (await _nodes.AllocateAsync("""{"LocalDrives":[{"FabricSwitch":true,"SerialNumber":"S"}]}""".Replace("\"S\"", $"\"{_simulator.App.Pod.Devices["r1-d3-nvme-5"].SerialNumber}\"", StringComparison.Ordinal)))
            .Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task Allowable_values_are_texts()
    {
        await _nodes.ComposeAsync(Fast);

        var info = await _nodes.ReadAsync($"{NodeDriver.Node}/Actions/AttachResourceActionInfo");

        var resource = info.GetProperty("Parameters").EnumerateArray().Single(p => p.GetProperty("Name").GetString() == "Resource");
        resource.GetProperty("DataType").GetString().ShouldBe("Object");
        resource.GetProperty("ObjectDataType").GetString().ShouldBe("#Resource.Resource");
        resource.GetProperty("AllowableValues").EnumerateArray().ShouldAllBe(v => v.ValueKind == JsonValueKind.String);
        (await _nodes.ReadAsync()).GetProperty("Actions").GetProperty("#ComposedNode.AttachResource").GetProperty("@Redfish.ActionInfo").GetString()
            .ShouldBe($"{NodeDriver.Node}/Actions/AttachResourceActionInfo");
    }

    [Test]
    public async Task A_resource_that_somebody_has_is_a_conflict()
    {
        await _nodes.ComposeAsync(Fast);
        await _nodes.AllocateAsync($$"""{ "LocalDrives": [ { "Resource": { "@odata.id": "{{Drive}}" } } ] }""");

        var answer = await AttachAsync(Drive);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text.ShouldContain("is held by node 2 (Composed Node)");
        (await AttachAsync("/redfish/v1/Chassis/r1-d3/Drives/none")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_node_that_is_not_at_rest_is_a_conflict()
    {
        await _nodes.AllocateAsync(Fast);

        var allocated = await AttachAsync(Drive);
        await _nodes.ActAsync("Assemble");
        var assembling = await _nodes.ActAsync("AttachResource", Body(Drive));

        allocated.Status.ShouldBe(HttpStatusCode.Conflict);
        allocated.Body.GetProperty("error").GetProperty("message").GetString().ShouldBe("Resources state mismatch.");
        assembling.Status.ShouldBe(HttpStatusCode.Conflict);
        assembling.Text.ShouldContain("The node is Assem"); // how far it is, is a matter of the clock
    }

    [Test]
    public async Task A_node_without_its_system_is_asked_again_later()
    {
        var node = await _nodes.ComposeAsync(Fast);
        _simulator.App.Pod.SetHealth(NodeDriver.SystemOf(node).Split('/')[^1], Health.Critical);

        var answer = await AttachAsync(Drive);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers["Retry-After"].ShouldBe("30");
    }

    [TestCase("{}", "ActionParameterMissing #/Resource")]
    [TestCase("""{"Resource":"x"}""", "ActionParameterValueTypeError #/Resource")]
    [TestCase("""{"Resource":{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"},"Protocol":"FC","Speed":1}""",
        "ActionParameterValueConflict #/Resource", "ActionParameterValueNotInList #/Protocol", "ActionParameterUnknown #/Speed")]
    [TestCase("""{"Resource":{"@odata.id":"/redfish/v1/Chassis/r2-d4/Processors/r2-d4-gpu-1"}}""", "ActionParameterValueConflict #/Resource")]
    [TestCase("""{"Resource":{"@odata.id":"/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5"},"Protocol":"NVMeOverFabrics"}""", "ActionParameterValueConflict #/Protocol")]
    public async Task Every_problem_of_the_request_is_told(string body, params string[] problems)
    {
        await _nodes.ComposeAsync(Fast);

        var answer = await _nodes.ActAsync("AttachResource", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [Test]
    public async Task A_volume_over_iSCSI_is_not_detached()
    {
        await _nodes.ComposeAsync("""{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI"}]}""");

        (await DetachAsync($"{Volumes}/1")).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await InfoAsync("DetachResource")).ShouldBeEmpty();
    }

    [Test]
    public async Task What_could_not_be_attached_is_free_again()
    {
        await _nodes.ComposeAsync(Fast);
        await BreakAsync("attach/zone-r1-d3-nvme-5");

        var answer = await AttachAsync(Drive);

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Text.ShouldContain("no cable");
        _simulator.App.Pod.Holdings.IsFree("r1-d3-nvme-5").ShouldBeTrue();
    }

    [Test]
    public async Task A_forced_delete_gives_everything_back_even_when_cleaning_fails()
    {
        await _nodes.ComposeAsync("""{"LocalDrives":[{"FabricSwitch":true}],"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI"}]}""");
        await BreakAsync("release/erase-*");
        await BreakAsync("release/delete-*");
        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.InternalServerError);
        await BreakAsync("release/delete-*");

        (await _nodes.WaitingAsync(() => _nodes.ActAsync("ForceDelete"))).Status.ShouldBe(HttpStatusCode.NoContent);

        _simulator.App.Pod.Nodes.ShouldBeEmpty();
        _simulator.App.Pod.Holdings.Count.ShouldBe(0);
        _simulator.App.Pod.StorageServices["r1-ss1"].State.Targets.ShouldBeEmpty();
        _simulator.App.Pod.Devices.Values.ShouldContain(d => !d.State.Erased);
    }

    [Test]
    public async Task A_node_is_deleted_by_force_in_any_state()
    {
        await _nodes.AllocateAsync("{}");
        (await _nodes.ActAsync("ForceDelete", """{"Now":true}""")).Problems.ShouldBe(["ActionParameterUnknown #/Now"]);
        (await _nodes.WaitingAsync(() => _nodes.ActAsync("ForceDelete"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _nodes.ActAsync("ForceDelete")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Body(string resource, string? protocol = null) =>
        $$"""{ "Resource": { "@odata.id": "{{resource}}" } {{(protocol is null ? "" : $", \"Protocol\": \"{protocol}\"")}} }""";

    private Task<Answer> AttachAsync(string resource, string? protocol = null) =>
        _nodes.WaitingAsync(() => _nodes.ActAsync("AttachResource", Body(resource, protocol)));

    private Task<Answer> DetachAsync(string resource) => _nodes.WaitingAsync(() => _nodes.ActAsync("DetachResource", Body(resource)));

    private async Task<IReadOnlyList<string?>> InfoAsync(string action) =>
    [
        .. (await _nodes.ReadAsync($"{NodeDriver.Node}/Actions/{action}ActionInfo")).GetProperty("Parameters")[0].GetProperty("AllowableValues")
            .EnumerateArray().Select(v => v.GetString()),
    ];

    private async Task BreakAsync(string step)
    {
        using var rule = RedfishClient.Json($$"""{"step":"{{step}}","fail":true,"message":"no cable","count":1}""");
        (await _simulator.Control.PostAsync(new Uri("sim/v1/faults", UriKind.Relative), rule)).EnsureSuccessStatusCode();
    }

    private async Task CreateVolumeAsync()
    {
        await Redfish.PostAsync(Volumes, """{"CapacityBytes":1073741824}""");
        await _simulator.PassAsync(20);
    }
}
