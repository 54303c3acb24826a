using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>The core composes against every pod manager that Redfish can look like. It is told nothing of which one that is.</summary>
[TestFixture("union")]
[TestFixture("rsd-1.2")]
[TestFixture("rsd-2.1")]
[TestFixture("rsd-2.2")]
[TestFixture("rsd-2.3")]
[TestFixture("rsd-2.4")]
public sealed class ComposeTests(string profile)
{
    private StartedSimulator _simulator = null!;
    private HttpClient _core = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)!, Core = true });
        _core = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.ValenceAddress };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _core.Dispose();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task A_node_is_composed_switched_on_booted_from_the_network_and_given_back()
    {
        var node = await ComposeAsync("web-1", _simulator.App.FirstFlavor!);
        var place = node.GetProperty("resource_uri").GetString()!;
        var shown = await ShowAsync(node);

        shown.GetProperty("node_power_state").GetString().ShouldBe("Off");
        shown.GetProperty("health_status").GetString().ShouldBe("OK");
        shown.GetProperty("metadata").GetProperty("processor")[0].GetProperty("total_core").GetInt32().ShouldBeGreaterThanOrEqualTo(8);
        shown.GetProperty("metadata").GetProperty("network").GetArrayLength().ShouldBe(2);
        await ActAsync(node, """{"Boot":{"Enabled":"Once","Target":"Pxe"}}""");
        (await Redfish.GetAsync(place)).Body.GetProperty("Boot").GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Pxe");
        await ActAsync(node, """{"Reset":{"Type":"On"}}""");
        await _simulator.PassAsync(60);
        (await ShowAsync(node)).GetProperty("node_power_state").GetString().ShouldBe("On");
        using var gone = await _core.DeleteAsync(new Uri($"v1/nodes/{Id(node)}", UriKind.Relative)).Soon();
        gone.IsSuccessStatusCode.ShouldBeTrue();
        (await Redfish.GetAsync(place)).Status.ShouldBe(HttpStatusCode.NotFound);
        _simulator.App.Pod.Systems.Values.ShouldAllBe(s => s.State.Power == PowerState.Off);
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task A_pooled_drive_comes_with_the_node_and_is_given_back()
    {
        var flavors = await ReadAsync("v1/flavors");
        var database = flavors.EnumerateArray().First(f => f.GetProperty("name").GetString() == "database").GetProperty("uuid").GetString();
        if (profile == "rsd-1.2")
        {
            // It knew no pooled drives, and no property to ask for one.
            using var content = RedfishClient.Json($$"""{"name":"db-1","flavor_id":"{{database}}"}""");
            using var refused = await _core.PostAsync(new Uri("v1/nodes", UriKind.Relative), content).Soon();
            refused.IsSuccessStatusCode.ShouldBeFalse();
            (await refused.Content.ReadAsStringAsync()).ShouldContain("properties.pci_device.type: SSD cannot be asked of");
            _simulator.App.Pod.Nodes.ShouldBeEmpty();
            return;
        }

        var node = await ComposeAsync("db-1", database!);

        _simulator.App.Pod.Nodes.ShouldHaveSingleItem().DeviceIds.Count.ShouldBe(1);
        using var gone = await _core.DeleteAsync(new Uri($"v1/nodes/{Id(node)}", UriKind.Relative)).Soon();
        gone.IsSuccessStatusCode.ShouldBeTrue();
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task The_core_sees_every_system_of_the_pod_with_its_parts()
    {
        var pod = (await ReadAsync("v1/pod_managers"))[0].GetProperty("uuid").GetString();
        var systems = await ReadAsync($"v1/systems?podm_id={pod}");

        systems.GetArrayLength().ShouldBe(16);
        foreach (var system in systems.EnumerateArray())
        {
            var text = system.GetRawText();
            system.GetProperty("storage").GetString()!.ShouldNotStartWith("0", customMessage: text);
            system.GetProperty("ram").GetString()!.ShouldNotStartWith("0", customMessage: text);
            system.GetProperty("location").GetString()!.ShouldContain("Rack:", customMessage: text);
        }
    }

    private async Task<JsonElement> ShowAsync(JsonElement node) => await ReadAsync($"v1/nodes/{Id(node)}");

    private Task<JsonElement> ActAsync(JsonElement node, string action) => PostAsync($"v1/nodes/{Id(node)}/action", action);

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await _core.GetAsync(new Uri(path, UriKind.Relative)).Soon();
        return await BodyAsync(answer);
    }

    private Task<JsonElement> ComposeAsync(string name, string flavor) =>
        PostAsync("v1/nodes", $$"""{"name":"{{name}}","flavor_id":"{{flavor}}"}""");

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var content = RedfishClient.Json(body);
        using var answer = await _core.PostAsync(new Uri(path, UriKind.Relative), content).Soon();
        return await BodyAsync(answer);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private static string Id(JsonElement node) => node.GetProperty("uuid").GetString()!;
}
