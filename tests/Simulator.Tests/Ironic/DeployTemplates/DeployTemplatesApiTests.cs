using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class DeployTemplatesApiTests : IronicTests
{
    private const string Step = """{"interface":"bios","step":"factory_reset","args":{},"priority":150}""";

    [Test]
    public async Task A_template_has_a_trait_for_a_name()
    {
        var made = await CreateAsync("CUSTOM_RESET", $"[{Step}]");
        var again = await CreateAsync("CUSTOM_RESET", $"[{Step}]");
        var named = await CreateAsync("reset", $"[{Step}]");

        (made.Status, again.Status, named.Status).ShouldBe((201, 409, 400));
        (await Lab.GetAsync("/v1/deploy_templates/CUSTOM_RESET")).Body!["steps"]![0]!["priority"]!.GetValue<int>().ShouldBe(150);
        (await Lab.SendAsync("DELETE", "/v1/deploy_templates/CUSTOM_RESET")).Status.ShouldBe(204);
    }

    [TestCase("[]", "at least one step")]
    [TestCase("""[{"interface":"bios","step":"factory_reset","args":{}}]""", "[0]: \"priority\" is required")]
    [TestCase("""[{"interface":"toaster","step":"toast","args":{},"priority":1}]""", "[0]: \"interface\" must be one of bios")]
    [TestCase("""[{"interface":"bios","step":"a","args":{},"priority":-1}]""", "[0]: \"priority\" must be a whole number")]
    public async Task Bad_steps_are_named(string steps, string problem)
    {
        var reply = await CreateAsync("CUSTOM_RESET", steps);

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain(problem);
    }

    [Test]
    public async Task The_same_step_twice_is_refused() => (await CreateAsync("CUSTOM_RESET", $"[{Step},{Step}]")).Fault.ShouldContain("bios.factory_reset is there twice");

    private Task<IronicReply> CreateAsync(string name, string steps) =>
        Lab.SendAsync("POST", "/v1/deploy_templates", new JsonObject { ["name"] = name, ["steps"] = JsonNode.Parse(steps) });
}
