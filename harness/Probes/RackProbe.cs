using System.Text.Json.Nodes;
using Harness.Labs;

namespace Harness.Probes;

/// <summary>What really happened in the rack, asked of the bench's own face.</summary>
public sealed class RackProbe(ScenarioLab lab)
{
    public async Task<JsonNode> SnapshotAsync() => (await lab.Control.SendAsync(HttpMethod.Get, "sim/v1/snapshot")).Body!;

    /// <summary>Systems by id.</summary>
    public async Task<IReadOnlyList<SystemSeen>> SystemsAsync() =>
    [
        .. (await SnapshotAsync())["racks"]!.AsArray()
            .SelectMany(r => r!["drawers"]!.AsArray())
            .SelectMany(d => d!["sleds"]!.AsArray())
            .Select(s => s!["system"]!)
            .Select(s => new SystemSeen((string)s["id"]!, (string)s["power"]!, (string)s["bootTarget"]!, (string?)s["node"])),
    ];

    public async Task<IReadOnlyList<DeviceSeen>> DevicesAsync() =>
    [
        .. (await SnapshotAsync())["racks"]!.AsArray()
            .SelectMany(r => r!["drawers"]!.AsArray())
            .SelectMany(d => d!["devices"]!.AsArray())
            .Select(d => new DeviceSeen((string)d!["id"]!, (string?)d["node"], (bool)d["erased"]!)),
    ];

    public async Task<IReadOnlyList<NodeSeen>> NodesAsync() =>
    [
        .. (await SnapshotAsync())["nodes"]!.AsArray().Select(n => new NodeSeen(
            (string)n!["id"]!, (string)n["name"]!, (string)n["state"]!, (string)n["system"]!, [.. n["devices"]!.AsArray().Select(d => (string)d!)])),
    ];

    /// <summary>The system that the composed node of that name holds.</summary>
    public async Task<SystemSeen> SystemOfAsync(string nodeName)
    {
        var node = (await NodesAsync()).FirstOrDefault(n => n.Name == nodeName)
            ?? throw new InvalidOperationException($"The rack has no composed node {nodeName}.");
        return (await SystemsAsync()).Single(s => s.Id == node.System);
    }

    /// <summary>Breaches of the law of conservation; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> BreachesAsync() =>
        [.. (await lab.Control.SendAsync(HttpMethod.Get, "sim/v1/invariants")).Body!["breaches"]!.AsArray().Select(b => (string)b!)];

    /// <summary>What happened, in order, as sentences.</summary>
    public async Task<IReadOnlyList<string>> StoryAsync() =>
        [.. (await lab.Control.SendAsync(HttpMethod.Get, "sim/v1/journal")).Body!.AsArray().Select(e => (string)e!["text"]!)];
}

public sealed record SystemSeen(string Id, string Power, string BootTarget, string? Node);

public sealed record DeviceSeen(string Id, string? Node, bool Erased);

public sealed record NodeSeen(string Id, string Name, string State, string System, IReadOnlyList<string> Devices);
