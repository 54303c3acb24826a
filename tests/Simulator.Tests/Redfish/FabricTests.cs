using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class FabricTests
{
    private const string Fabrics = "/redfish/v1/Fabrics";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_cable_is_seen_from_both_ends()
    {
        const string nic = "/redfish/v1/Chassis/r1-d1-s1/NetworkAdapters/nic-1/Ports/eth-1";

        var there = Uri((await Redfish.GetAsync(nic)).Body, "ConnectedPorts");
        var port = (await Redfish.GetAsync(there)).Body;

        there.ShouldStartWith(Fabrics + "/ethernet/Switches/");
        port.GetProperty("LinkStatus").GetString().ShouldBe("LinkUp");
        Uri(port, "ConnectedPorts").ShouldBe(nic);
        Uri(port, "EthernetInterfaces").ShouldBe("/redfish/v1/Systems/r1-d1-s1/EthernetInterfaces/eth-1");

        static string Uri(JsonElement port, string link) => port.GetProperty("Links").GetProperty(link)[0].GetProperty("@odata.id").GetString()!;
    }

    [TestCase("0")]
    [TestCase("01")]
    [TestCase("+1")]
    [TestCase("9999")]
    [TestCase("x")]
    public async Task A_port_that_a_switch_does_not_have_is_not_found(string port)
    {
        var ports = (await Redfish.GetAsync(Fabrics + "/ethernet/Switches")).Body.GetProperty("Members")[0].GetProperty("@odata.id").GetString() + "/Ports";

        (await Redfish.GetAsync($"{ports}/1")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync($"{ports}/{port}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_zone_shows_what_a_node_has_attached_until_the_node_is_gone()
    {
        var node = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "Name": "web-1", "LocalDrives": [ { "FabricSwitch": true } ] }
            """);
        await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{ "Name": "plain" }""");

        var zone = (await Redfish.GetAsync(Fabrics + "/pcie/Zones")).Body.GetProperty("Members").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("@odata.id").GetString()!;
        var endpoints = (await Redfish.GetAsync(zone)).Body.GetProperty("Links").GetProperty("Endpoints").EnumerateArray()
            .Select(e => e.GetProperty("@odata.id").GetString()!).ToList();
        endpoints.Count.ShouldBe(2);
        foreach (var endpoint in endpoints)
        {
            var body = (await Redfish.GetAsync(endpoint)).Body;
            body.GetProperty("Links").GetProperty("Zones")[0].GetProperty("@odata.id").GetString().ShouldBe(zone);
            var entity = body.GetProperty("ConnectedEntities")[0].GetProperty("EntityLink").GetProperty("@odata.id").GetString()!;
            (await Redfish.GetAsync(entity)).Body.GetProperty("Links").GetProperty("Endpoints")[0].GetProperty("@odata.id").GetString().ShouldBe(endpoint);
        }

        await Redfish.DeleteAsync(node.Headers["Location"]);
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync(zone)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(endpoints[1])).Body.GetProperty("Links").GetProperty("Zones").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_drive_of_a_node_is_a_connection_until_the_node_is_gone_and_an_accelerator_is_none()
    {
        var node = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "LocalDrives": [ { "FabricSwitch": true } ], "Processors": [ { "ProcessorType": "GPU" } ] }
            """);

        var uri = (await Redfish.GetAsync(Fabrics + "/pcie/Connections")).Body.GetProperty("Members").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("@odata.id").GetString()!;
        var connection = (await Redfish.GetAsync(uri)).Body;

        connection.GetProperty("ConnectionType").GetString().ShouldBe("Storage");
        AccessState(connection).ShouldBe("Optimized");
        var drive = uri.Split('/')[^1];
        connection.GetProperty("Links").GetProperty("TargetEndpoints")[0].GetProperty("@odata.id").GetString().ShouldBe($"{Fabrics}/pcie/Endpoints/{drive}");
        _simulator.App.Pod.SetHealth(drive, Simulator.Hardware.Health.Critical);
        AccessState((await Redfish.GetAsync(uri)).Body).ShouldBe("Unavailable");

        await Redfish.DeleteAsync(node.Headers["Location"]);
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);

        static string? AccessState(JsonElement connection) => connection.GetProperty("VolumeInfo").EnumerateArray().ShouldHaveSingleItem().GetProperty("AccessState").GetString();
    }

    [Test]
    public async Task Whoever_is_connected_is_in_the_groups_of_the_switch_between_them()
    {
        await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{ "LocalDrives": [ { "FabricSwitch": true } ] }""");
        var connection = (await Redfish.GetAsync(Fabrics + "/pcie/Connections")).Body.GetProperty("Members")[0].GetProperty("@odata.id").GetString()!;
        var links = (await Redfish.GetAsync(connection)).Body.GetProperty("Links");

        (await MembersAsync("Initiator")).ShouldContain(links.GetProperty("InitiatorEndpoints")[0].GetProperty("@odata.id").GetString());
        (await MembersAsync("Target")).ShouldContain(links.GetProperty("TargetEndpoints")[0].GetProperty("@odata.id").GetString());

        async Task<List<string?>> MembersAsync(string type)
        {
            var group = (await Redfish.GetAsync($"{Fabrics}/pcie/EndpointGroups/r1-d3-pcie-{type.ToLowerInvariant()}s")).Body;
            group.GetProperty("GroupType").GetString().ShouldBe(type);
            return [.. group.GetProperty("Links").GetProperty("Endpoints").EnumerateArray().Select(e => e.GetProperty("@odata.id").GetString())];
        }
    }

    [Test]
    public async Task The_pool_of_VLANs_holds_what_a_link_can_carry()
    {
        const string vlans = "/redfish/v1/Systems/r1-d1-s1/EthernetInterfaces/eth-1/VLANs";
        var range = (await Redfish.GetAsync(Fabrics + "/ethernet/AddressPools/vlans")).Body.GetProperty("Ethernet").GetProperty("IPv4").GetProperty("VLANIdentifierAddressRange");
        var (lower, upper) = (range.GetProperty("Lower").GetInt32(), range.GetProperty("Upper").GetInt32());

        (await PostAsync(lower - 1)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(upper)).ShouldBe(HttpStatusCode.Created);
        (await PostAsync(upper + 1)).ShouldBe(HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> PostAsync(int id) => (await Redfish.PostAsync(vlans, $$"""{"VLANId": {{id}}, "VLANEnable": true}""")).Status;
    }

    [TestCase("EndpointGroups/r1-d3-pcie")]
    [TestCase("Connections/r1-d3-nvme-1")] // free
    [TestCase("Connections/r1-d1-s1")]
    [TestCase("Switches/r1-d1-pcie/SwitchMetrics")]
    public async Task What_the_fabric_does_not_have_is_not_found(string what) =>
        (await Redfish.GetAsync($"{Fabrics}/pcie/{what}")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Test]
    public async Task A_PCIe_switch_counts_its_errors() =>
        (await Redfish.GetAsync(Fabrics + "/pcie/Switches/r1-d3-pcie/SwitchMetrics")).Body.GetProperty("PCIeErrors").GetProperty("FatalErrorCount").GetInt32().ShouldBe(0);
}
