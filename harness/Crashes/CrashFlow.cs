using System.Text.Json.Nodes;
using Harness.Labs;

namespace Harness.Crashes;

/// <summary>One kind of operation as a client asks for it: what must be there before, and the request itself.</summary>
/// <param name="Kind">As the core names it.</param>
/// <param name="Fits">Whether a kind of pod has what it needs.</param>
internal sealed record CrashFlow(string Kind, Func<CrashPod, bool> Fits, Func<CrashClient, Task> PrepareAsync, Func<CrashClient, Task> BeginAsync)
{
    /// <summary>As tables name it.</summary>
    public string Name { get; init; } = Kind;

    public static readonly IReadOnlyList<CrashFlow> All =
    [
        new("compose", _ => true, client => Task.CompletedTask, client => client.ComposeAsync()),
        new("release", _ => true, client => client.ComposeAsync(), client => client.ReleaseAsync()),
        new("attach", pod => pod.HasDevices, client => client.ComposeAsync(), client => client.AttachAsync()),
        new("detach", pod => pod.HasDevices, async client => { await client.ComposeAsync(); await client.AttachAsync(); }, client => client.DetachAsync()),
        new("manage", pod => pod.HasNodes, client => client.ComposeByHandAsync(), client => client.ManageAsync()),
        new("register", _ => true, client => client.ComposeAsync(), client => client.RegisterAsync()),
        new("refresh", pod => pod.HasDevices, async client => { await client.ComposeAsync(); await client.RegisterAsync(); }, client => client.RefreshAsync()),
        new("sync", _ => true, client => Task.CompletedTask, client => client.SyncAsync()),
        new("unregister", _ => true, async client => { await client.ComposeAsync(); await client.RegisterAsync(); }, client => client.UnregisterAsync()),
        new("create-instance", pod => pod.IsRedfish, client => client.MakeFlavorAsync(), client => client.CreateInstanceAsync()),
        new("create-instance", pod => pod.IsRedfish, client => client.EnrollServerAsync(), client => client.CreateInstanceAsync()) { Name = "create-instance-pre-set" },
        new("delete-instance", pod => pod.IsRedfish, async client => { await client.MakeFlavorAsync(); await client.CreateInstanceAsync(); }, client => client.DeleteInstanceAsync()),
        new("delete-instance", pod => pod.IsRedfish, async client => { await client.EnrollServerAsync(); await client.CreateInstanceAsync(); }, client => client.DeleteInstanceAsync())
        {
            Name = "delete-instance-pre-set",
        },
        new(
            "rebuild-instance", pod => pod.IsRedfish, async client => { await client.MakeFlavorAsync(); await client.CreateInstanceAsync(); },
            client => client.ActOnInstanceAsync(new JsonObject { ["rebuild"] = new JsonObject() })),
        new(
            "power-instance", pod => pod.IsRedfish, async client => { await client.MakeFlavorAsync(); await client.CreateInstanceAsync(); },
            client => client.ActOnInstanceAsync(new JsonObject { ["power"] = "off" })),
    ];
}

/// <summary>A client of the core that does not mind when the core dies under its request.</summary>
internal sealed class CrashClient(CrashPod pod, CrashBench bench)
{
    private const string PreSet = "pre-set";

    private string? device;
    private string? byHand;
    private string? flavor;
    private bool hasServer;

    /// <summary>The core that is asked now.</summary>
    public LabClient Core { get; set; } = null!;

    public LabReply? Last { get; private set; }

    public async Task ComposeAsync() => await SendAsync(HttpMethod.Post, "v1/nodes", pod.ComposeBody("crash"));

    public async Task ReleaseAsync() => await SendAsync(HttpMethod.Delete, $"v1/nodes/{await NodeAsync()}");

    public async Task AttachAsync()
    {
        await SyncAsync();
        device = (string)(await ListAsync("v1/devices")).First(one => (string)one!["state"]! == "free")!["uuid"]!;
        await MoveAsync("attach");
    }

    public async Task SyncAsync() => await SendAsync(HttpMethod.Post, "v1/devices/sync", []);

    public Task DetachAsync() => MoveAsync("detach");

    public async Task RegisterAsync() => await SendAsync(HttpMethod.Post, $"v1/nodes/{await NodeAsync()}/register", pod.RegisterBody());

    public async Task UnregisterAsync() => await SendAsync(HttpMethod.Delete, $"v1/nodes/{await NodeAsync()}/register");

    public async Task RefreshAsync() => await SendAsync(HttpMethod.Patch, $"v1/nodes/{await NodeAsync()}/register");

    /// <summary>Makes a node that the core knows nothing of.</summary>
    public async Task ComposeByHandAsync() => byHand = await bench.ComposeByHandAsync();

    public async Task ManageAsync() => await SendAsync(HttpMethod.Post, "v1/nodes/manage", new JsonObject
    {
        ["podm_id"] = (string)(await ListAsync("v1/pod_managers")).Single()!["uuid"]!, ["node_index"] = byHand![(byHand!.LastIndexOf('/') + 1)..],
    });

    /// <summary>A flavor whose instances are composed.</summary>
    public async Task MakeFlavorAsync()
    {
        var body = new JsonObject { ["name"] = "crash", ["properties"] = (pod.ComposeBody("crash")["properties"] ?? new JsonObject()).DeepClone() };
        flavor ??= (string)(await Core.SendAsync(HttpMethod.Post, "v1/flavors", body)).Body!["uuid"]!;
    }

    /// <summary>A server that Ironic has anyway, and a flavor that means it.</summary>
    public async Task EnrollServerAsync()
    {
        await bench.EnrollServerAsync(PreSet, PreSet);
        hasServer = true;
        var body = new JsonObject { ["name"] = "crash", ["resource_class"] = PreSet };
        flavor ??= (string)(await Core.SendAsync(HttpMethod.Post, "v1/flavors", body)).Body!["uuid"]!;
    }

    public async Task CreateInstanceAsync() => await SendAsync(HttpMethod.Post, "v1/instances", new JsonObject
    {
        ["name"] = "crash", ["flavor_id"] = flavor, ["networks"] = new JsonArray(new JsonObject { ["port_id"] = "vif-1" }),
        ["image"] = new JsonObject { ["source"] = "http://images.example/os.qcow2", ["checksum"] = "d41d8cd98f00b204e9800998ecf8427e" },
    });

    public async Task DeleteInstanceAsync() => await SendAsync(HttpMethod.Delete, $"v1/instances/{await InstanceAsync()}");

    public async Task ActOnInstanceAsync(JsonObject action) => await SendAsync(HttpMethod.Post, $"v1/instances/{await InstanceAsync()}/action", action);

    public async Task<JsonArray> ListAsync(string path) => (await Core.SendAsync(HttpMethod.Get, path)).Body!.AsArray();

    /// <summary>Gives back every node there is.</summary>
    public async Task CleanAsync()
    {
        foreach (var instance in await ListAsync("v1/instances"))
        {
            var gone = await Core.SendAsync(HttpMethod.Delete, $"v1/instances/{(string)instance!["uuid"]!}");
            if (!gone.IsSuccess)
            {
                throw new CrashLeakException($"the instance cannot be deleted: {gone}; it was {instance.ToJsonString()}");
            }
        }

        if (hasServer)
        {
            await bench.RemoveServerAsync(PreSet);
            hasServer = false;
        }

        foreach (var node in await ListAsync("v1/nodes"))
        {
            var gone = await Core.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)node!["uuid"]!}");
            if (!gone.IsSuccess)
            {
                throw new CrashLeakException($"the node cannot be released: {gone}");
            }
        }

        if (byHand is not null)
        {
            await bench.ReleaseByHandAsync(byHand);
            byHand = null;
        }
    }

    private async Task MoveAsync(string verb) => await SendAsync(
        HttpMethod.Post, $"v1/nodes/{await NodeAsync()}/action", new JsonObject { [verb] = new JsonObject { ["resource_id"] = device } });

    private async Task<string> InstanceAsync() => (string)(await ListAsync("v1/instances")).Single()!["uuid"]!;

    private async Task<string> NodeAsync() => (string)(await ListAsync("v1/nodes")).Single()!["uuid"]!;

    private async Task SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        Last = null;
        try
        {
            Last = await Core.SendAsync(method, path, body);
        }
        catch (HttpRequestException)
        {
            // It died; that is what it is for.
        }
    }
}

/// <summary>Something was left, lost or doubled.</summary>
internal sealed class CrashLeakException(string message) : Exception(message);
