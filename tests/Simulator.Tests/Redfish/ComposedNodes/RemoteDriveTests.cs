using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>Nodes with a volume of the demo rack's one pool.</summary>
public sealed class RemoteDriveTests
{
    private const string Volumes = "/redfish/v1/StorageServices/r1-ss1/Volumes";
    private const string Endpoints = "/redfish/v1/StorageServices/r1-ss1/Endpoints";
    private const string Empty = """{"RemoteDrives":[{"CapacityGiB":100,"Protocol":"iSCSI"}]}""";
    private const string OverNvme = """{"EthernetInterfaces":[{}],"RemoteDrives":[{"CapacityGiB":100,"Protocol":"NVMeOverFabrics"}]}""";
    private const long GiB = 1L << 30;

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

    [Test]
    public async Task A_new_volume_is_promised_made_during_assembly_and_shown_to_the_system()
    {
        (await _nodes.AllocateAsync(Empty)).Status.ShouldBe(HttpStatusCode.Created);
        (await ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
        NodeDriver.Links(await _nodes.ReadAsync(), "Storage").ShouldNotContain(l => l.StartsWith(Volumes, StringComparison.Ordinal));

        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(4); // the system
        var waits = await ReadAsync($"{Volumes}/1");
        waits.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Starting");
        waits.GetProperty("CapacityBytes").GetInt64().ShouldBe(100 * GiB);
        waits.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Assigned").GetBoolean().ShouldBeTrue();
        (await _nodes.StateAsync()).ShouldBe("Assembling");
        await _simulator.PassAsync(22); // the volume 20 s, its target 2 s

        var node = await _nodes.ReadAsync();
        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Assembled");
        NodeDriver.Links(node, "Storage").ShouldContain($"{Volumes}/1");
        NodeDriver.Links(await ReadAsync($"{Volumes}/1"), "ServerEndpoints").ShouldContain($"{Endpoints}/target-1");
        var target = await ReadAsync($"{Endpoints}/target-1");
        target.GetProperty("EndpointProtocol").GetString().ShouldBe("iSCSI");
        target.GetProperty("ConnectedEntities")[0].GetProperty("EntityLink").GetProperty("@odata.id").GetString().ShouldBe($"{Volumes}/1");
        target.GetProperty("ConnectedEntities")[1].GetProperty("Identifiers")[0].GetProperty("DurableName").GetString()
            .ShouldBe($"iqn.1986-03.com.intel:{node.GetProperty("UUID").GetString()}");
        (await ReadAsync(Endpoints)).GetProperty("Members@odata.count").GetInt32().ShouldBe(2);
    }

    [TestCase(Empty, "iscsi")]
    [TestCase(OverNvme, "nvme-of")]
    public async Task System_and_target_are_in_a_zone_of_their_fabric_as_long_as_the_node_is(string body, string fabric)
    {
        var node = await _nodes.ComposeAsync(body);
        var system = NodeDriver.SystemOf(node);
        var initiator = $"/redfish/v1/Fabrics/{fabric}/Endpoints/{system.Split('/')[^1]}";
        var zone = $"/redfish/v1/Fabrics/{fabric}/Zones/1";

        NodeDriver.Links(await ReadAsync(zone), "Endpoints").ShouldBe([initiator, $"{Endpoints}/target-1"]);
        NodeDriver.Links(await ReadAsync(initiator), "Zones").ShouldBe([zone]);
        NodeDriver.Links(await ReadAsync($"{Endpoints}/target-1"), "Zones").ShouldBe([zone]);
        NodeDriver.Links(await ReadAsync(system), "Endpoints").ShouldContain(initiator);
        (await ReadAsync($"/redfish/v1/Fabrics/{fabric}/Endpoints")).GetProperty("Members@odata.count").GetInt32().ShouldBe(2);
        await _nodes.DeleteAsync();
        (await Redfish.GetAsync(zone)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(initiator)).Status.ShouldBe(HttpStatusCode.NotFound);
        NodeDriver.Links(await ReadAsync(system), "Endpoints").ShouldNotContain(initiator);
    }

    [Test]
    public async Task The_network_function_learns_where_to_boot_from_and_forgets_it()
    {
        var node = await _nodes.ComposeAsync(Empty);
        var adapter = (await ReadAsync($"/redfish/v1/Chassis/{NodeDriver.SystemOf(node).Split('/')[^1]}/NetworkAdapters")).GetProperty("Members")[0];
        var functions = (await ReadAsync(adapter.GetProperty("@odata.id").GetString() + "/NetworkDeviceFunctions")).GetProperty("Members")[0];
        var function = functions.GetProperty("@odata.id").GetString()!;

        var boot = (await ReadAsync(function)).GetProperty("iSCSIBoot");

        boot.GetProperty("PrimaryTargetName").GetString().ShouldBe((await ReadAsync($"{Endpoints}/target-1")).GetProperty("Identifiers")[0].GetProperty("DurableName").GetString());
        boot.GetProperty("PrimaryTargetTCPPort").GetInt32().ShouldBe(3260);
        await _nodes.DeleteAsync();
        (await Redfish.GetAsync(function)).Text.ShouldNotContain("iqn.2014-08");
    }

    [Test]
    public async Task A_volume_over_NVMe_needs_an_interface_with_RDMA()
    {
        (await _nodes.AllocateAsync("""{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"NVMeOverFabrics"}]}""")).Problems.ShouldBe(["PropertyValueError #/RemoteDrives/0/Protocol"]);

        var node = await _nodes.ComposeAsync(OverNvme);

        var nics = await ReadAsync(NodeDriver.SystemOf(node) + "/EthernetInterfaces/eth-1");
        nics.GetProperty("SpeedMbps").GetInt32().ShouldBe(25_000);
        nics.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("SupportedProtocols").ToString().ShouldContain("RoCEv2");
        var target = await ReadAsync($"{Endpoints}/target-1");
        target.GetProperty("EndpointProtocol").GetString().ShouldBe("NVMeOverFabrics");
        target.GetProperty("Identifiers")[0].GetProperty("DurableNameFormat").GetString().ShouldBe("NQN");
    }

    [TestCase("Clone", null, 50)]
    [TestCase("Snapshot", null, 50)]
    [TestCase("Clone", 80, 80)]
    public async Task A_copy_has_the_size_of_its_master_or_more(string type, int? asked, int gib)
    {
        await CreateVolumeAsync(50);

        var size = asked is null ? "" : $"\"CapacityGiB\":{asked},";

        await _nodes.ComposeAsync($$"""
            { "RemoteDrives": [ { {{size}} "Master": { "Type": "{{type}}", "Resource": { "@odata.id": "{{Volumes}}/1" } } } ] }
            """);

        var copy = await ReadAsync($"{Volumes}/2");
        copy.GetProperty("CapacityBytes").GetInt64().ShouldBe(gib * GiB);
        copy.GetProperty("ReplicaInfo").GetProperty("ReplicaType").GetString().ShouldBe(type);
        copy.GetProperty("ReplicaInfo").GetProperty("Replica").GetProperty("@odata.id").GetString().ShouldBe($"{Volumes}/1");
    }

    [Test]
    public async Task An_existing_volume_is_attached_and_is_nobody_elses_from_then_on()
    {
        await CreateVolumeAsync(50);
        var body = $$$"""{"RemoteDrives":[{"Resource":{"@odata.id":"{{{Volumes}}}/1"}}]}""";
        (await _nodes.AllocateAsync(body)).Status.ShouldBe(HttpStatusCode.Created);

        var again = await _nodes.AllocateAsync(body);
        var deleted = await Redfish.DeleteAsync($"{Volumes}/1");
        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(6);

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Problems[0].ShouldBe("ResourceInUse");
        again.Text.ShouldContain("Conflict during allocation");
        again.Text.ShouldContain("goes with node 1 (Composed Node)");
        deleted.Status.ShouldBe(HttpStatusCode.Conflict);
        (await _nodes.StateAsync()).ShouldBe("Assembled");
        (await ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(1);
        (await _nodes.AllocateAsync($$$"""{"RemoteDrives":[{"Resource":{"@odata.id":"{{{Endpoints}}}/target-1"}}]}""")).Problems[0].ShouldBe("ResourceInUse");
    }

    [Test]
    public async Task A_volume_that_is_not_ready_is_a_conflict()
    {
        await Redfish.PostAsync(Volumes, """{"CapacityBytes":1073741824}""");

        var answer = await _nodes.AllocateAsync($$$"""{"RemoteDrives":[{"Resource":{"@odata.id":"{{{Volumes}}}/1"}}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text.ShouldContain("is being initialized");
        (await _nodes.AllocateAsync($$$"""{"RemoteDrives":[{"Resource":{"@odata.id":"{{{Volumes}}}/9"}}]}""")).Problems.ShouldBe(["ResourceMissingAtURI"]);
    }

    [TestCase("""{}""", "PropertyValueError #/RemoteDrives/0")]
    [TestCase("""{"Protocol":"iSCSI"}""", "PropertyValueError #/RemoteDrives/0")]
    [TestCase("""{"CapacityGiB":1}""", "PropertyValueError #/RemoteDrives/0")]
    [TestCase("""{"CapacityGiB":1,"Protocol":"iSCSI","Resource":$}""", "PropertyValueError #/RemoteDrives/0")]
    [TestCase("""{"Resource":$,"Master":{"Type":"Clone","Resource":$}}""", "PropertyValueError #/RemoteDrives/0")]
    [TestCase("""{"Protocol":"NVMeOverFabrics","Master":{"Type":"Clone","Resource":$}}""", "PropertyValueError #/RemoteDrives/0/Protocol")]
    [TestCase("""{"CapacityGiB":49,"Master":{"Type":"Snapshot","Resource":$}}""", "PropertyValueOutOfRange #/RemoteDrives/0/CapacityGiB")]
    [TestCase("""{"Master":{"Type":"Copy"}}""", "PropertyMissing #/RemoteDrives/0/Master/Resource", "PropertyValueNotInList #/RemoteDrives/0/Master/Type")]
    [TestCase("""{"CapacityGiB":0,"Protocol":"FC"}""", "PropertyValueNotInList #/RemoteDrives/0/Protocol", "PropertyValueOutOfRange #/RemoteDrives/0/CapacityGiB")]
    [TestCase("""{"CapacityGiB":1,"Protocol":"iSCSI","iSCSIAddress":"iqn.x"}""", "PropertyUnknown #/RemoteDrives/0/iSCSIAddress")]
    [TestCase("""{"CapacityGiB":1,"Protocol":"iSCSI"},{"CapacityGiB":1,"Protocol":"iSCSI"}""", "PropertyValueError #/RemoteDrives")]
    public async Task What_does_not_go_together_is_refused(string item, params string[] problems)
    {
        await CreateVolumeAsync(50);

        var answer = await _nodes.AllocateAsync($$$"""{"EthernetInterfaces":[{}],"RemoteDrives":[{{{item.Replace("$", $$"""{"@odata.id":"{{Volumes}}/1"}""", StringComparison.Ordinal)}}}]}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        answer.Body.GetProperty("error").GetProperty("message").GetString().ShouldBe("Request payload is invalid or missing.");
    }

    [Test]
    public async Task The_sentences_are_those_of_the_reference()
    {
        (await _nodes.AllocateAsync("""{"RemoteDrives":[{}]}""")).Text.ShouldContain("This set of parameters are not supported for allocation");
        (await _nodes.AllocateAsync("""{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI"},{"CapacityGiB":1,"Protocol":"iSCSI"}]}""")).Text
            .ShouldContain("Creation of Systems with multiple RemoteDrives is not supported");
    }

    [Test]
    public async Task What_is_promised_is_nobody_elses()
    {
        await _nodes.AllocateAsync("""{"RemoteDrives":[{"CapacityGiB":47999,"Protocol":"iSCSI"}]}""");

        var answer = await _nodes.AllocateAsync("""{"RemoteDrives":[{"CapacityGiB":2,"Protocol":"iSCSI"}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceExhaustion", "ResourceExhaustion"]);
        answer.Text.ShouldContain("There is no Storage pool with sufficient space available.");
        answer.Text.ShouldContain("the same with RemoteDrives[0].CapacityGiB 1 instead of 2");
        (await Redfish.PostAsync(Volumes, $$"""{"CapacityBytes":{{2 * GiB}}}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        await _nodes.DeleteAsync();
        (await _nodes.AllocateAsync("""{"RemoteDrives":[{"CapacityGiB":48000,"Protocol":"iSCSI"}]}""")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_delete_initializes_the_volume_and_gives_it_back_to_the_pool()
    {
        await _nodes.ComposeAsync(Empty);
        var before = _simulator.App.Clock.GetUtcNow();

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        (_simulator.App.Clock.GetUtcNow() - before).TotalSeconds.ShouldBe(20);
        (await ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
        (await ReadAsync(Endpoints)).GetProperty("Members@odata.count").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task A_delete_that_cannot_remove_the_volume_keeps_the_node()
    {
        await _nodes.ComposeAsync(Empty);
        await Redfish.PostAsync(Volumes, $$$"""{"CapacityBytes":{{{100 * GiB}}},"ReplicaInfos":[{"ReplicaType":"Snapshot","Replica":{"@odata.id":"{{{Volumes}}}/1"}}]}""");

        var refused = await _nodes.DeleteAsync();

        refused.Status.ShouldBe(HttpStatusCode.InternalServerError);
        refused.Text.ShouldContain("A snapshot stands on volume r1-ss1/1");
        NodeDriver.Links(await _nodes.ReadAsync(), "Storage").ShouldContain($"{Volumes}/1");
        (await Redfish.DeleteAsync($"{Volumes}/2")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestCase("initialize-volume/initialize", "is broken")]
    [TestCase("assemble/connect-volume", "no cable")]
    [TestCase("assemble/create-volume", "no cable")]
    public async Task An_assembly_that_breaks_off_leaves_a_node_that_can_be_deleted(string step, string reason)
    {
        using var rule = new StringContent($$"""{"step":"{{step}}","fail":true,"message":"no cable","count":1}""", System.Text.Encoding.UTF8, "application/json");
        (await _simulator.Control.PostAsync(new Uri("sim/v1/faults", UriKind.Relative), rule)).EnsureSuccessStatusCode();

        var node = await _nodes.ComposeAsync(Empty);

        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Failed");
        _simulator.App.Pod.Nodes[0].Reason!.ShouldContain(reason);
        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
        _simulator.App.Pod.StorageServices["r1-ss1"].State.Targets.ShouldBeEmpty();
    }

    [Test]
    public async Task A_node_is_deleted_in_the_middle_of_making_its_volume()
    {
        await _nodes.AllocateAsync(Empty);
        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(10);

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync(Volumes)).GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
        _simulator.App.World.Work.Items.ShouldAllBe(w => w.State != Simulator.Work.WorkState.Running);
    }

    private Task<System.Text.Json.JsonElement> ReadAsync(string uri) => _nodes.ReadAsync(uri);

    private async Task CreateVolumeAsync(int gib)
    {
        await Redfish.PostAsync(Volumes, $$"""{"CapacityBytes":{{gib * GiB}}}""");
        await _simulator.PassAsync(20);
    }
}
