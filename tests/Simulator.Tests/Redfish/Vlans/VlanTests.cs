using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>VLANs of a NIC and of the switch port at the other end of its cable are one table.</summary>
public sealed class VlanTests
{
    private const string Nic = "/redfish/v1/Systems/r1-d1-s1/EthernetInterfaces/eth-1";

    private StartedSimulator _simulator = null!;
    private string _port = "";

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _port = (await Redfish.GetAsync(Nic)).Body.GetProperty("Links").GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("NeighborPort")
            .GetProperty("@odata.id").GetString()!;
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_nic_and_its_switch_port_know_each_other()
    {
        var port = (await Redfish.GetAsync(_port)).Body;

        port.GetProperty("NeighborMAC").GetString().ShouldBe((await Redfish.GetAsync(Nic)).Body.GetProperty("MACAddress").GetString());
        port.GetProperty("Links").GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("NeighborInterface").GetProperty("@odata.id").GetString()
            .ShouldBe(Nic);
    }

    [Test]
    public async Task A_vlan_that_is_given_to_a_switch_port_is_seen_at_the_nic_until_it_is_taken_away()
    {
        var made = await Redfish.PostAsync(
            _port + "/VLANs", """{"VLANId":100,"VLANEnable":true,"Name":"storage","Oem":{"Intel_RackScale":{"Tagged":true}}}""");

        made.Status.ShouldBe(HttpStatusCode.Created);
        var seen = (await Redfish.GetAsync(Nic + "/VLANs/2")).Body;
        made.Headers["Location"].ShouldBe(_port + "/VLANs/2");
        seen.GetProperty("VLANId").GetInt32().ShouldBe(100);
        seen.GetProperty("Name").GetString().ShouldBe("storage");
        seen.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Tagged").GetBoolean().ShouldBeTrue();
        (await IdsAsync(Nic)).ShouldBe([1, 2]);

        (await Redfish.DeleteAsync(Nic + "/VLANs/2")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.GetAsync(made.Headers["Location"])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.PostAsync(Nic + "/VLANs", """{"VLANId":200,"VLANEnable":false}""")).Headers["Location"].ShouldBe(Nic + "/VLANs/3");
        (await IdsAsync(_port)).ShouldBe([1, 3]);
    }

    [Test]
    public async Task The_vlan_of_an_interface_is_the_first_of_its_vlans()
    {
        var answer = await Redfish.PatchAsync(Nic, """{"VLAN":{"VLANId":7,"VLANEnable":true,"Tagged":true,"VLANPriority":0}}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("VLAN").GetRawText().ShouldBe("""{"VLANEnable":true,"VLANId":7,"VLANPriority":0,"Tagged":true}""");
        (await Redfish.GetAsync(_port + "/VLANs/1")).Body.GetProperty("VLANId").GetInt32().ShouldBe(7);
        (await Redfish.GetAsync(_port)).Body.GetProperty("Links").GetProperty("PrimaryVLAN").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Redfish.PatchAsync(_port + "/VLANs/1", """{"VLANId":8}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync(Nic)).Body.GetProperty("VLAN").GetProperty("VLANId").GetInt32().ShouldBe(8);
    }

    [Test]
    public async Task A_link_carries_a_vlan_once()
    {
        (await Redfish.PostAsync(Nic + "/VLANs", """{"VLANId":1,"VLANEnable":true}""")).Problems.ShouldBe(["ResourceAlreadyExists #/VLANId"]);
        await Redfish.PostAsync(Nic + "/VLANs", """{"VLANId":5,"VLANEnable":true}""");
        (await Redfish.PatchAsync(Nic + "/VLANs/2", """{"VLANId":1}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.PatchAsync(Nic, """{"InterfaceEnabled":false,"VLAN":{"VLANId":5}}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.GetAsync(Nic)).Body.GetProperty("InterfaceEnabled").GetBoolean().ShouldBeTrue();
    }

    [TestCase("{}", "PropertyMissing #/VLANId", "PropertyMissing #/VLANEnable")]
    [TestCase("""{"VLANId":0,"VLANEnable":"yes"}""", "PropertyValueOutOfRange #/VLANId", "PropertyValueTypeError #/VLANEnable")]
    [TestCase("""{"VLANId":4095,"VLANEnable":true,"VLANPriority":8}""", "PropertyValueOutOfRange #/VLANId", "PropertyValueOutOfRange #/VLANPriority")]
    [TestCase("""{"VLANId":"5","VLANEnable":true,"Colour":1}""", "PropertyValueTypeError #/VLANId", "PropertyUnknown #/Colour")]
    public async Task A_bad_vlan_is_told_all_its_problems(string body, params string[] problems)
    {
        (await Redfish.PostAsync(_port + "/VLANs", body)).Problems.ShouldBe(problems, ignoreOrder: true);
        (await IdsAsync(_port)).ShouldBe([1]);
    }

    private async Task<IReadOnlyList<int>> IdsAsync(string owner) =>
    [
        .. (await Redfish.GetAsync(owner + "/VLANs")).Body.GetProperty("Members").EnumerateArray()
            .Select(m => int.Parse(m.GetProperty("@odata.id").GetString()!.Split('/')[^1])),
    ];
}
