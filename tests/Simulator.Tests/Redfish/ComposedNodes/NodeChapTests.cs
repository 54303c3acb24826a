using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>How the system of a node logs in to the target of its volume (CHAP, RFC 1994): as the target says; secrets go in and never come out.</summary>
public sealed class NodeChapTests
{
    private const string Secret = "s3cret-of-twelve";
    private const string Endpoint = "/redfish/v1/StorageServices/r1-ss1/Endpoints/target-1";

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;
    private string _function = "";

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task The_system_boots_with_the_user_that_the_target_wants([Values("union", "rsd-2.3", "rsd-2.4")] string profile)
    {
        await ComposeAsync(profile, """{"RemoteDrives":[{"CapacityGiB":10,"Protocol":"iSCSI"}]}""");
        (await BootAsync()).ShouldBe(("None", null));

        var changed = await AuthenticateAsync($$"""{"Username":"boot","Password":"{{Secret}}"}""");

        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        var shown = (await _nodes.ReadAsync(Endpoint)).GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Authentication");
        shown.GetRawText().ShouldBe("""{"Username":"boot","Password":null}""");
        (await BootAsync()).ShouldBe(("CHAP", "boot"));
        await NobodyTellsAsync(changed.Text);
        (await AuthenticateAsync("null")).Status.ShouldBe(HttpStatusCode.OK);
        (await BootAsync()).ShouldBe(("None", null));
    }

    [Test]
    public async Task Nothing_of_it_is_left_when_the_node_goes()
    {
        await ComposeAsync("union", """{"RemoteDrives":[{"CapacityGiB":10,"Protocol":"iSCSI"}]}""");
        await AuthenticateAsync($$"""{"Username":"boot","Password":"{{Secret}}"}""");

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _simulator.Redfish.GetAsync(_function)).Text.ShouldNotContain("\"boot\"");
    }

    [TestCase("""{"Username":"boot"}""", "PropertyMissing #/Oem/Intel_RackScale/Authentication/Password")]
    [TestCase("""{"Username":"boot","Password":null}""", "PropertyValueConflict #/Oem/Intel_RackScale/Authentication/Username")]
    [TestCase("""{"Username":null,"Password":"s3cret-of-twelve"}""", "PropertyValueConflict #/Oem/Intel_RackScale/Authentication/Password")]
    [TestCase("""{"Username":"","Password":["s3cret-of-twelve"],"Colour":1}""", "PropertyValueFormatError #/Oem/Intel_RackScale/Authentication/Username",
        "PropertyValueTypeError #/Oem/Intel_RackScale/Authentication/Password", "PropertyUnknown #/Oem/Intel_RackScale/Authentication/Colour",
        "PropertyValueConflict #/Oem/Intel_RackScale/Authentication/Username")]
    [TestCase("7", "PropertyValueTypeError #/Oem/Intel_RackScale/Authentication")]
    public async Task A_user_comes_with_a_password(string authentication, params string[] problems)
    {
        await ComposeAsync("union", """{"RemoteDrives":[{"CapacityGiB":10,"Protocol":"iSCSI"}]}""");

        var refused = await AuthenticateAsync(authentication);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Problems.ShouldBe(problems, ignoreOrder: true);
        await NobodyTellsAsync(refused.Text);
        (await BootAsync()).ShouldBe(("None", null));
    }

    [Test]
    public async Task There_is_none_over_NVMe()
    {
        await ComposeAsync("union", """{"EthernetInterfaces":[{}],"RemoteDrives":[{"CapacityGiB":10,"Protocol":"NVMeOverFabrics"}]}""");

        (await AuthenticateAsync($$"""{"Username":"boot","Password":"{{Secret}}"}""")).Problems.ShouldBe(["PropertyNotWritable #/Oem/Intel_RackScale/Authentication"]);
    }

    // Up to 2.2 the target is told itself, and may prove who it is in its turn.
    [Test]
    public async Task A_target_of_the_older_releases_tells_the_system_too()
    {
        await ComposeAsync("rsd-2.1", """{"RemoteDrives":[{"CapacityGiB":10}]}""");
        var chap = $$"""{"Type":"Mutual","Username":"boot","Secret":"{{Secret}}","MutualUsername":"shelf","MutualSecret":"{{Secret}}"}""";

        var changed = await _simulator.Redfish.PatchAsync(
            "/redfish/v1/Services/r1-ss1/Targets/1", $$"""{ "Addresses": [ { "iSCSI": { "CHAP": {{chap}} } } ] }""");

        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        (await BootAsync()).ShouldBe(("MutualCHAP", "boot"));
        await NobodyTellsAsync(changed.Text);
    }

    private async Task ComposeAsync(string profile, string request)
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        _simulator.App.Clock.Freeze();
        _nodes = new NodeDriver(_simulator);
        var system = NodeDriver.SystemOf(await _nodes.ComposeAsync(request)).Split('/')[^1];
        _function = profile == "rsd-2.1"
            ? $"/redfish/v1/Systems/{system}/NetworkInterfaces/nic-1/NetworkDeviceFunctions/eth-1"
            : $"/redfish/v1/Chassis/{system}/NetworkAdapters/nic-1/NetworkDeviceFunctions/eth-1";
    }

    private Task<Answer> AuthenticateAsync(string authentication) =>
        _simulator.Redfish.PatchAsync(Endpoint, $$"""{ "Oem": { "Intel_RackScale": { "Authentication": {{authentication}} } } } """);

    private async Task<(string? Method, string? User)> BootAsync()
    {
        var boot = (await _nodes.ReadAsync(_function)).GetProperty("iSCSIBoot");
        return (boot.GetProperty("AuthenticationMethod").GetString(), boot.GetProperty("CHAPUsername").GetString());
    }

    // Neither the answer, nor the system, nor the journal.
    private async Task NobodyTellsAsync(string answer)
    {
        answer.ShouldNotContain(Secret);
        (await _simulator.Redfish.GetAsync(_function)).Text.ShouldNotContain(Secret);
        (await _simulator.Control.GetStringAsync(new Uri("sim/v1/snapshot", UriKind.Relative))).ShouldNotContain(Secret);
        _simulator.App.World.Journal.After(0).ShouldAllBe(e => !e.Text.Contains(Secret, StringComparison.Ordinal));
    }
}
