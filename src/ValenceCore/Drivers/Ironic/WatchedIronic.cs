using System.Text.Json.Nodes;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Stands before the driver of Ironic as <see cref="DriverCall"/> before those of pods: each call is watched (<see cref="DriverWatch"/>).</summary>
internal sealed class WatchedIronic(IronicDriver driver, DriverWatch watch) : IRegisterNodes
{
    private const string Name = "ironic";

    public bool IsConfigured => driver.IsConfigured;

    public Task CreateNodeAsync(JsonObject node, CancellationToken cancellation) =>
        WatchAsync("create node", () => driver.CreateNodeAsync(node, cancellation));

    public Task CreatePortAsync(JsonObject port, CancellationToken cancellation) =>
        WatchAsync("create port", () => driver.CreatePortAsync(port, cancellation));

    public async Task<bool> AddTraitsAsync(string ironicUuid, IReadOnlyList<string> traits, CancellationToken cancellation)
    {
        var known = false;
        await WatchAsync("add traits", async () => known = await driver.AddTraitsAsync(ironicUuid, traits, cancellation));
        return known;
    }

    public async Task<string?> UpdateAsync(
        string ironicUuid, JsonObject properties, IReadOnlyList<JsonObject> ports, CancellationToken cancellation)
    {
        string? changes = null;
        await WatchAsync("update", async () => changes = await driver.UpdateAsync(ironicUuid, properties, ports, cancellation));
        return changes;
    }

    public Task ManageAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("manage", () => driver.ManageAsync(ironicUuid, cancellation));

    public Task InspectAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("inspect", () => driver.InspectAsync(ironicUuid, cancellation));

    public Task ProvideAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("provide", () => driver.ProvideAsync(ironicUuid, cancellation));

    public async Task<string> RemoveAsync(string ironicUuid, bool undeploys, CancellationToken cancellation)
    {
        var how = "";
        await WatchAsync("remove", async () => how = await driver.RemoveAsync(ironicUuid, undeploys, cancellation));
        return how;
    }

    public async Task<IReadOnlyList<IronicNode>> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<IronicNode> all = [];
        await WatchAsync("list", async () => all = await driver.ListAsync(cancellation));
        return all;
    }

    private async Task WatchAsync(string verb, Func<Task> work)
    {
        using var call = watch.Begin(Name, podName: null, verb);
        try
        {
            await work();
            call.Succeeded();
        }
        catch (Exception exception)
        {
            call.Failed(exception);
            throw;
        }
    }
}
