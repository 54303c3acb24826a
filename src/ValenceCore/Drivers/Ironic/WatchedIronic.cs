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

    public Task CreatePortAsync(string ironicUuid, string mac, CancellationToken cancellation) =>
        WatchAsync("create port", () => driver.CreatePortAsync(ironicUuid, mac, cancellation));

    public Task ManageAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("manage", () => driver.ManageAsync(ironicUuid, cancellation));

    public async Task<string> RemoveAsync(string ironicUuid, CancellationToken cancellation)
    {
        var how = "";
        await WatchAsync("remove", async () => how = await driver.RemoveAsync(ironicUuid, cancellation));
        return how;
    }

    public async Task<IReadOnlyList<EnrolledNode>> ListMarkedAsync(CancellationToken cancellation)
    {
        IReadOnlyList<EnrolledNode> enrolled = [];
        await WatchAsync("list marked", async () => enrolled = await driver.ListMarkedAsync(cancellation));
        return enrolled;
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
