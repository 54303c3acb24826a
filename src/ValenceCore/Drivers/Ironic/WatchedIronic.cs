using System.Text.Json.Nodes;
using ValenceCore.Instances;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Stands before the driver of Ironic as <see cref="DriverCall"/> before those of pods: each call is watched (<see cref="DriverWatch"/>).</summary>
internal sealed class WatchedIronic(IronicDriver driver, DriverWatch watch) : IRegisterNodes, IDeployInstances
{
    private const string Name = "ironic";

    public bool IsConfigured => driver.IsConfigured;

    public Task CreateNodeAsync(JsonObject node, CancellationToken cancellation) =>
        WatchAsync("create node", () => driver.CreateNodeAsync(node, cancellation));

    public Task CreatePortAsync(JsonObject port, CancellationToken cancellation) =>
        WatchAsync("create port", () => driver.CreatePortAsync(port, cancellation));

    public Task<bool> AddTraitsAsync(string ironicUuid, IReadOnlyList<string> traits, CancellationToken cancellation) =>
        WatchAsync("add traits", () => driver.AddTraitsAsync(ironicUuid, traits, cancellation));

    public Task<string?> UpdateAsync(
        string ironicUuid, JsonObject properties, IReadOnlyList<JsonObject> ports, CancellationToken cancellation) =>
        WatchAsync("update", () => driver.UpdateAsync(ironicUuid, properties, ports, cancellation));

    public Task ManageAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("manage", () => driver.ManageAsync(ironicUuid, cancellation));

    public Task InspectAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("inspect", () => driver.InspectAsync(ironicUuid, cancellation));

    public Task ProvideAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("provide", () => driver.ProvideAsync(ironicUuid, cancellation));

    public Task<string> RemoveAsync(string ironicUuid, bool undeploys, CancellationToken cancellation) =>
        WatchAsync("remove", () => driver.RemoveAsync(ironicUuid, undeploys, cancellation));

    public Task<IReadOnlyList<IronicNode>> ListAsync(CancellationToken cancellation) => WatchAsync("list", () => driver.ListAsync(cancellation));

    public Task<string?> AllocateAsync(string instanceUuid, ServerWish wish, CancellationToken cancellation) =>
        WatchAsync("allocate", () => driver.AllocateAsync(instanceUuid, wish, cancellation));

    public Task<string?> FreeAsync(string instanceUuid, CancellationToken cancellation) =>
        WatchAsync("free", () => driver.FreeAsync(instanceUuid, cancellation));

    public Task TakeAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation) =>
        WatchAsync("take", () => driver.TakeAsync(ironicUuid, instanceUuid, cancellation));

    public Task<string?> LeaveAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation) =>
        WatchAsync("leave", () => driver.LeaveAsync(ironicUuid, instanceUuid, cancellation));

    public Task AttachAsync(string ironicUuid, string vif, CancellationToken cancellation) =>
        WatchAsync("attach", () => driver.AttachAsync(ironicUuid, vif, cancellation));

    public Task DetachAsync(string ironicUuid, string vif, CancellationToken cancellation) =>
        WatchAsync("detach", () => driver.DetachAsync(ironicUuid, vif, cancellation));

    public Task DeployAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation) =>
        WatchAsync("deploy", () => driver.DeployAsync(ironicUuid, instanceUuid, wish, cancellation));

    public Task RebuildAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation) =>
        WatchAsync("rebuild", () => driver.RebuildAsync(ironicUuid, instanceUuid, wish, cancellation));

    public Task<string> UndeployAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation) =>
        WatchAsync("undeploy", () => driver.UndeployAsync(ironicUuid, instanceUuid, cancellation));

    public Task PowerAsync(string ironicUuid, string target, string goal, CancellationToken cancellation) =>
        WatchAsync("power", () => driver.PowerAsync(ironicUuid, target, goal, cancellation));

    public Task<IronicNode?> ShowAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("show", () => driver.ShowAsync(ironicUuid, cancellation));

    public Task<JsonObject> ConsoleAsync(string ironicUuid, CancellationToken cancellation) =>
        WatchAsync("console", () => driver.ConsoleAsync(ironicUuid, cancellation));

    private async Task<T> WatchAsync<T>(string verb, Func<Task<T>> work)
    {
        T answer = default!;
        await WatchAsync(verb, async Task () => answer = await work());
        return answer;
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
