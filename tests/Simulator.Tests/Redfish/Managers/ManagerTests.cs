using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Settings of BMCs: clock, protocols, names, and the way back to those of the factory.</summary>
public sealed class ManagerTests
{
    private const string Bmc = "/redfish/v1/Managers/r1-d1-s1-bmc";
    private const string Protocols = Bmc + "/NetworkProtocol";
    private const string Host = "/redfish/v1/Systems/r1-d1-s1";

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

    [Test]
    public async Task The_clock_of_a_bmc_is_set_and_goes_on()
    {
        var answer = await Redfish.PatchAsync(Bmc, """{"DateTime":"2030-05-01T12:00:00Z","DateTimeLocalOffset":"-02:30"}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("DateTimeLocalOffset").GetString().ShouldBe("-02:30");
        answer.Body.GetProperty("DateTime").GetString().ShouldBe("2030-05-01T09:30:00-02:30");
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync(Bmc)).Body.GetProperty("DateTime").GetString().ShouldBe("2030-05-01T09:31:00-02:30");
    }

    [Test]
    public async Task The_tag_of_a_manager_does_not_change_with_its_clock()
    {
        var before = await Redfish.GetAsync(Bmc);
        await _simulator.PassAsync(60);
        var after = await Redfish.GetAsync(Bmc);

        after.Headers["ETag"].ShouldBe(before.Headers["ETag"]);
        after.Body.GetProperty("DateTime").GetString().ShouldNotBe(before.Body.GetProperty("DateTime").GetString());
        (await Redfish.PatchAsync(Bmc, """{"DateTimeLocalOffset":"+01:00"}""", ("If-Match", before.Headers["ETag"]))).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync(Bmc)).Headers["ETag"].ShouldNotBe(before.Headers["ETag"]);
    }

    [TestCase("""{"DateTime":"noon","DateTimeLocalOffset":"1h"}""", "PropertyValueFormatError #/DateTime", "PropertyValueFormatError #/DateTimeLocalOffset")]
    [TestCase("""{"DateTime":"2030-05-01T12:00:00","UUID":"x"}""", "PropertyValueFormatError #/DateTime", "PropertyNotWritable #/UUID")]
    [TestCase("""{"DateTimeLocalOffset":"+19:00"}""", "PropertyValueFormatError #/DateTimeLocalOffset")]
    public async Task A_bad_time_is_told(string body, params string[] problems) =>
        (await Redfish.PatchAsync(Bmc, body)).Problems.ShouldBe(problems, ignoreOrder: true);

    [Test]
    public async Task The_pod_manager_has_the_clock_of_the_world() =>
        (await Redfish.PatchAsync("/redfish/v1/Managers/PodManager", """{"DateTime":"2030-05-01T12:00:00Z"}""")).Problems
            .ShouldBe(["PropertyNotWritable #/DateTime"]);

    [Test]
    public async Task A_protocol_that_is_switched_on_shows_wherever_it_is_told()
    {
        (await ServedAsync()).ShouldBe([false, false, false]);

        (await Redfish.PatchAsync(Protocols, """{"SSH":{"ProtocolEnabled":true},"NTP":{"ProtocolEnabled":true,"NTPServers":["ntp.example.com",null]}}"""))
            .Body.GetProperty("NTP").GetRawText().ShouldBe("""{"ProtocolEnabled":true,"Port":123,"NTPServers":["ntp.example.com"]}""");

        (await ServedAsync()).ShouldBe([true, true, true]);

        async Task<IReadOnlyList<bool>> ServedAsync() =>
        [
            (await Redfish.GetAsync(Protocols)).Body.GetProperty("SSH").GetProperty("ProtocolEnabled").GetBoolean(),
            (await Redfish.GetAsync(Bmc)).Body.GetProperty("CommandShell").GetProperty("ServiceEnabled").GetBoolean(),
            (await Redfish.GetAsync(Host)).Body.GetProperty("SerialConsole").GetProperty("SSH").GetProperty("ServiceEnabled").GetBoolean(),
        ];
    }

    [Test]
    public async Task A_bmc_stays_reachable() =>
        (await Redfish.PatchAsync(Protocols, """{"HTTPS":{"ProtocolEnabled":false},"SSH":{"Port":23},"HostName":"x"}""")).Problems
            .ShouldBe(["PropertyNotWritable #/HTTPS", "PropertyNotWritable #/SSH/Port", "PropertyNotWritable #/HostName"], ignoreOrder: true);

    [Test]
    public async Task A_bmc_is_named_at_its_port()
    {
        (await Redfish.PatchAsync(Bmc + "/EthernetInterfaces/mgmt-1", """{"HostName":"bmc-1.example.com"}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await Redfish.GetAsync(Protocols)).Body.GetProperty("HostName").GetString().ShouldBe("bmc-1.example.com");
        (await Redfish.PatchAsync(Bmc + "/EthernetInterfaces/mgmt-1", """{"HostName":"no name"}""")).Problems.ShouldBe(["PropertyValueFormatError #/HostName"]);
    }

    [TestCase("ResetAll", false)]
    [TestCase("PreserveNetwork", true)]
    [TestCase("PreserveNetworkAndUsers", true)]
    public async Task A_bmc_goes_back_to_what_the_factory_set_and_restarts(string type, bool keepsNetwork)
    {
        await Redfish.PatchAsync(Protocols, """{"SSH":{"ProtocolEnabled":true}}""");
        await Redfish.PatchAsync(Bmc, """{"DateTimeLocalOffset":"+01:00"}""");

        (await Redfish.PostAsync(Bmc + "/Actions/Manager.ResetToDefaults", $$"""{"ResetType":"{{type}}"}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(Bmc)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await _simulator.PassAsync(30);
        (await Redfish.GetAsync(Bmc)).Body.GetProperty("DateTimeLocalOffset").GetString().ShouldBe("+00:00");
        (await Redfish.GetAsync(Protocols)).Body.GetProperty("SSH").GetProperty("ProtocolEnabled").GetBoolean().ShouldBe(keepsNetwork);
    }

    [TestCase("", "ActionParameterMissing #/ResetType")]
    [TestCase("""{"ResetType":"Some"}""", "ActionParameterValueNotInList #/ResetType")]
    public async Task A_bad_way_back_is_told(string body, string problem) =>
        (await Redfish.PostAsync(Bmc + "/Actions/Manager.ResetToDefaults", body.Length == 0 ? null : body)).Problems.ShouldBe([problem]);

    [Test]
    public async Task A_host_reaches_its_bmc_by_the_network()
    {
        var all = (await Redfish.GetAsync(Bmc)).Body.GetProperty("HostInterfaces").GetProperty("@odata.id").GetString()!;
        var uri = (await Redfish.GetAsync(all)).Body.GetProperty("Members").EnumerateArray().ShouldHaveSingleItem().GetProperty("@odata.id").GetString()!;

        var way = (await Redfish.GetAsync(uri)).Body;

        Uri(way.GetProperty("ManagerEthernetInterface")).ShouldBe(Bmc + "/EthernetInterfaces/mgmt-1");
        Uri(way.GetProperty("HostEthernetInterfaces")).ShouldBe("/redfish/v1/Systems/r1-d1-s1/EthernetInterfaces");
        Uri(way.GetProperty("Links").GetProperty("ComputerSystems")[0]).ShouldBe("/redfish/v1/Systems/r1-d1-s1");
        (await Redfish.GetAsync("/redfish/v1/Managers/PodManager/HostInterfaces")).Status.ShouldBe(HttpStatusCode.NotFound);

        static string Uri(JsonElement link) => link.GetProperty("@odata.id").GetString()!;
    }

    [Test]
    public async Task The_pod_manager_tells_where_it_is_served()
    {
        var protocols = (await Redfish.GetAsync("/redfish/v1/Managers/PodManager/NetworkProtocol")).Body;

        protocols.GetProperty("HTTP").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeTrue();
        protocols.GetProperty("HTTP").GetProperty("Port").GetInt32().ShouldBe(_simulator.App.RedfishAddress.Port);
        protocols.GetProperty("HTTPS").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeFalse();
    }
}
