using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Labs;
using NUnit.Framework;

namespace Harness.Probes;

/// <summary>What really happened in a pod of somebody else's, read over its own Redfish and not through the core.</summary>
public sealed class PodProbe(ScenarioLab lab) : IDisposable
{
    private LabClient? _pod;
    private SortedSet<string>? _pooled;
    private int _spareSystems;
    private int _spareDevices;
    private bool _hasStock;

    /// <summary>Systems that are free beyond what the scenario asked for.</summary>
    public Task<int> SpareSystemsAsync() => Task.FromResult(Stock(_spareSystems));

    public Task<int> SpareDevicesAsync() => Task.FromResult(Stock(_spareDevices));

    /// <summary>Counts what is free before the scenario begins; leaves the scenario out where there is less than it needs.</summary>
    public async Task TakeStockAsync()
    {
        if (lab.External is null || lab.Asked is not { } asked)
        {
            return;
        }

        _spareSystems = (await SystemsAsync()).Count(system => system.Node is null) - asked.Systems;
        _spareDevices = asked.PooledDrives == 0 ? 0 : (await DevicesAsync()).Count(device => device.Node is null) - asked.PooledDrives;
        _hasStock = true;
        if (_spareSystems < 0 || _spareDevices < 0)
        {
            Assert.Ignore($"The pod has {asked.Systems + _spareSystems} free systems and {asked.PooledDrives + _spareDevices} free pooled drives; the scenario needs {asked.Systems} and {asked.PooledDrives}.");
        }
    }

    public async Task<IReadOnlyList<SystemSeen>> SystemsAsync()
    {
        var nodes = await NodesAsync();
        var systems = await MembersAsync(Link(await GetAsync("/redfish/v1/"), "Systems"));
        return [.. systems.Select(system => new SystemSeen(
            (string)system["Id"]!, (string?)system["PowerState"] ?? "", (string?)system["Boot"]?["BootSourceOverrideTarget"] ?? "",
            nodes.FirstOrDefault(node => node.System == (string)system["Id"]!)?.Id))];
    }

    /// <summary>Pooled drives, by their paths: ids are their own only within one chassis.</summary>
    public async Task<IReadOnlyList<DeviceSeen>> DevicesAsync()
    {
        var nodes = await NodesAsync();

        // Redfish does not say whether a drive was erased.
        return [.. (await PooledAsync()).Select(uri => new DeviceSeen(uri, nodes.FirstOrDefault(node => node.Devices.Contains(uri))?.Id, Erased: false))];
    }

    public async Task<IReadOnlyList<NodeSeen>> NodesAsync()
    {
        var root = await GetAsync("/redfish/v1/");
        var vendor = (root["Oem"] as JsonObject)?.FirstOrDefault(one => one.Key.EndsWith("RackScale", StringComparison.Ordinal)).Value;
        var members = await MembersAsync(Link(root, "Nodes") ?? Link(vendor, "Nodes"));
        var pooled = await PooledAsync();
        return [.. members.Select(node => new NodeSeen(
            (string)node["Id"]!, (string?)node["Name"] ?? "", (string?)node["ComposedNodeState"] ?? "", Last((string?)node["Links"]?["ComputerSystem"]?["@odata.id"] ?? ""),
            [.. Links(node["Links"]?["Storage"]).Concat(Links(node["Links"]?["LocalDrives"])).Where(pooled.Contains)]))];
    }

    /// <summary>User names of all accounts.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync()
    {
        var service = await GetAsync(Link(await GetAsync("/redfish/v1/"), "AccountService")!);
        return [.. (await MembersAsync(Link(service, "Accounts"))).Select(account => (string)account["UserName"]!)];
    }

    /// <summary>Systems and drives that two nodes hold; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> HeldTwiceAsync() =>
        [.. (await NodesAsync()).SelectMany(node => node.Devices.Append(node.System)).CountBy(part => part).Where(part => part.Value > 1).Select(part => $"{part.Key} is held by {part.Value} nodes.")];

    public void Dispose() => _pod?.Dispose();

    /// <summary>Drives of chassis that are around no system. Read once: what is built in where does not change under a scenario.</summary>
    private async Task<IReadOnlySet<string>> PooledAsync()
    {
        if (_pooled is null)
        {
            var chassis = await MembersAsync(Link(await GetAsync("/redfish/v1/"), "Chassis"));
            _pooled = [.. chassis.Where(one => Links(one["Links"]?["ComputerSystems"]).Count == 0).SelectMany(one => Links(one["Links"]?["Drives"]))];
        }

        return _pooled;
    }

    private int Stock(int spare) => _hasStock ? spare : throw new InvalidOperationException("Nobody took stock before the scenario began.");

    private async Task<IReadOnlyList<JsonNode>> MembersAsync(string? collection)
    {
        var members = new List<JsonNode>();
        for (var page = collection; page is not null;)
        {
            var read = await GetAsync(page);
            members.AddRange(await Task.WhenAll(Links(read["Members"]).Select(GetAsync)));
            page = (string?)read["Members@odata.nextLink"];
        }

        return members;
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        _pod ??= lab.OpenPod();
        var pair = Encoding.UTF8.GetBytes($"{lab.Addresses.User}:{lab.Addresses.Password}");
        var reply = await _pod.SendAsync(HttpMethod.Get, path, body: null, ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair)).ToString()));
        return reply.IsSuccess && reply.Body is { } body ? body : throw new InvalidOperationException($"The pod answered GET {path} with {reply}");
    }

    private static string? Link(JsonNode? resource, string name) => (string?)resource?[name]?["@odata.id"];

    private static IReadOnlyList<string> Links(JsonNode? links) => [.. (links as JsonArray ?? []).Select(link => (string)link!["@odata.id"]!)];

    private static string Last(string uri) => uri.TrimEnd('/').Split('/')[^1];
}
