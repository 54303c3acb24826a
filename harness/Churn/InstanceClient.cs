using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Crashes;

namespace Harness.Churn;

/// <summary>A careful client of instances: makes one, or a few at once, composed or where there are some pre-set; switches or rebuilds it, or thinks better
/// of it while it is being made; and deletes it until it is gone.</summary>
/// <param name="flavors">To choose among.</param>
internal sealed class InstanceClient(string name, IReadOnlyList<string> flavors, Replicas cores, Random random, ChurnCounts counts) : IChurnClient
{
    private readonly Follower _follower = new(cores);

    public async Task CycleAsync(int number)
    {
        var instanceName = $"{name}-{number.ToString(CultureInfo.InvariantCulture)}";
        var isBatch = random.Next(8) == 0;
        var body = new JsonObject
        {
            ["name"] = instanceName, ["flavor_id"] = flavors[random.Next(flavors.Count)],
            ["image"] = new JsonObject { ["source"] = "http://images.example/os.qcow2", ["checksum"] = "d41d8cd98f00b204e9800998ecf8427e" },
            ["networks"] = isBatch ? null : new JsonArray(new JsonObject { ["port_id"] = $"vif-{instanceName}" }),
        };
        if (isBatch)
        {
            (body["min_count"], body["max_count"]) = (random.Next(1, 4), 3);
        }

        if (random.Next(6) == 0)
        {
            await ThinkBetterAsync(instanceName, body);
        }
        else
        {
            var end = await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, "v1/instances", body.DeepClone(), ("Idempotency-Key", instanceName)));
            counts.Add(isBatch ? "create three" : "create", end);
            if (end == "succeeded" && !isBatch)
            {
                await UseAsync(instanceName);
            }
        }

        foreach (var instance in await FindAsync(instanceName))
        {
            var uuid = (string)instance["uuid"]!;
            if (!await _follower.InsistAsync(core => core.SendAsync(HttpMethod.Delete, $"v1/instances/{uuid}"), end => counts.Add("delete", end)))
            {
                throw new CrashLeakException($"the instance {uuid} cannot be deleted: {instance.ToJsonString()}");
            }
        }
    }

    /// <summary>Has it deleted while it is being made.</summary>
    private async Task ThinkBetterAsync(string instanceName, JsonObject body)
    {
        var reply = await cores.AskAsync(core => core.SendAsync(
            HttpMethod.Post, "v1/instances", body.DeepClone(), ("Idempotency-Key", instanceName), ("Prefer", "respond-async")));
        counts.Add("create and think better", reply.Status.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3_000)), TimeProvider.System);
    }

    private async Task UseAsync(string instanceName)
    {
        var found = await FindAsync(instanceName);
        if (found.Count != 1)
        {
            throw new CrashLeakException($"one request made {found.Count} instances of the name {instanceName}");
        }

        var action = random.Next(4) switch
        {
            0 => new JsonObject { ["power"] = "off" },
            1 => new JsonObject { ["power"] = "reboot" },
            2 => new JsonObject { ["rebuild"] = new JsonObject() },
            _ => null,
        };
        if (action is not null)
        {
            var path = $"v1/instances/{(string)found[0]["uuid"]!}/action";
            counts.Add(action.First().Key, await _follower.FollowAsync(core => core.SendAsync(HttpMethod.Post, path, action.DeepClone(), ("Idempotency-Key", $"{instanceName}-action"))));
        }
    }

    /// <summary>Those that this client has asked for under a name, single or numbered.</summary>
    private async Task<IReadOnlyList<JsonNode>> FindAsync(string instanceName) =>
    [
        .. (await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, "v1/instances"))).Body!.AsArray().Select(one => one!)
            .Where(one => (string)one["name"]! == instanceName || ((string)one["name"]!).StartsWith($"{instanceName}-", StringComparison.Ordinal)),
    ];
}
