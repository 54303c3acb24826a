using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>Security and attributes of systems as a request names them; what is cleared when a node goes.</summary>
public sealed class NodeSecurityTests
{
    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

    private Task StartAsync(string profile = "union") => StartAsync(RedfishProfile.Find(profile)!);

    private async Task StartAsync(RedfishProfile profile)
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = profile });
        _simulator.App.Clock.Freeze();
        _nodes = new NodeDriver(_simulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [TestCase("""{"Security":{"TpmInterfaceType":"TPM1_2"}}""", "S210 sled")]
    [TestCase("""{"Security":{"TxtEnabled":true}}""", "C240 sled")]
    [TestCase("""{"SupportedPerformanceConfigurations":["StaticSpeedSelect"]}""", "C240 sled")]
    [TestCase("""{"Processors":[{"Oem":{"Intel_RackScale":{"Capabilities":["AVX512"]}}}]}""", "C240 sled")]
    [TestCase("""{"Processors":[{"Oem":{"Capabilities":["AVX512"]},"AchievableSpeedMHz":2400}]}""", "C240 sled")]
    [TestCase("""{"TotalSystemCoreCount":16,"Processors":[{"Connectivity":["Local"]}],"Memory":[{"MemoryType":"DRAM","DataWidthBits":64}]}""", "C220 sled")]
    [TestCase("""{"Processors":[{"ProcessorType":"FPGA","Connectivity":["Ethernet","RemotePCIe"]}]}""", "C110 sled")]
    public async Task A_request_is_met_by_a_system_that_has_it(string request, string model)
    {
        await StartAsync();

        (await _nodes.AllocateAsync(request)).Status.ShouldBe(HttpStatusCode.Created);

        var system = await _nodes.ReadAsync(NodeDriver.SystemOf(await _nodes.ReadAsync()));
        system.GetProperty("Model").GetString().ShouldBe(model);
    }

    [TestCase("""{"Security":{"TpmPresent":false}}""", "security: 0")]
    [TestCase("""{"Security":{"TpmInterfaceType":"TCM1_0"}}""", "security: 0")]
    [TestCase("""{"SupportedPerformanceConfigurations":["PrioritizedBaseFrequency"]}""", "system attributes: 0")]
    [TestCase("""{"Memory":[{"MemoryType":"IntelOptane"}]}""", "memory: 0")]
    [TestCase("""{"Memory":[{"DataWidthBits":72}]}""", "memory: 0")]
    [TestCase("""{"Processors":[{"ProcessorType":"FPGA","Connectivity":["Local"]}]}""", "processors: 0")]
    [TestCase("""{"Processors":[{"ProcessorType":"DSP"}]}""", "processors: 0")]
    public async Task What_no_system_has_is_a_conflict(string request, string counted)
    {
        await StartAsync();

        var answer = await _nodes.AllocateAsync(request);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text.ShouldContain(counted);
    }

    [TestCase("""{"Memory":[{"Resource":{"@odata.id":"/redfish/v1/Systems/r1-d1-s1/Memory/dimm-1"}},{"Resource":{"@odata.id":"/redfish/v1/Systems/r1-d1-s2/Memory/dimm-1"}}]}""",
        "PropertyValueError #/Memory/1/Resource")]
    [TestCase("""{"Memory":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/r1"}}],"Processors":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/r2"}}]}""",
        "PropertyValueError #/Memory/0/Chassis")]
    [TestCase("""{"Memory":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/r1-d3"}}]}""", "PropertyValueError #/Memory/0/Chassis")]
    [TestCase("""{"SupportedPerformanceConfigurations":["Turbo"],"Processors":[{"Connectivity":"Local","Oem":{"Capabilities":[1]}}]}""",
        "PropertyValueNotInList #/SupportedPerformanceConfigurations/0", "PropertyValueTypeError #/Processors/0/Oem/Capabilities", "PropertyValueTypeError #/Processors/0/Connectivity")]
    public async Task What_no_system_can_ever_have_is_a_bad_request(string request, params string[] problems)
    {
        await StartAsync();

        var answer = await _nodes.AllocateAsync(request);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [TestCase("union", true, false)]
    [TestCase("union", false, true)]
    [TestCase("rsd-2.4", true, false)]
    [TestCase("rsd-2.3", true, false)]
    [TestCase("rsd-2.3", false, true)]
    public async Task The_trusted_module_is_cleared_when_the_node_and_the_release_say_so(string profile, bool clear, bool remains)
    {
        await StartAsync(profile);
        var node = await _nodes.ComposeAsync($$"""{ "Security": { "ClearTPMOnDelete": {{(clear ? "true" : "false")}} } }""");
        var system = _simulator.App.Pod.Systems[NodeDriver.SystemOf(node).Split('/')[^1]];
        await _nodes.ActAsync("Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);
        system.State.TpmHasSecrets.ShouldBeTrue();

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        system.State.TpmHasSecrets.ShouldBe(remains);
    }

    // Nodes of these releases say nothing of it.
    [TestCase("rsd-1.2", true)]
    [TestCase("rsd-2.1", true)]
    [TestCase("rsd-2.2", false)]
    public async Task The_trusted_module_is_cleared_unasked_since_2_2(string profile, bool remains)
    {
        await StartAsync(profile);
        var node = await _nodes.ComposeAsync("{}");
        var system = _simulator.App.Pod.Systems[NodeDriver.SystemOf(node).Split('/')[^1]];
        await _nodes.ActAsync("Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(10);

        (await _nodes.DeleteAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        system.State.TpmHasSecrets.ShouldBe(remains);
    }

    [Test]
    public async Task What_is_cleared_can_be_changed_later()
    {
        await StartAsync();
        var node = await _nodes.ComposeAsync("{}");
        var system = _simulator.App.Pod.Systems[NodeDriver.SystemOf(node).Split('/')[^1]];
        _simulator.App.Pod.SetPower(system, PowerState.On);

        (await _simulator.Redfish.PatchAsync(NodeDriver.Node, """{"ClearTPMOnDelete":false}""")).Status.ShouldBe(HttpStatusCode.OK);
        await _nodes.DeleteAsync();

        system.State.TpmHasSecrets.ShouldBeTrue();
    }
}
