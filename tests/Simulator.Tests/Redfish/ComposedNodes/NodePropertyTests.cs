using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>Tags of nodes and systems, user mode and performance configuration of systems (Intel RSD 2.2 to 2.5).</summary>
public sealed class NodePropertyTests
{
    // Offers StaticSpeedSelect alone.
    private const string Fast = "/redfish/v1/Systems/r2-d2-s1";

    private StartedSimulator _simulator = null!;
    private NodeDriver _nodes = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
        _nodes = new NodeDriver(_simulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task Tags_are_merged_by_key_and_null_takes_one_away([Values(NodeDriver.Node, Fast)] string uri)
    {
        await _nodes.AllocateAsync("{}");

        (await TagAsync(uri, """{"owner":"ops","cost":"7"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var changed = await TagAsync(uri, """{"cost":null,"stage":"test","@odata.type":"#x"}""");

        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        Section(changed.Body).GetProperty("TaggedValues").GetRawText().ShouldBe("""{"@odata.type":"#x","owner":"ops","stage":"test"}""");
        Section(await _nodes.ReadAsync(uri)).GetProperty("TaggedValues").GetRawText().ShouldBe("""{"@odata.type":"#x","owner":"ops","stage":"test"}""");
    }

    [TestCase("7", "PropertyValueTypeError #/Oem/Intel_RackScale/TaggedValues")]
    [TestCase("""{"a":1,"b":[],"":"x"}""", "PropertyValueTypeError #/Oem/Intel_RackScale/TaggedValues/a", "PropertyValueTypeError #/Oem/Intel_RackScale/TaggedValues/b",
        "PropertyValueFormatError #/Oem/Intel_RackScale/TaggedValues")]
    public async Task A_tag_is_a_text_with_a_key(string tags, params string[] problems)
    {
        await _nodes.AllocateAsync("{}");

        (await TagAsync(NodeDriver.Node, tags)).Problems.ShouldBe(problems, ignoreOrder: true);
        (await TagAsync(Fast, tags)).Problems.ShouldBe(problems, ignoreOrder: true);
        (await _nodes.ReadAsync()).TryGetProperty("Oem", out _).ShouldBeFalse();
    }

    [Test]
    public async Task User_mode_is_on_while_a_node_has_the_system_and_can_be_set()
    {
        await _nodes.AllocateAsync("{}");
        var system = NodeDriver.SystemOf(await _nodes.ReadAsync());
        (await UserModeAsync(system)).ShouldBeFalse();
        await _nodes.ActAsync("Assemble");
        await _simulator.PassAsync(10);
        (await UserModeAsync(system)).ShouldBeTrue();

        (await SetAsync(system, """{"UserModeEnabled":false}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await UserModeAsync(system)).ShouldBeFalse();
        await SetAsync(system, """{"UserModeEnabled":true}""");
        await _nodes.DeleteAsync();

        (await UserModeAsync(system)).ShouldBeFalse();
    }

    [Test]
    public async Task A_performance_configuration_is_chosen_by_its_number_and_given_up_again()
    {
        var before = Section(await _nodes.ReadAsync(Fast)).GetProperty("PerformanceConfiguration");
        before.GetProperty("CurrentConfigurationId").ValueKind.ShouldBe(JsonValueKind.Null);
        var number = before.GetProperty("Configurations")[0].GetProperty("ConfigurationId").GetInt32();

        var chosen = await SetAsync(Fast, $$"""{"PerformanceConfiguration":{"CurrentConfigurationId":{{number}} } }""");
        chosen.Status.ShouldBe(HttpStatusCode.OK, chosen.Text);
        Section(chosen.Body).GetProperty("PerformanceConfiguration").GetProperty("CurrentConfigurationId").GetInt32().ShouldBe(number);

        var given = await SetAsync(Fast, """{"PerformanceConfiguration":{"CurrentConfigurationId":null}}""");
        Section(given.Body).GetProperty("PerformanceConfiguration").GetProperty("CurrentConfigurationId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [TestCase(Fast, "7", "PropertyValueNotInList", "Send one of 1, null")]
    [TestCase(Fast, "0", "PropertyValueNotInList", "Send one of 1, null")]
    [TestCase(Fast, "\"1\"", "PropertyValueTypeError", "a whole number")]
    [TestCase("/redfish/v1/Systems/r1-d1-s1", "1", "PropertyValueNotInList", "Send one of null")]
    public async Task What_a_system_does_not_offer_is_refused(string system, string number, string problem, string says)
    {
        var answer = await SetAsync(system, $$"""{"UserModeEnabled":true,"PerformanceConfiguration":{"CurrentConfigurationId":{{number}} } }""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([$"{problem} #/Oem/Intel_RackScale/PerformanceConfiguration/CurrentConfigurationId"]);
        answer.Text.ShouldContain(says);
        (await UserModeAsync(system)).ShouldBeFalse();
    }

    [Test]
    public async Task The_rest_of_the_section_cannot_be_written()
    {
        (await SetAsync(Fast, """{"ProcessorSockets":4,"Colour":"red","PerformanceConfiguration":{"Configurations":[]}}""")).Problems.ShouldBe(
        [
            "PropertyNotWritable #/Oem/Intel_RackScale/PerformanceConfiguration/Configurations", "PropertyNotWritable #/Oem/Intel_RackScale/ProcessorSockets",
            "PropertyUnknown #/Oem/Intel_RackScale/Colour",
        ], ignoreOrder: true);
    }

    // A system of an earlier release has not what came later.
    [TestCase("rsd-1.2", "")]
    [TestCase("rsd-2.1", "PCIeConnectionId")]
    [TestCase("rsd-2.2", "PCIeConnectionId TrustedExecutionTechnologyEnabled UserModeEnabled")]
    [TestCase("rsd-2.4", "PCIeConnectionId TrustedExecutionTechnologyEnabled UserModeEnabled")]
    [TestCase("union", "PCIeConnectionId PerformanceConfiguration TrustedExecutionTechnologyEnabled UserModeEnabled")]
    public async Task A_system_shows_what_its_release_had(string profile, string names)
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });

        var section = Section((await simulator.Redfish.GetAsync(Fast)).Body);

        section.EnumerateObject().Select(p => p.Name).Except(["@odata.type", "PciDevices", "ProcessorSockets", "MemorySockets", "DiscoveryState"])
            .Order(StringComparer.Ordinal).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // The flag for persistent memory alone was refused, and the first release wanted both halves of an override.
    [TestCase("rsd-2.4", """{"ClearOptaneDCPersistentMemoryOnDelete":false}""", "GeneralError #/Boot")]
    [TestCase("rsd-1.2", """{"Boot":{"BootSourceOverrideTarget":"Pxe"}}""", "GeneralError #/Boot/BootSourceOverrideEnabled")]
    [TestCase("rsd-1.2", """{"Boot":{"BootSourceOverrideEnabled":"Once"}}""", "GeneralError #/Boot/BootSourceOverrideTarget")]
    public async Task What_a_release_wanted_in_a_change_of_a_node_is_missed(string profile, string body, string problem)
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        await new NodeDriver(simulator).AllocateAsync("{}");

        (await simulator.Redfish.PatchAsync(NodeDriver.Node, body)).Problems.ShouldBe([problem]);
    }

    private Task<Answer> TagAsync(string uri, string tags) => SetAsync(uri, $$"""{"TaggedValues":{{tags}}}""");

    private Task<Answer> SetAsync(string uri, string section) => Redfish.PatchAsync(uri, $$"""{"Oem":{"Intel_RackScale":{{section}} } }""");

    private async Task<bool> UserModeAsync(string system) => Section(await _nodes.ReadAsync(system)).GetProperty("UserModeEnabled").GetBoolean();

    private static JsonElement Section(JsonElement resource) => resource.GetProperty("Oem").GetProperty("Intel_RackScale");
}
