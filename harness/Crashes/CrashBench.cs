using System.Text;
using System.Text.Json.Nodes;
using Harness.Fixtures;
using Harness.Labs;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator;
using Simulator.Redfish;
using Simulator.Start;
using Simulator.Time;

namespace Harness.Crashes;

/// <summary>A rack and its Ironic that outlive the cores which die on them, and a store for those.</summary>
internal sealed class CrashBench : IAsyncDisposable
{
    private const string User = "admin";

    private readonly SimulatorApp _rack;
    private readonly DirectoryInfo _folder;
    private readonly LabClient _control;
    private readonly string _password;

    private CrashBench(SimulatorApp rack, DirectoryInfo folder, string password) =>
        (_rack, _folder, _password, _control) = (rack, folder, password, new LabClient(rack.PageAddress));

    public string Points => _folder.FullName;

    public string Keys => Path.Combine(_folder.FullName, "keys");

    public Uri Ironic => _rack.IronicAddress;

    private (string, string) Login => ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{_password}"))}");

    public string File => Path.Combine(_folder.FullName, "valence.db");

    public static async Task<CrashBench> StartAsync(CrashPod pod, int systems = 3, int drives = 2)
    {
        var anyPort = new Uri("http://127.0.0.1:0");
        var folder = Directory.CreateTempSubdirectory("crashes-");
        var password = Guid.NewGuid().ToString("N");
        var file = new RackBuilder().WithSleds(systems).WithPooledDrives(drives);
        var rack = SimulatorApp.Create(
            new SimulatorOptions
            {
                RackFile = (pod.IsExpEther ? file.WithServerBoards(3, 4).WithDeviceBoards(3, "SSD", "0x010802") : file).Write(),
                Clock = ClockSetting.Virtual, Redfish = anyPort, Ironic = anyPort, Eem = anyPort, Page = anyPort, User = User,
                Profile = RedfishProfile.Find(pod.Profile)!, Core = false, DataFolder = folder.FullName,
            },
            password, NullLoggerFactory.Instance);
        await rack.StartAsync(CancellationToken.None);
        return new CrashBench(rack, folder, password);
    }

    /// <summary>Names the point at which a core dies. Written whole or not at all: the core reads it at its own time.</summary>
    public void Aim(string at)
    {
        var next = Path.Combine(Points, "kill-at.next");
        System.IO.File.WriteAllText(next, at);
        System.IO.File.Move(next, Path.Combine(Points, CrashPoints.KillAt), overwrite: true);
    }

    /// <summary>The body that registers the pod in a core.</summary>
    public JsonObject PodBody(CrashPod pod) => new()
    {
        ["name"] = "pod", ["driver"] = pod.Driver,
        ["url"] = (pod.IsExpEther ? _rack.EemAddress! : _rack.RedfishAddress).GetLeftPart(UriPartial.Authority),
        ["authentication"] = new JsonArray(new JsonObject
        {
            ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = User, ["password"] = _password },
        }),
    };

    /// <summary>Arms a fault, or a list of them, in the rack and its faces.</summary>
    public async Task SetFaultsAsync(JsonNode rules)
    {
        var reply = await _control.SendAsync(HttpMethod.Post, "sim/v1/faults", rules);
        if (!reply.IsSuccess)
        {
            throw new InvalidOperationException($"The fault cannot be armed: {reply}");
        }
    }

    /// <summary>How often a fault, or all of them, struck.</summary>
    public async Task<long> StruckAsync(string? id = null) => (await _control.SendAsync(HttpMethod.Get, "sim/v1/faults")).Body!.AsArray()
        .Where(one => id is null || (string)one!["rule"]!["id"]! == id).Sum(one => (long)one!["struck"]!);

    /// <summary>Heals a fault, or all of them.</summary>
    public async Task HealAsync(string? id = null) => await _control.SendAsync(HttpMethod.Delete, id is null ? "sim/v1/faults" : $"sim/v1/faults/{id}");

    /// <summary>Has the pod make a node, as somebody who does not know the core would.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> ComposeByHandAsync()
    {
        using var pod = new LabClient(_rack.RedfishAddress);
        var allocated = await pod.SendAsync(HttpMethod.Post, "/redfish/v1/Nodes/Actions/Allocate", new JsonObject { ["Name"] = "by hand" }, Login);
        var node = allocated.Location ?? throw new InvalidOperationException($"The pod makes no node: {allocated}");
        await pod.SendAsync(HttpMethod.Post, $"{node}/Actions/ComposedNode.Assemble", new JsonObject(), Login);
        await SeeAsync(pod, node, seen => (string?)seen.Body?["ComposedNodeState"] is "Assembled" or "PoweredOff");
        return node;
    }

    /// <summary>Has the pod take it apart; nothing happens where it is gone already.</summary>
    public async Task ReleaseByHandAsync(string node)
    {
        using var pod = new LabClient(_rack.RedfishAddress);
        await pod.SendAsync(HttpMethod.Delete, node, null, Login);
        await SeeAsync(pod, node, seen => seen.Status == 404);
    }

    /// <summary>Has Ironic own a machine that no pod composes, and offer it.</summary>
    /// <param name="ofClass">Its resource class.</param>
    public async Task EnrollServerAsync(string name, string ofClass)
    {
        await IronicAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name, ["driver"] = "fake-hardware", ["resource_class"] = ofClass });
        foreach (var (verb, goal) in ((string, string)[])[("manage", "manageable"), ("provide", "available")])
        {
            await IronicAsync(HttpMethod.Put, $"v1/nodes/{name}/states/provision", new JsonObject { ["target"] = verb });
            await SeeServerAsync(name, node => (string?)node["provision_state"] == goal);
        }
    }

    /// <summary>Takes it out of Ironic again. Throws when somebody has it still.</summary>
    public async Task RemoveServerAsync(string name)
    {
        await SeeServerAsync(name, node => (string?)node["provision_state"] == "available" && node["instance_uuid"] is null && node["allocation_uuid"] is null);
        await IronicAsync(HttpMethod.Delete, $"v1/nodes/{name}");
    }

    /// <summary>Where the rack's clock stands, and what is at work, for those who wonder why nothing moves.</summary>
    public async Task<string> ClockAsync() =>
        $"{(await _control.SendAsync(HttpMethod.Get, "sim/v1/clock")).Text} {(await _control.SendAsync(HttpMethod.Get, "sim/v1/work")).Text}";

    /// <summary>What the rack and Ironic hold, as text; an empty rack always gives the same.</summary>
    public async Task<string> HeldAsync()
    {
        await Conservation.EnsureAsync(_control);
        var seen = (await _control.SendAsync(HttpMethod.Get, "sim/v1/snapshot")).Body!;
        var racks = seen["racks"]!.AsArray().SelectMany(one => one!["drawers"]!.AsArray()).ToList();
        var holders = racks.SelectMany(drawer => drawer!["sleds"]!.AsArray().Select(sled => sled!["system"]!).Concat(drawer["devices"]!.AsArray().Select(device => device!)))
            .Where(part => (string?)part["node"] is not null).Select(part => $"{part["id"]} of {part["node"]}");
        var nodes = seen["nodes"]!.AsArray().Select(node => $"node {node!["id"]} {node["state"]}");
        var boards = ExpEther(seen);
        var registered = (await IronicAsync(HttpMethod.Get, "v1/nodes")).Body!["nodes"]!.AsArray().Select(node => $"Ironic node {node!["uuid"]}");
        var ports = (await IronicAsync(HttpMethod.Get, "v1/ports")).Body!["ports"]!.AsArray().Select(port => $"Ironic port {port!["address"]}");
        var allocations = (await IronicAsync(HttpMethod.Get, "v1/allocations")).Body!["allocations"]!.AsArray().Select(one => $"Ironic allocation {one!["uuid"]}");
        return string.Join(
            "; ", holders.Concat(nodes).Concat(boards).Concat(await TagsAsync()).Concat(registered).Concat(ports).Concat(allocations).Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _rack.StopAsync(CancellationToken.None);
        await _rack.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<LabReply> IronicAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var ironic = new LabClient(Ironic);
        var reply = await ironic.SendAsync(method, path, body, ("X-OpenStack-Ironic-API-Version", "1.82"));
        return reply.IsSuccess ? reply : throw new CrashLeakException($"Ironic does not {method} {path}: {reply}");
    }

    private async Task SeeServerAsync(string name, Func<JsonNode, bool> isWanted)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while ((await IronicAsync(HttpMethod.Get, $"v1/nodes/{name}")).Body is { } node && !isWanted(node))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(30))
            {
                throw new CrashLeakException($"somebody has the server '{name}' still: {node.ToJsonString()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task SeeAsync(LabClient pod, string node, Func<LabReply, bool> isWanted)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (await pod.SendAsync(HttpMethod.Get, node, null, Login) is var seen && !isWanted(seen))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(60))
            {
                throw new CrashLeakException($"the pod does not come to an end with {node}: {seen}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static IEnumerable<string> ExpEther(JsonNode seen) => seen["expEther"] is JsonArray boards
        ? boards.Where(board => (int?)board!["group"] is not null).Select(board => $"board {board!["id"]} in group {board["group"]}")
        : [];

    /// <summary>What a driver writes on systems that it has taken, and the accounts that there are.</summary>
    private async Task<IEnumerable<string>> TagsAsync()
    {
        using var pod = new LabClient(_rack.RedfishAddress);
        async Task<JsonNode> ReadAsync(string path) => (await pod.SendAsync(HttpMethod.Get, path, null, Login)).Body!;
        var systems = (await ReadAsync("/redfish/v1/Systems"))["Members"]!.AsArray().Select(member => (string)member!["@odata.id"]!).ToList();
        var tags = new List<string>();
        foreach (var path in systems)
        {
            if ((string?)(await ReadAsync(path))["AssetTag"] is { Length: > 0 } tag && tag.StartsWith("valence:", StringComparison.Ordinal))
            {
                tags.Add($"{path} is tagged {tag}");
            }
        }

        // Accounts that Ironic had for nodes.
        if ((string?)(await ReadAsync("/redfish/v1/"))["AccountService"]?["@odata.id"] is not null)
        {
            var accounts = (await ReadAsync("/redfish/v1/AccountService/Accounts"))["Members"]!.AsArray().Select(member => (string)member!["@odata.id"]!);
            tags.AddRange(accounts.Select(path => $"account {path}"));
        }

        return tags;
    }
}
