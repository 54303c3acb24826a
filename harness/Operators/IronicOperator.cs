using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does in Ironic, through its API.</summary>
public sealed class IronicOperator(ScenarioLab lab)
{
    private static readonly (string, string) Version = ("X-OpenStack-Ironic-API-Version", "1.82");

    public async Task SetPowerAsync(string node, string target)
    {
        var reply = await lab.Ironic.SendAsync(
            HttpMethod.Put, $"v1/nodes/{node}/states/power", new JsonObject { ["target"] = target }, Version);
        reply.Status.ShouldBe(202, reply.Text);
    }

    public async Task SetProvisionStateAsync(string node, string verb)
    {
        var reply = await lab.Ironic.SendAsync(
            HttpMethod.Put, $"v1/nodes/{node}/states/provision", new JsonObject { ["target"] = verb }, Version);
        reply.Status.ShouldBe(202, reply.Text);
    }
}
