using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person asks about the hardware, through the core's API.</summary>
public sealed class InventoryOperator(ScenarioLab lab)
{
    public async Task<JsonArray> RacksAsync() => await ListAsync($"v1/racks?podm_id={await PodAsync()}&show_detail=true");

    public async Task<JsonArray> SystemsAsync() => await ListAsync($"v1/systems?podm_id={await PodAsync()}");

    public Task<JsonArray> DevicesAsync() => ListAsync("v1/devices");

    /// <param name="podId">Of one pod manager.</param>
    public Task<JsonArray> DevicesAsync(string podId) => ListAsync($"v1/devices?podm_id={podId}");

    public async Task<JsonArray> SyncDevicesAsync()
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, "v1/devices/sync", new JsonObject());
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!.AsArray();
    }

    /// <summary>Syncs, then finds a device.</summary>
    /// <returns>Its id in Valence.</returns>
    public async Task<string> FindDeviceAsync(Func<JsonNode, bool> isIt)
    {
        await SyncDevicesAsync();
        return (string)(await DevicesAsync()).First(d => isIt(d!))!["uuid"]!;
    }

    private async Task<string> PodAsync() => (string)(await ListAsync("v1/pod_managers"))[0]!["uuid"]!;

    private async Task<JsonArray> ListAsync(string path)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, path);
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!.AsArray();
    }
}
