using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does with composed nodes, through the core's API. Keeps what came back last.</summary>
public sealed class CompositionOperator(ScenarioLab lab, FlavorOperator flavors)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _indexes = new(StringComparer.Ordinal);

    /// <summary>The answer to the last request.</summary>
    public LabReply Last { get; private set; } = new(0, null, "nothing was asked yet");

    /// <summary>Answers to requests that were sent at the same time.</summary>
    public IReadOnlyList<LabReply> Together { get; private set; } = [];

    /// <summary>Keeps an answer that another operator got, so that steps about the last answer speak of it.</summary>
    public void Saw(LabReply reply) => Last = reply;

    public async Task ComposeAsync(string name, string flavor)
    {
        Last = await SendComposeAsync(name, flavor);
        Remember(name, Last);
    }

    /// <summary>Composes by a policy, in whichever pod that has it choose.</summary>
    /// <param name="flavor">Null for anything there is.</param>
    public async Task ComposePlacedAsync(string name, string? flavor, string placement)
    {
        Last = await SendComposePlacedAsync(name, flavor, placement);
        Remember(name, Last);
    }

    /// <summary>The same by several composers at once.</summary>
    public async Task ComposeTogetherPlacedAsync(IReadOnlyList<string> names, string? flavor, string placement)
    {
        Together = await Task.WhenAll(names.Select(n => SendComposePlacedAsync(n, flavor, placement)));
        foreach (var (name, reply) in names.Zip(Together))
        {
            Remember(name, reply);
        }
    }

    /// <summary>Composes in one pod and no other.</summary>
    /// <param name="podId">Of its pod manager.</param>
    public async Task ComposeInAsync(string name, string flavor, string podId)
    {
        Last = await lab.Valence.SendAsync(
            HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name, ["flavor_id"] = flavors.IdOf(flavor), ["podm_id"] = podId });
        Remember(name, Last);
    }

    /// <summary>Asks for the operation instead of the node (<c>Prefer: respond-async</c>).</summary>
    public async Task ComposeWithoutWaitingAsync(string name, string flavor) => Last = await lab.Valence.SendAsync(
        HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name, ["flavor_id"] = flavors.IdOf(flavor) }, ("Prefer", "respond-async"));

    /// <summary>Several composers at once, each with a node of its own name.</summary>
    public async Task ComposeTogetherAsync(IReadOnlyList<string> names, string flavor)
    {
        Together = await Task.WhenAll(names.Select(n => SendComposeAsync(n, flavor)));
        foreach (var (name, reply) in names.Zip(Together))
        {
            Remember(name, reply);
        }
    }

    /// <summary>Composes a node with pooled devices and no other wish.</summary>
    /// <param name="types">One for each device, such as <c>SSD</c>.</param>
    public async Task ComposeWithDevicesAsync(string name, IReadOnlyList<string> types)
    {
        Last = await SendComposeWithDevicesAsync(name, types);
        Remember(name, Last);
    }

    /// <summary>The same by several composers at once.</summary>
    public async Task ComposeTogetherWithDevicesAsync(IReadOnlyList<string> names, IReadOnlyList<string> types)
    {
        Together = await Task.WhenAll(names.Select(n => SendComposeWithDevicesAsync(n, types)));
        foreach (var (name, reply) in names.Zip(Together))
        {
            Remember(name, reply);
        }
    }

    /// <param name="verb"><c>attach</c> or <c>detach</c>.</param>
    /// <param name="deviceId">Of the device in Valence.</param>
    public async Task MoveDeviceAsync(string name, string verb, string deviceId) => Last = await lab.Valence.SendAsync(
        HttpMethod.Post, $"v1/nodes/{IdOf(name)}/action", new JsonObject { [verb] = new JsonObject { ["resource_id"] = deviceId } });

    public async Task<JsonNode> ShowAsync(string name)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, $"v1/nodes/{IdOf(name)}");
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    public async Task<IReadOnlyList<string>> ListNamesAsync() => [.. (await ListAsync()).Select(n => (string)n!["name"]!)];

    /// <param name="filter">A query, such as <c>state=missing</c>.</param>
    public async Task<JsonArray> ListAsync(string filter = "")
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, $"v1/nodes?{filter}");
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!.AsArray();
    }

    /// <summary>Their ids in Valence.</summary>
    public async Task<IReadOnlyList<string>> ListIdsAsync() => [.. (await ListAsync()).Select(n => (string)n!["uuid"]!)];

    public async Task ResetAsync(string name, string type)
    {
        Last = await lab.Valence.SendAsync(
            HttpMethod.Post, $"v1/nodes/{IdOf(name)}/action", new JsonObject { ["Reset"] = new JsonObject { ["Type"] = type } });
    }

    public async Task SetBootAsync(string name, string target, string enabled)
    {
        Last = await lab.Valence.SendAsync(HttpMethod.Post, $"v1/nodes/{IdOf(name)}/action", new JsonObject
        {
            ["Boot"] = new JsonObject { ["Enabled"] = enabled, ["Target"] = target },
        });
    }

    /// <summary>Takes on a node that exists in the one pod.</summary>
    public async Task ManageAsync(string index)
    {
        var pods = await lab.Valence.SendAsync(HttpMethod.Get, "v1/pod_managers");
        Last = await lab.Valence.SendAsync(HttpMethod.Post, "v1/nodes/manage", new JsonObject
        {
            ["node_index"] = index, ["podm_id"] = (string)pods.Body![0]!["uuid"]!,
        });
    }

    public async Task ReleaseAsync(string name) => Last = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{IdOf(name)}");

    /// <summary>Forgets a node whose pod is gone for good.</summary>
    public async Task ForgetAsync(string name) => Last = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{IdOf(name)}?forget=true");

    /// <summary>Gives back whatever Valence lists, composed or failed.</summary>
    public async Task ReleaseAllAsync()
    {
        foreach (var id in await ListIdsAsync())
        {
            var reply = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{id}");
            reply.IsSuccess.ShouldBeTrue(reply.ToString());
        }
    }

    public string IdOf(string name) =>
        _ids.TryGetValue(name, out var id) ? id : throw new InvalidOperationException($"No node {name} was composed; nodes are {string.Join(", ", _ids.Keys)}.");

    /// <summary>The node's id inside its pod.</summary>
    public string IndexOf(string name) => _indexes[name];

    private Task<LabReply> SendComposeAsync(string name, string flavor) => lab.Valence.SendAsync(
        HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name, ["flavor_id"] = flavors.IdOf(flavor) });

    private Task<LabReply> SendComposePlacedAsync(string name, string? flavor, string placement)
    {
        var request = new JsonObject { ["name"] = name, ["placement"] = placement };
        if (flavor is not null)
        {
            request["flavor_id"] = flavors.IdOf(flavor);
        }

        return lab.Valence.SendAsync(HttpMethod.Post, "v1/nodes", request);
    }

    private Task<LabReply> SendComposeWithDevicesAsync(string name, IReadOnlyList<string> types) => lab.Valence.SendAsync(
        HttpMethod.Post, "v1/nodes", new JsonObject
        {
            ["name"] = name,
            ["properties"] = new JsonObject
            {
                ["pci_device"] = new JsonObject { ["type"] = new JsonArray([.. types.Select(t => JsonValue.Create(t))]) },
            },
        });

    private void Remember(string name, LabReply reply)
    {
        if (reply.IsSuccess)
        {
            _ids[name] = (string)reply.Body!["uuid"]!;
            _indexes[name] = (string)reply.Body["index"]!;
        }
    }
}
