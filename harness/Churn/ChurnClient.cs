using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Crashes;
using Harness.Histories;
using Harness.Labs;

namespace Harness.Churn;

/// <summary>
/// A careful client: gives every composition a key, asks another core when one is gone, follows the operation of a request whose answer was lost, and
/// tries a release until the node is gone. It notes what it has and what it sees of others.
/// </summary>
internal sealed class ChurnClient(string name, CrashPod pod, Replicas cores, ClaimHistory history, Random random, ChurnCounts counts)
    : IChurnClient
{
    private readonly Follower _follower = new(cores);

    public async Task CycleAsync(int number)
    {
        var node = await ComposeAsync($"{name}-{number.ToString(CultureInfo.InvariantCulture)}");
        if (random.Next(10) == 0)
        {
            counts.Add("sync", await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, "v1/devices/sync", new JsonObject())));
        }

        await LookAsync();
        if (node is null)
        {
            return;
        }

        if (random.Next(3) > 0)
        {
            counts.Add("register", await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, $"v1/nodes/{node.Uuid}/register", pod.RegisterBody())));
        }

        // One that was composed with a drive may pick that very one, which is refused and tells nothing.
        if (pod.HasDevices && !node.HasDrive && random.Next(3) == 0)
        {
            await AttachAsync(node);
        }

        await LookAsync();
        await ReleaseAsync(node);
    }

    private async Task<Held?> ComposeAsync(string nodeName)
    {
        var withDrive = random.Next(2) == 0;
        var body = withDrive ? pod.ComposeBody(nodeName) : new JsonObject { ["name"] = nodeName };
        var begun = history.Now();
        var end = await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, "v1/nodes", body.DeepClone(), ("Idempotency-Key", nodeName)));
        counts.Add("compose", end);
        var found = (await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, $"v1/nodes?name={nodeName}"))).Body!.AsArray();
        if (found.Count > 1)
        {
            throw new CrashLeakException($"one request made {found.Count} nodes of the name {nodeName}");
        }

        if (end != "succeeded" || found.Count == 0)
        {
            return null;
        }

        var held = new Held((string)found[0]!["uuid"]!, (string)found[0]!["index"]!, withDrive);
        if (await SystemOfAsync(held.Uuid) is { } system)
        {
            history.Add(name, ClaimVerb.Take, system, held.Uuid, begun);
            held.Places.Add((system, held.Uuid));
        }

        return held;
    }

    private async Task AttachAsync(Held node)
    {
        var free = (await DevicesAsync()).Where(device => (string?)device["state"] == "free").ToList();
        if (free.Count == 0)
        {
            return;
        }

        var device = (string)free[random.Next(free.Count)]["uuid"]!;
        var action = new JsonObject { ["attach"] = new JsonObject { ["resource_id"] = device } };
        var begun = history.Now();
        var end = await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, $"v1/nodes/{node.Uuid}/action", action.DeepClone()));
        counts.Add("attach", end);

        // What failed may have held the drive for a while; what was answered by nobody may still hold it.
        var has = (await DevicesAsync()).Any(one => (string)one["uuid"]! == device && (string?)one["node_id"] == node.Index);
        history.Add(name, ClaimVerb.Take, device, node.Index, begun, isCertain: has);
        if (has)
        {
            node.Places.Add((device, node.Index));
        }
        else
        {
            history.Add(name, ClaimVerb.Give, device, node.Index, begun, isCertain: false);
        }
    }

    private async Task ReleaseAsync(Held node)
    {
        var begun = history.Now();
        if (await _follower.InsistAsync(core => core.SendAsync(HttpMethod.Delete, $"v1/nodes/{node.Uuid}"), end => counts.Add("release", end)))
        {
            node.Places.ForEach(one => history.Add(name, ClaimVerb.Give, one.Place, one.Holder, begun));
            return;
        }

        node.Places.ForEach(one => history.AddOpen(name, ClaimVerb.Give, one.Place, one.Holder, begun));
        throw new CrashLeakException($"the node {node.Uuid} cannot be released");
    }

    /// <summary>Looks at what somebody has, and at all devices.</summary>
    private async Task LookAsync()
    {
        var begun = history.Now();
        foreach (var device in await DevicesAsync())
        {
            history.Add(name, ClaimVerb.See, (string)device["uuid"]!, (string?)device["node_id"], begun);
        }

        var nodes = (await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, "v1/nodes"))).Body!.AsArray();
        if (nodes.Count > 0)
        {
            var uuid = (string)nodes[random.Next(nodes.Count)]!["uuid"]!;
            begun = history.Now();
            if (await SystemOfAsync(uuid, tries: 1) is { } system)
            {
                history.Add(name, ClaimVerb.See, system, uuid, begun);
            }
        }
    }

    private async Task<IReadOnlyList<JsonNode>> DevicesAsync()
    {
        var reply = await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, "v1/devices"));
        return [.. reply.Body!.AsArray().Select(one => one!)];
    }

    /// <summary>Null when the pod does not tell.</summary>
    private async Task<string?> SystemOfAsync(string uuid, int tries = 20)
    {
        for (var turn = 0; turn < tries; turn++)
        {
            var reply = await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, $"v1/nodes/{uuid}"));
            if (reply.IsSuccess)
            {
                return (string?)reply.Body!["computer_system"]?["@odata.id"];
            }
        }

        return null;
    }

    /// <param name="Index">Its id in the pod, by which devices tell who has them; a pod gives none a second time.</param>
    private sealed record Held(string Uuid, string Index, bool HasDrive)
    {
        public List<(string Place, string Holder)> Places { get; } = [];
    }
}
