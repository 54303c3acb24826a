using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>The card by which a sled reaches the pooled devices.</summary>
public sealed class FabricAdapterTests
{
    private const string Adapter = "/redfish/v1/Chassis/r2-d1-s1/FabricAdapters/host-1";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_system_has_the_adapter_of_its_sled() =>
        Uris(await BodyAsync("/redfish/v1/Systems/r2-d1-s1/FabricAdapters"), "Members").ShouldBe([Adapter]);

    [Test]
    public async Task It_is_a_card_in_the_sled_and_stands_for_the_endpoint_of_the_system()
    {
        var adapter = await BodyAsync(Adapter);

        var card = await BodyAsync(Uris(adapter.GetProperty("Links"), "PCIeDevices").ShouldHaveSingleItem());
        card.GetProperty("SerialNumber").GetString().ShouldBe(adapter.GetProperty("SerialNumber").GetString());
        card.GetProperty("PCIeInterface").GetRawText().ShouldBe(adapter.GetProperty("PCIeInterface").GetRawText());
        var endpoint = await BodyAsync(Uris(adapter.GetProperty("Links"), "Endpoints").ShouldHaveSingleItem());
        Uris(endpoint.GetProperty("Links"), "LocalPorts").ShouldBe(Uris(await BodyAsync(Adapter + "/Ports"), "Members"));
        Uris(endpoint.GetProperty("Links"), "ConnectedPorts").ShouldBe(Uris(card.GetProperty("Links"), "ConnectedPCIePorts"));
    }

    [Test]
    public async Task A_port_leads_to_each_switch_that_the_rack_reaches_and_trains_with_the_power()
    {
        var ports = Uris(await BodyAsync(Adapter + "/Ports"), "Members");
        ports.Count.ShouldBe(3);
        foreach (var uri in ports)
        {
            var port = await BodyAsync(uri);
            port.GetProperty("LinkStatus").GetString().ShouldBe("LinkDown");
            port.GetProperty("CurrentSpeedGbps").GetDouble().ShouldBe(0);
            Uris(port.GetProperty("Links"), "ConnectedPorts").ShouldBe([$"/redfish/v1/Fabrics/pcie/Switches/{uri.Split('/')[^1]}/Ports/up-r2"]);
        }

        await _simulator.Redfish.PostAsync("/redfish/v1/Systems/r2-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(20);

        var up = await BodyAsync(ports[0]);
        up.GetProperty("LinkStatus").GetString().ShouldBe("LinkUp");
        up.GetProperty("CurrentSpeedGbps").GetDouble().ShouldBe(up.GetProperty("MaxSpeedGbps").GetDouble());
    }

    [TestCase("/redfish/v1/Chassis/r2-d1/FabricAdapters")]
    [TestCase("/redfish/v1/Chassis/r2-d1-s1/FabricAdapters/nic-1")]
    [TestCase("/redfish/v1/Chassis/r2-d1-s1/FabricAdapters/host-1/Ports/r9-pcie")]
    public async Task What_there_is_not_is_not_found(string uri) => (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);

    private async Task<JsonElement> BodyAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);
        answer.Status.ShouldBe(HttpStatusCode.OK, uri);
        return answer.Body;
    }

    private static List<string> Uris(JsonElement body, string name) => [.. body.GetProperty(name).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];
}
