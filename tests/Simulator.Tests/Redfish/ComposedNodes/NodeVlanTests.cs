using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>VLANs that a node asks for are carried by the switch port at the other end of its interface.</summary>
public sealed class NodeVlanTests
{
    private const string Two = """
        { "EthernetInterfaces": [ { "PrimaryVLAN": 110, "VLANs": [ { "VLANId": 110 }, { "VLANId": 120, "Tagged": true, "VLANEnable": false } ] } ] }
        """;

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

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
    public async Task They_are_made_during_assembly_and_go_with_the_node()
    {
        await _nodes.AllocateAsync(Two);
        var port = await PortAsync(await _nodes.ReadAsync());
        (await VlansAsync(port)).ShouldBe([(1, true, false)]);

        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(5); // the port 1 s, the system 4 s

        (await _nodes.StateAsync()).ShouldBe("Assembled");
        (await VlansAsync(port)).ShouldBe([(1, true, true), (110, true, false), (120, false, true)]);
        var primary = (await _nodes.ReadAsync(port)).GetProperty("Links").GetProperty("PrimaryVLAN").GetProperty("@odata.id").GetString()!;
        (await _nodes.ReadAsync(primary)).GetProperty("VLANId").GetInt32().ShouldBe(110);
        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);
        (await VlansAsync(port)).ShouldBe([(1, true, false)]);
    }

    [Test]
    public async Task One_that_the_port_carries_already_becomes_as_it_is_asked_for()
    {
        await _nodes.AllocateAsync(Two);
        var port = await PortAsync(await _nodes.ReadAsync());
        await _simulator.Redfish.PostAsync(port + "/VLANs", """{"VLANId":120,"VLANEnable":true,"Oem":{"Intel_RackScale":{"Tagged":true}}}""");

        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(5);

        (await VlansAsync(port)).ShouldBe([(1, true, true), (110, true, false), (120, false, true)]);
    }

    [TestCase("""[{}]""", "PropertyMissing #/EthernetInterfaces/0/VLANs/0/VLANId")]
    [TestCase("""[{"VLANId":7},{"VLANId":7,"Tagged":true}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/1/VLANId")]
    [TestCase("""[{"VLANId":7},{"VLANId":8}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/1/Tagged")]
    [TestCase("""[{"VLANId":1}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/0/VLANId")]
    [TestCase("""[{"VLANId":170}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/0/VLANId")]
    [TestCase("""[{"VLANId":4094}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/0/VLANId")]
    [TestCase("""[{"VLANId":0}]""", "PropertyValueError #/EthernetInterfaces/0/VLANs/0/VLANId")]
    [TestCase("""[{"VLANId":"a","Colour":1}]""", "PropertyValueTypeError #/EthernetInterfaces/0/VLANs/0/VLANId", "PropertyUnknown #/EthernetInterfaces/0/VLANs/0/Colour")]
    public async Task Their_rules_are_kept(string vlans, params string[] problems)
    {
        var answer = await _nodes.AllocateAsync($$"""{ "EthernetInterfaces": [ { "VLANs": {{vlans}} } ] }""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [Test]
    public async Task The_primary_is_one_of_them()
    {
        var answer = await _nodes.AllocateAsync("""{"EthernetInterfaces":[{"PrimaryVLAN":9,"VLANs":[{"VLANId":7}]}]}""");

        answer.Problems.ShouldBe(["PropertyValueError #/EthernetInterfaces/0/PrimaryVLAN"]);
        answer.Text.ShouldContain("PrimaryVLAN must be one of requested VLANs");
    }

    private async Task<string> PortAsync(JsonElement node) =>
        (await _nodes.ReadAsync(NodeDriver.SystemOf(node) + "/EthernetInterfaces/eth-1")).GetProperty("Links").GetProperty("Oem").GetProperty("Intel_RackScale")
            .GetProperty("NeighborPort").GetProperty("@odata.id").GetString()!;

    private async Task<IReadOnlyList<(int Id, bool IsEnabled, bool IsTagged)>> VlansAsync(string port)
    {
        var vlans = new List<(int, bool, bool)>();
        foreach (var member in (await _nodes.ReadAsync(port + "/VLANs")).GetProperty("Members").EnumerateArray())
        {
            var vlan = await _nodes.ReadAsync(member.GetProperty("@odata.id").GetString()!);
            vlans.Add((vlan.GetProperty("VLANId").GetInt32(), vlan.GetProperty("VLANEnable").GetBoolean(),
                vlan.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Tagged").GetBoolean()));
        }

        return vlans;
    }
}
