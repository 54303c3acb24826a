using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>What both ends of a cable say of their link, in the words of old and new.</summary>
public sealed class NetworkLinkTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string Nic = System + "/EthernetInterfaces/eth-1";
    private const string Adapter = "/redfish/v1/Chassis/r1-d1-s1/NetworkAdapters/nic-1";
    private const string Port = Adapter + "/Ports/eth-1";
    private const string Function = Adapter + "/NetworkDeviceFunctions/eth-1";

    private StartedSimulator _simulator = null!;
    private string _switchPort = "";

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _switchPort = (await Redfish.GetAsync(Port)).Body.GetProperty("Links").GetProperty("ConnectedPorts")[0].GetProperty("@odata.id").GetString()!;
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("switch", """{"LinkState":"Disabled"}""", """{"InterfaceEnabled":true}""")]
    [TestCase("old switch", """{"AdministrativeState":"Down"}""", """{"AdministrativeState":"Up"}""")]
    [TestCase(Port, """{"InterfaceEnabled":false,"LinkState":"Disabled"}""", """{"LinkState":"Enabled"}""")]
    [TestCase(Function, """{"DeviceEnabled":false}""", """{"DeviceEnabled":true}""")]
    [TestCase(Nic, """{"InterfaceEnabled":false}""", """{"InterfaceEnabled":true}""")]
    public async Task A_link_is_down_when_one_end_is_switched_off(string end, string off, string on)
    {
        var uri = end switch
        {
            "switch" => _switchPort,
            "old switch" => _switchPort.Replace("/Fabrics/ethernet/Switches", "/EthernetSwitches", StringComparison.Ordinal),
            _ => end,
        };

        (await Redfish.PatchAsync(uri, off)).Status.ShouldBe(HttpStatusCode.OK);
        (await WordsAsync()).ShouldBe(["LinkDown", "LinkDown", "LinkDown", "Down", "Down"]);
        (await Redfish.PatchAsync(uri, on)).Status.ShouldBe(HttpStatusCode.OK);
        (await WordsAsync()).ShouldBe(["LinkUp", "LinkUp", "LinkUp", "Up", "Up"]);
    }

    [Test]
    public async Task The_two_words_for_a_port_that_is_off_must_agree() =>
        (await Redfish.PatchAsync(_switchPort, """{"LinkState":"Disabled","InterfaceEnabled":true}""")).Problems
            .ShouldBe(["PropertyValueConflict #/LinkState"]);

    [Test]
    public async Task The_address_of_a_nic_is_burnt_in() =>
        (await Redfish.PatchAsync(Nic, """{"MACAddress":"02:00:00:00:00:09","SpeedMbps":10}""")).Problems
            .ShouldBe(["PropertyNotWritable #/MACAddress", "PropertyNotWritable #/SpeedMbps"], ignoreOrder: true);

    [Test]
    public async Task A_nic_has_addresses_while_its_system_runs()
    {
        (await Addresses()).ShouldBe(0);
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        var nic = (await Redfish.GetAsync(Nic)).Body;
        nic.GetProperty("IPv4Addresses")[0].GetProperty("Address").GetString()!.ShouldStartWith("10.");
        IPAddress.TryParse(nic.GetProperty("IPv6Addresses")[0].GetProperty("Address").GetString(), out var address).ShouldBeTrue();
        address!.IsIPv6LinkLocal.ShouldBeTrue();
        await Redfish.PatchAsync(_switchPort, """{"InterfaceEnabled":false}""");
        (await Addresses()).ShouldBe(0);

        async Task<int> Addresses() => (await Redfish.GetAsync(Nic)).Body.GetProperty("IPv4Addresses").GetArrayLength();
    }

    [Test]
    public async Task A_function_takes_what_to_boot_from_over_iscsi_and_keeps_its_secret()
    {
        var answer = await Redfish.PatchAsync(Function, """
            { "iSCSIBoot": { "PrimaryTargetName": "iqn.2016-10.com.example:vol", "PrimaryTargetTCPPort": 3260, "PrimaryLUN": 0, "TargetInfoViaDHCP": false,
                             "AuthenticationMethod": "CHAP", "CHAPSecret": "s3cret" } }
            """);

        var boot = answer.Body.GetProperty("iSCSIBoot");
        boot.GetProperty("PrimaryTargetName").GetString().ShouldBe("iqn.2016-10.com.example:vol");
        boot.GetProperty("PrimaryTargetTCPPort").GetInt32().ShouldBe(3260);
        boot.GetProperty("PrimaryLUN").GetInt32().ShouldBe(0);
        boot.GetProperty("TargetInfoViaDHCP").GetBoolean().ShouldBeFalse();
        boot.GetProperty("CHAPSecret").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Text.ShouldNotContain("s3cret");
        (await Redfish.PatchAsync(Function, """{"iSCSIBoot":{"PrimaryTargetName":null}}""")).Body.GetProperty("iSCSIBoot").GetProperty("PrimaryTargetName")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        (await Redfish.PatchAsync(Function, """{"iSCSIBoot":{"PrimaryLUN":"x","AuthenticationMethod":"Hope","Colour":1}}""")).Problems.ShouldBe(
            ["PropertyValueTypeError #/iSCSIBoot/PrimaryLUN", "PropertyValueNotInList #/iSCSIBoot/AuthenticationMethod", "PropertyUnknown #/iSCSIBoot/Colour"],
            ignoreOrder: true);
    }

    private async Task<IReadOnlyList<string>> WordsAsync() =>
    [
        (await Redfish.GetAsync(Nic)).Body.GetProperty("LinkStatus").GetString()!,
        (await Redfish.GetAsync(Port)).Body.GetProperty("LinkStatus").GetString()!,
        (await Redfish.GetAsync(_switchPort)).Body.GetProperty("LinkStatus").GetString()!,
        (await Redfish.GetAsync(Adapter + "/NetworkPorts/eth-1")).Body.GetProperty("LinkStatus").GetString()!,
        (await Redfish.GetAsync(_switchPort.Replace("/Fabrics/ethernet/Switches", "/EthernetSwitches", StringComparison.Ordinal)))
            .Body.GetProperty("OperationalState").GetString()!,
    ];
}
