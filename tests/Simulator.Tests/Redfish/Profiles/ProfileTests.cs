using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>The face of older pod managers, and of one that knows only the standard.</summary>
public sealed class ProfileTests
{
    private const string Root = "/redfish/v1";
    private const string System = Root + "/Systems/r1-d1-s1";

    private StartedSimulator? _simulator;

    private RedfishClient Redfish => _simulator!.Redfish;

    [SetUp]
    public void Forget() => _simulator = null;

    [TearDown]
    public async Task StopAsync() => await (_simulator?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCase("rsd-1.2", "#ServiceRoot.1.0.0.ServiceRoot", "1.0.0", "1.2.0")]
    [TestCase("rsd-2.1", "#ServiceRoot.v1_1_1.ServiceRoot", "1.0.2", "2.0.0")]
    [TestCase("rsd-2.2", "#ServiceRoot.v1_1_1.ServiceRoot", "1.1.0", "2.2.0")]
    [TestCase("rsd-2.3", "#ServiceRoot.v1_1_1.ServiceRoot", "1.1.0", "2.3.0")]
    [TestCase("rsd-2.4", "#ServiceRoot.v1_3_0.ServiceRoot", "1.5.0", "2.4.0")]
    public async Task The_root_of_a_release_tells_its_versions(string profile, string type, string redfish, string api)
    {
        var root = await ReadAsync(profile, Root);

        root.GetProperty("@odata.type").GetString().ShouldBe(type);
        root.GetProperty("RedfishVersion").GetString().ShouldBe(redfish);
        root.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("ApiVersion").GetString().ShouldBe(api);
        root.GetProperty("Links").TryGetProperty("Sessions", out _).ShouldBeFalse();
    }

    [TestCase("rsd-1.2", true)]
    [TestCase("rsd-2.1", true)]
    [TestCase("rsd-2.2", false)]
    [TestCase("rsd-2.3", false)]
    [TestCase("rsd-2.4", false)]
    public async Task Nodes_hang_where_the_release_had_them(string profile, bool atTop)
    {
        var root = await ReadAsync(profile, Root);

        root.TryGetProperty("Nodes", out _).ShouldBe(atTop);
        root.GetProperty("Oem").GetProperty("Intel_RackScale").TryGetProperty("Nodes", out _).ShouldBe(!atTop);
    }

    [TestCase("rsd-1.2", "#ComputerSystem.1.0.0.ComputerSystem", "ResetType@DMTF.AllowableValues")]
    [TestCase("rsd-2.1", "#ComputerSystem.v1_3_0.ComputerSystem", "ResetType@Redfish.AllowableValues")]
    public async Task Types_and_annotations_are_spelled_as_then(string profile, string type, string allowable)
    {
        var system = await ReadAsync(profile, System);

        system.GetProperty("@odata.type").GetString().ShouldBe(type);
        system.GetProperty("Actions").GetProperty("#ComputerSystem.Reset").GetProperty(allowable).GetArrayLength().ShouldBeGreaterThan(3);
    }

    [TestCase("rsd-1.2", "/redfish/v1/TaskService", HttpStatusCode.NotFound)]
    [TestCase("rsd-1.2", System + "/Bios", HttpStatusCode.NotFound)]
    [TestCase("rsd-1.2", System + "/Processors", HttpStatusCode.OK)]
    [TestCase("rsd-2.1", "/redfish/v1/Fabrics", HttpStatusCode.OK)]
    [TestCase("rsd-2.4", "/redfish/v1/SessionService", HttpStatusCode.OK)]
    [TestCase("dmtf", "/redfish/v1/Nodes", HttpStatusCode.NotFound)]
    [TestCase("dmtf", System + "/Bios", HttpStatusCode.OK)]
    public async Task Only_what_the_release_had_is_served(string profile, string path, HttpStatusCode status)
    {
        await StartAsync(profile);

        (await Redfish.GetAsync(path)).Status.ShouldBe(status);
    }

    [Test]
    public async Task The_form_of_the_standard_alone_has_nothing_of_Intel([Values(Root, System, Root + "/Chassis/r1")] string path)
    {
        var body = await ReadAsync("dmtf", path);

        body.GetRawText().ShouldNotContain("Intel_RackScale");
        body.TryGetProperty("Oem", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_node_of_1_2_says_its_power_in_its_state_and_a_change_of_it_is_answered_without_a_body()
    {
        await StartAsync("rsd-1.2");
        var allocated = await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", "{}");
        var node = new Uri(allocated.Headers["Location"]).AbsolutePath;
        await Redfish.PostAsync(node + "/Actions/ComposedNode.Assemble");
        await _simulator!.PassAsync(60);

        var off = (await Redfish.GetAsync(node)).Body;
        await Redfish.PostAsync(node + "/Actions/ComposedNode.Reset", """{"ResetType":"On"}""");
        await _simulator!.PassAsync(60);

        off.GetProperty("ComposedNodeState").GetString().ShouldBe("PoweredOff");
        off.GetProperty("Processors").GetProperty("Count").GetInt32().ShouldBeGreaterThan(0);
        off.GetProperty("Links").TryGetProperty("LocalDrives", out _).ShouldBeTrue();
        (await Redfish.GetAsync(node)).Body.GetProperty("ComposedNodeState").GetString().ShouldBe("PoweredOn");
        var changed = await Redfish.PatchAsync(node, """{"Boot":{"BootSourceOverrideTarget":"Pxe","BootSourceOverrideEnabled":"Once"}}""");
        changed.Status.ShouldBe(HttpStatusCode.NoContent);
        changed.Bytes.ShouldBeEmpty();
    }

    [Test]
    public async Task An_error_of_a_release_has_the_general_id()
    {
        await StartAsync("rsd-2.4");

        var error = (await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", """{"Nonsense":1}""")).Body.GetProperty("error");

        error.GetProperty("code").GetString().ShouldBe("Base.1.0.GeneralError");
        error.GetProperty("message").GetString().ShouldBe("Request payload is invalid or missing.");
    }

    [TestCase("Systems/*/Memory/**", "/redfish/v1/Systems/a/Memory", true)]
    [TestCase("Systems/*/Memory/**", "/redfish/v1/Systems/a/Memory/b/c", true)]
    [TestCase("Systems/*/Memory/**", "/redfish/v1/systems/a/memory/", true)]
    [TestCase("Systems/*", "/redfish/v1/Systems/a/Memory", false)]
    [TestCase("Systems/*", "/redfish/v1/", true)]
    [TestCase("Systems/*", "/redfish", true)]
    public void A_pattern_says_what_is_served(string pattern, string path, bool served) =>
        new ProfilePaths(new RedfishProfile { Name = "test", Serves = [pattern] }).Serve(path).ShouldBe(served);

    private async Task StartAsync(string profile) =>
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });

    private async Task<JsonElement> ReadAsync(string profile, string path)
    {
        await StartAsync(profile);
        return (await Redfish.GetAsync(path)).Body;
    }
}
