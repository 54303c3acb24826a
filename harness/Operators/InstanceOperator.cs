using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does with instances, through the core's API. Keeps what came back last.</summary>
public sealed class InstanceOperator(ScenarioLab lab, FlavorOperator flavors)
{
    private static readonly (string, string) WithoutWaiting = ("Prefer", "respond-async");

    /// <summary>The answer to the last request.</summary>
    public LabReply Last { get; private set; } = new(0, null, "nothing was asked yet");

    /// <param name="more">Members of the body besides name, flavor and image.</param>
    public async Task CreateAsync(string name, string flavor, JsonObject? more = null, bool waits = true)
    {
        var body = new JsonObject
        {
            ["name"] = name, ["flavor_id"] = flavors.IdOf(flavor),
            ["image"] = new JsonObject { ["source"] = "http://images.example/os.qcow2", ["checksum"] = "d41d8cd98f00b204e9800998ecf8427e" },
        };
        foreach (var (key, value) in more ?? [])
        {
            body[key] = value?.DeepClone();
        }

        Last = await lab.Valence.SendAsync(HttpMethod.Post, "v1/instances", body, waits ? [] : [WithoutWaiting]);
    }

    public async Task DeleteAsync(string name) => Last = await lab.Valence.SendAsync(HttpMethod.Delete, await PathAsync(name));

    /// <summary>Deletes all there are; what cannot be deleted fails the scenario.</summary>
    public async Task DeleteAllAsync()
    {
        foreach (var instance in await ListAsync())
        {
            var gone = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/instances/{(string)instance["uuid"]!}");
            gone.IsSuccess.ShouldBeTrue(gone.ToString());
        }
    }

    public async Task ActAsync(string name, JsonObject action) => Last = await lab.Valence.SendAsync(HttpMethod.Post, await PathAsync(name) + "/action", action);

    public async Task ChangeAsync(string name, JsonObject change) => Last = await lab.Valence.SendAsync(HttpMethod.Patch, await PathAsync(name), change);

    /// <summary>Asks for a node of an instance to be released by itself.</summary>
    public async Task ReleaseNodeAsync(string name) =>
        Last = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)(await FindAsync(name))!["node_id"]!}");

    /// <summary>The instance as the core shows it; null when there is none of the name.</summary>
    public async Task<JsonNode?> FindAsync(string name) => (await ListAsync()).SingleOrDefault(one => (string)one["name"]! == name);

    public async Task<IReadOnlyList<JsonNode>> ListAsync()
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, "v1/instances");
        reply.Status.ShouldBe(200, reply.Text);
        return [.. reply.Body!.AsArray().Select(one => one!)];
    }

    public async Task<JsonNode> OperationAsync(string name)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, $"v1/operations/{(string)(await FindAsync(name))!["operation_id"]!}");
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    /// <summary>The operation that the last answer speaks of, for who wonders why; empty when it speaks of none.</summary>
    public async Task<string> LastOperationAsync() => (string?)(Last.Body as JsonObject)?["operation_id"] is { } id
        ? (await lab.Valence.SendAsync(HttpMethod.Get, $"v1/operations/{id}")).Text
        : "";

    private async Task<string> PathAsync(string name) => await FindAsync(name) is { } instance
        ? $"v1/instances/{(string)instance["uuid"]!}"
        : throw new InvalidOperationException($"There is no instance {name}.");
}
