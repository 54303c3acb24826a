using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Discovery;

public sealed class SsdpTests
{
    private const string Redfish = "urn:dmtf-org:service:redfish-rest:1";
    private const string NetworkProtocol = "/redfish/v1/Managers/PodManager/NetworkProtocol";

    private static readonly SsdpSearch Search = new(Guid.Parse("92384634-2938-2342-8820-489239905423"), new Uri("https://pod.example/redfish/v1/"));

    [TestCase(Redfish, Redfish)]
    [TestCase(Redfish + ":0", Redfish + ":23")]
    [TestCase(Redfish + ":23", Redfish + ":23")]
    [TestCase(Redfish + ":24")]
    [TestCase(Redfish + ":x")]
    [TestCase("upnp:rootdevice", "upnp:rootdevice")]
    [TestCase("ssdp:all", "upnp:rootdevice", Redfish)]
    [TestCase("urn:dmtf-org:service:redfish-rest:2")]
    [TestCase("urn:schemas-upnp-org:device:MediaServer:1")]
    public void A_search_finds_what_it_asks_for(string target, params string[] found) =>
        Answers($"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMan: \"ssdp:discover\"\r\nST: {target}\r\nMX: 3\r\n\r\n")
            .Select(a => Line(a, "ST")).ShouldBe(found);

    [TestCase("NOTIFY * HTTP/1.1\r\nST: ssdp:all\r\n\r\n")]
    [TestCase("M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n")]
    [TestCase("M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\n\r\n")]
    [TestCase("\0\u0001")]
    [TestCase("")]
    public void What_is_no_search_is_not_answered(string datagram) => Answers(datagram).ShouldBeEmpty();

    [Test]
    public void An_answer_has_the_form_of_the_standard() =>
        Answers($"M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: {Redfish}\r\n\r\n").ShouldHaveSingleItem().ShouldBe(
            $"HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nST: {Redfish}\r\n"
            + $"USN: uuid:92384634-2938-2342-8820-489239905423::{Redfish}\r\nAL: https://pod.example/redfish/v1/\r\n\r\n");

    [Test]
    public async Task A_search_on_the_interface_finds_the_service_while_it_is_switched_on()
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Ssdp = new IPEndPoint(IPAddress.Loopback, 0) });
        var shown = (await simulator.Redfish.GetAsync(NetworkProtocol)).Body.GetProperty("SSDP");
        shown.GetProperty("ProtocolEnabled").GetBoolean().ShouldBeTrue();
        var port = shown.GetProperty("Port").GetInt32();

        var answer = await SearchAsync(port);

        Line(answer!, "AL").ShouldBe($"{simulator.App.RedfishAddress}redfish/v1/");
        Line(answer!, "USN").ShouldBe($"uuid:{(await simulator.Redfish.GetAsync("/redfish/v1/")).Body.GetProperty("UUID").GetString()}::{Redfish}");

        (await simulator.Redfish.PatchAsync(NetworkProtocol, """{"SSDP":{"ProtocolEnabled":false}}""")).Body
            .GetProperty("SSDP").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeFalse();
        (await SearchAsync(port)).ShouldBeNull();

        await simulator.Redfish.PatchAsync(NetworkProtocol, """{"SSDP":{"ProtocolEnabled":true}}""");
        (await SearchAsync(port)).ShouldNotBeNull();
    }

    private static IEnumerable<string> Answers(string datagram) => Search.Answers(Encoding.ASCII.GetBytes(datagram)).Select(Encoding.ASCII.GetString);

    private static string Line(string answer, string name) =>
        answer.Split("\r\n").Single(l => l.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    // A port that nobody listens on answers with an error of its own, which ends the wait early.
    private static async Task<string?> SearchAsync(int port)
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        udp.Connect(IPAddress.Loopback, port);
        await udp.SendAsync(Encoding.ASCII.GetBytes($"M-SEARCH * HTTP/1.1\r\nHost: 127.0.0.1\r\nMan: \"ssdp:discover\"\r\nST: {Redfish}\r\nMX: 1\r\n\r\n"));
        try
        {
            return Encoding.ASCII.GetString((await udp.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(2), TimeProvider.System)).Buffer);
        }
        catch (Exception e) when (e is TimeoutException or SocketException)
        {
            return null;
        }
    }
}
