using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Tests.Drivers;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Placement;

/// <summary>What the core concludes from an inventory and what the pod says itself: for any wish the same number of systems is left, on any rack.</summary>
[TestFixture]
public sealed class MatchingTests
{
    private const int Wishes = 100;

    private static readonly string[] Racks =
    [
        // Everything that a wish can ask for, in one system or another.
        """
        { "pod": { "name": "Mixed" },
          "models": {
            "plain": { "model": "A", "processors": [ { "model": "Gold", "cores": 16 } ], "memory": [ { "count": 4, "mib": 8192, "type": "DDR4" } ],
                       "nics": [ { "mbps": 10000 } ], "drives": [ { "gib": 480, "type": "SSD", "protocol": "SATA" } ] },
            "persistent": { "model": "B", "processors": [ { "model": "Gold", "cores": 32 } ],
                            "memory": [ { "count": 4, "mib": 8192, "type": "DDR4" }, { "count": 2, "mib": 16384, "type": "DDR4", "media": "NVDIMM_N" } ],
                            "nics": [ { "mbps": 10000 } ], "drives": [ { "count": 2, "gib": 960, "type": "HDD", "protocol": "SAS", "rpm": 7200 } ] },
            "optane": { "model": "C", "processors": [ { "model": "Platinum", "cores": 64 } ],
                        "memory": [ { "count": 8, "mib": 32768, "type": "DDR5" }, { "count": 2, "mib": 131072, "type": "DDR4", "media": "IntelOptane" } ],
                        "nics": [ { "mbps": 25000 } ],
                        "drives": [ { "gib": 960, "type": "SSD", "protocol": "NVMe" }, { "gib": 4000, "type": "HDD", "protocol": "SATA", "rpm": 7200 } ] } },
          "racks": [ { "drawers": [
            { "unit": 1, "sleds": [ "plain", "plain", "persistent", "persistent", "optane", "optane" ] },
            { "unit": 10, "drives": [ { "count": 2, "gib": 800 }, { "count": 2, "gib": 1600 } ] } ] } ] }
        """,

        // Old machines, and nothing pooled.
        """
        { "pod": { "name": "Old" },
          "models": { "old": { "model": "O", "processors": [ { "count": 2, "model": "Silver", "cores": 4 } ], "memory": [ { "count": 2, "mib": 8192, "type": "DDR3" } ],
                      "nics": [ { "mbps": 1000 } ], "drives": [ { "count": 2, "gib": 500, "type": "HDD", "protocol": "SATA", "rpm": 5400 } ] },
                      "bare": { "model": "N", "processors": [ { "model": "Silver", "cores": 8 } ], "memory": [ { "mib": 1536, "type": "DDR4" } ], "nics": [ { "mbps": 1000 } ] } },
          "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "old", "old", "old", "old", "bare" ] } ] } ] }
        """,

        // No drive but the pooled ones.
        """
        { "pod": { "name": "Pooled" },
          "models": { "diskless": { "model": "D", "processors": [ { "model": "Gold", "cores": 16 } ], "memory": [ { "count": 4, "mib": 16384, "type": "DDR5" } ], "nics": [ { "mbps": 25000 } ] } },
          "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "diskless", "diskless", "diskless", "diskless" ] },
                                    { "unit": 10, "drives": [ { "count": 3, "gib": 1600 }, { "count": 1, "gib": 200 } ] } ] } ] }
        """,
    ];

    [Test]
    public async Task The_core_concludes_what_the_pod_would_answer([Range(0, 2)] int rack, [Values("union", "rsd-2.4")] string profile)
    {
        var folder = Directory.CreateTempSubdirectory("lab-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rack.json"), Racks[rack]);
        await using var pod = await RedfishPod.StartAsync(Path.Combine(folder, "rack.json"), profile);
        using var valence = new LabClient(pod.Addresses.Valence);
        using var control = new LabClient(pod.Addresses.Control);
        await RegisterAsync(valence, pod.Addresses);
        await DisturbAsync(valence, control);
        var wishes = new SomeWishes(seed: 100 + rack);
        int[] counts = [0, 0];

        for (var number = 0; number < Wishes; number++)
        {
            var wish = wishes.Next();
            var core = await CoreAsync(valence, wish);
            var own = await PodAsync(control, wish);

            core.ShouldBe(own, $"wish {number}: {wish.ToJsonString()}");
            counts[own > 0 ? 1 : 0]++;
        }

        counts.ShouldAllBe(count => count >= Wishes / 20, "the wishes are all met, or none is, so that they say nothing");
    }

    private static async Task RegisterAsync(LabClient valence, LabAddresses addresses)
    {
        var made = await valence.SendAsync(HttpMethod.Post, "v1/pod_managers", new JsonObject
        {
            ["name"] = "pod", ["url"] = addresses.Redfish.GetLeftPart(UriPartial.Authority),
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = addresses.User, ["password"] = addresses.Password },
            }),
        });
        made.Status.ShouldBe(200, made.Text);
    }

    /// <summary>A system is held with what it took, another is not well, and so is a pooled drive.</summary>
    private static async Task DisturbAsync(LabClient valence, LabClient control)
    {
        var composed = await valence.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = "first", ["properties"] = new JsonObject { ["storage"] = new JsonArray(new JsonObject()) } });
        composed.Status.ShouldBe(200, composed.Text);
        await control.SendAsync(HttpMethod.Post, "sim/v1/health", new JsonObject { ["id"] = "r1-d1-s2", ["health"] = "Warning" });
        await control.SendAsync(HttpMethod.Post, "sim/v1/health", new JsonObject { ["id"] = "r1-d2-nvme-2", ["health"] = "Warning" });
    }

    private static async Task<int> CoreAsync(LabClient valence, JsonObject properties)
    {
        var told = await valence.SendAsync(HttpMethod.Post, "v1/explain", new JsonObject { ["name"] = "n", ["properties"] = properties.DeepClone() });
        told.Status.ShouldBe(200, told.Text);
        var pod = told.Body!["pods"]![0]!;
        ((string?)pod["source"]).ShouldBe("core");
        var left = (int)pod["filters"]!.AsArray()[^1]!["remaining"]!;
        ((bool)pod["would_compose"]!).ShouldBe(left > 0);
        return left;
    }

    private static async Task<int> PodAsync(LabClient control, JsonObject properties)
    {
        var told = await control.SendAsync(HttpMethod.Post, "sim/v1/explain", SomeWishes.AsAllocation(properties));
        told.Status.ShouldBe(200, told.Text);
        return told.Body!["filters"]!.AsArray()[^1]!["left"]!.AsArray().Count;
    }
}
