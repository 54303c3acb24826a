using System.Net;
using System.Text.Json;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>What a client does with composed nodes, in one word each. A test has one node; it is number 1.</summary>
internal sealed class NodeDriver(StartedSimulator simulator)
{
    public const string Nodes = "/redfish/v1/Nodes";
    public const string Node = Nodes + "/1";

    private RedfishClient Redfish => simulator.Redfish;

    public Task<Answer> AllocateAsync(string body) => Redfish.PostAsync($"{Nodes}/Actions/Allocate", body);

    public Task<Answer> ActAsync(string action, string? body = null, string node = Node) => Redfish.PostAsync($"{node}/Actions/ComposedNode.{action}", body);

    /// <summary>A node that is ready, or has failed, after so many seconds.</summary>
    public async Task<JsonElement> ComposeAsync(string body, double seconds = 60)
    {
        var allocated = await AllocateAsync(body);
        if (allocated.Status != HttpStatusCode.Created)
        {
            throw new InvalidOperationException(allocated.Text);
        }

        var node = allocated.Headers["Location"][allocated.Headers["Location"].IndexOf("/redfish", StringComparison.Ordinal)..];
        await ActAsync("Assemble", node: node);
        await simulator.PassAsync(seconds);
        return (await Redfish.GetAsync(node)).Body;
    }

    public async Task<JsonElement> ReadAsync(string uri = Node) => (await Redfish.GetAsync(uri)).Body;

    public async Task<string?> StateAsync() => (await ReadAsync()).GetProperty("ComposedNodeState").GetString();

    public static IReadOnlyList<string> Links(JsonElement body, string name) =>
        [.. body.GetProperty("Links").GetProperty(name).EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)];

    public static string SystemOf(JsonElement node) => node.GetProperty("Links").GetProperty("ComputerSystem").GetProperty("@odata.id").GetString()!;

    /// <summary>Answered when it is over, so the clock must run meanwhile.</summary>
    public async Task<Answer> WaitingAsync(Func<Task<Answer>> request)
    {
        simulator.App.Clock.Unfreeze();
        var answer = await request();
        simulator.App.Clock.Freeze();
        return answer;
    }

    public Task<Answer> DeleteAsync(string node = Node) => WaitingAsync(() => Redfish.DeleteAsync(node));
}
