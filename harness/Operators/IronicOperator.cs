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

    public async Task DeleteAsync(string node)
    {
        var reply = await lab.Ironic.SendAsync(HttpMethod.Delete, $"v1/nodes/{node}", body: null, Version);
        reply.Status.ShouldBe(204, reply.Text);
    }

    public async Task EnrollAsync(string node, JsonObject extra)
    {
        var reply = await lab.Ironic.SendAsync(
            HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = node, ["driver"] = "redfish", ["extra"] = extra }, Version);
        reply.Status.ShouldBe(201, reply.Text);
    }
}
