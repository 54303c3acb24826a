using System.Text.Json.Nodes;
using Harness.Labs;

namespace Harness.Probes;

/// <summary>What really happened in the rack, asked of the bench's own face.</summary>
/// <remarks>A pod of somebody else's has no bench; there the same is read over Redfish (<see cref="PodProbe"/>).</remarks>
public sealed class RackProbe(ScenarioLab lab, PodProbe pod)
{
    private LabPod? _of;

    private LabClient Control => _of?.Control ?? lab.Control;

    /// <summary>The same of one of many pods.</summary>
    public RackProbe Of(LabPod one) => new(lab, pod) { _of = one };

    public async Task<JsonNode> SnapshotAsync() => (await Control.SendAsync(HttpMethod.Get, "sim/v1/snapshot")).Body!;

    /// <summary>Systems by id.</summary>
    public async Task<IReadOnlyList<SystemSeen>> SystemsAsync() => lab.External is not null ? await pod.SystemsAsync() :
    [
        .. (await SnapshotAsync())["racks"]!.AsArray()
            .SelectMany(r => r!["drawers"]!.AsArray())
            .SelectMany(d => d!["sleds"]!.AsArray())
            .Select(s => s!["system"]!)
            .Select(s => new SystemSeen((string)s["id"]!, (string)s["power"]!, (string)s["bootTarget"]!, (string?)s["node"])),
    ];

    public async Task<IReadOnlyList<DeviceSeen>> DevicesAsync() => lab.External is not null ? await pod.DevicesAsync() :
    [
        .. (await SnapshotAsync())["racks"]!.AsArray()
            .SelectMany(r => r!["drawers"]!.AsArray())
            .SelectMany(d => d!["devices"]!.AsArray())
            .Select(d => new DeviceSeen((string)d!["id"]!, (string?)d["node"], (bool)d["erased"]!)),
    ];

    public async Task<IReadOnlyList<NodeSeen>> NodesAsync() => lab.External is not null ? await pod.NodesAsync() :
    [
        .. (await SnapshotAsync())["nodes"]!.AsArray().Select(n => new NodeSeen(
            (string)n!["id"]!, (string)n["name"]!, (string)n["state"]!, (string)n["system"]!, [.. n["devices"]!.AsArray().Select(d => (string)d!)])
        {
            Description = (string?)n["description"],
        }),
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
        lab.External is not null ? await pod.HeldTwiceAsync() : [.. (await Control.SendAsync(HttpMethod.Get, "sim/v1/invariants")).Body!["breaches"]!.AsArray().Select(b => (string)b!)];

    /// <summary>Systems that nobody holds, of those that the scenario asked for: a pod of somebody else's has more.</summary>
    public async Task<int> FreeSystemsAsync() => (await SystemsAsync()).Count(s => s.Node is null) - (lab.External is null ? 0 : await pod.SpareSystemsAsync());

    /// <summary>Pooled drives likewise.</summary>
    public async Task<int> FreeDevicesAsync() => (await DevicesAsync()).Count(d => d.Node is null) - (lab.External is null ? 0 : await pod.SpareDevicesAsync());

    /// <summary>What happened, in order, as sentences.</summary>
    public async Task<IReadOnlyList<string>> StoryAsync() =>
        [.. (await Control.SendAsync(HttpMethod.Get, "sim/v1/journal")).Body!.AsArray().Select(e => (string)e!["text"]!)];
}

public sealed record SystemSeen(string Id, string Power, string BootTarget, string? Node);

public sealed record DeviceSeen(string Id, string? Node, bool Erased);

public sealed record NodeSeen(string Id, string Name, string State, string System, IReadOnlyList<string> Devices)
{
    /// <summary>Null where it was not looked for.</summary>
    public string? Description { get; init; }
}
