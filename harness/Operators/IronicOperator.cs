using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
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

    /// <param name="path">Of the field, e.g. <c>/instance_info</c>.</param>
    public async Task ChangeAsync(string node, string path, JsonNode value)
    {
        var patch = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = value });
        var reply = await lab.Ironic.SendAsync(HttpMethod.Patch, $"v1/nodes/{node}", patch, Version);
        reply.Status.ShouldBe(200, reply.Text);
    }

    /// <summary>Has Ironic own a machine that no pod composes, and offer it.</summary>
    public async Task OfferAsync(string node, string resourceClass)
    {
        var reply = await lab.Ironic.SendAsync(
            HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = node, ["driver"] = "fake-hardware", ["resource_class"] = resourceClass }, Version);
        reply.Status.ShouldBe(201, reply.Text);
        await SetProvisionStateAsync(node, "manage");
        await Eventually.SeeAsync(
            $"Ironic manages {node}", () => lab.Ironic.SendAsync(HttpMethod.Get, $"v1/nodes/{node}", body: null, Version),
            seen => (string?)seen.Body?["provision_state"] == "manageable");
        await SetProvisionStateAsync(node, "provide");
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

    public async Task CreatePortAsync(string node, string address)
    {
        var shown = await lab.Ironic.SendAsync(HttpMethod.Get, $"v1/nodes/{node}", body: null, Version);
        var reply = await lab.Ironic.SendAsync(
            HttpMethod.Post, "v1/ports", new JsonObject { ["node_uuid"] = (string)shown.Body!["uuid"]!, ["address"] = address }, Version);
        reply.Status.ShouldBe(201, reply.Text);
    }
}
