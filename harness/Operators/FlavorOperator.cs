using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does with flavors, through the core's API.</summary>
public sealed class FlavorOperator(ScenarioLab lab)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <param name="name">Of the flavor.</param>
    /// <param name="cores">Processor cores at least.</param>
    /// <param name="memoryMiB">Memory at least.</param>
    /// <param name="pooledDrives">Pooled drives to attach.</param>
    public async Task CreateAsync(string name, int cores, int memoryMiB, int pooledDrives = 0)
    {
        var properties = new JsonObject
        {
            ["processor"] = new JsonObject { ["total_cores"] = $"{cores}" },
            ["memory"] = new JsonObject { ["capacity_mib"] = $"{memoryMiB}" },
        };
        if (pooledDrives > 0)
        {
            properties["pci_device"] = new JsonObject
            {
                ["type"] = new JsonArray([.. Enumerable.Repeat("SSD", pooledDrives).Select(t => JsonValue.Create(t))]),
            };
        }

        var reply = await lab.Valence.SendAsync(
            HttpMethod.Post, "v1/flavors", new JsonObject { ["name"] = name, ["properties"] = properties });
        reply.Status.ShouldBe(200, reply.Text);
        _ids[name] = (string)reply.Body!["uuid"]!;
    }

    /// <summary>Makes a flavor of a body of the caller's, and remembers it by its name.</summary>
    public async Task MakeAsync(string name, JsonObject body)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, "v1/flavors", body);
        reply.Status.ShouldBe(200, reply.Text);
        _ids[name] = (string)reply.Body!["uuid"]!;
    }

    /// <summary>Sends a flavor as it is.</summary>
    public Task<LabReply> SendAsync(string json) => lab.Valence.SendAsync(HttpMethod.Post, "v1/flavors", JsonNode.Parse(json));

    public string IdOf(string name) =>
        _ids.TryGetValue(name, out var id) ? id : throw new InvalidOperationException($"There is no flavor {name}; flavors are {string.Join(", ", _ids.Keys)}.");
}
