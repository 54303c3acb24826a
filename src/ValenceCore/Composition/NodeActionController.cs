using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Acts on a composed node: power, boot source, pooled devices.</summary>
internal sealed class NodeActionController(NodeStore nodes, NodeDrivers drivers, IClaimDevices devices, OperationRunner runner)
{
    public const string AttachDevice = "attach";
    public const string DetachDevice = "detach";

    public async Task<Outcome<Done>> ActAsync(string uuid, NodeAction action, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        if (found.Value is not { PodId: { } podId, Place: { } place } node)
        {
            return Failure.Conflict($"The node '{uuid}' has no place in a pod; its state is '{found.Value.State}'.");
        }

        return action switch
        {
            NodeAction.Reset reset => await ResetAsync(podId, place, reset.Type, cancellation),
            NodeAction.Boot boot => await BootAsync(podId, place, boot.Wish, cancellation),
            NodeAction.Attach attach => await AttachAsync(node, attach.DeviceId, cancellation),
            NodeAction.Detach detach => await DetachAsync(node, detach.DeviceId, cancellation),
            _ => throw new InvalidOperationException(action.GetType().Name),
        };
    }

    private async Task<Outcome<Done>> ResetAsync(string podId, NodePlace place, string type, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<IControlPower>(podId, cancellation);
        if (driver.Failed(out var failure))
        {
            return failure;
        }

        await driver.Value.ResetAsync(place, type, cancellation);
        return Done.Value;
    }

    private async Task<Outcome<Done>> BootAsync(string podId, NodePlace place, BootWish wish, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<ISetBoot>(podId, cancellation);
        if (driver.Failed(out var failure))
        {
            return failure;
        }

        await driver.Value.SetBootAsync(place, wish, cancellation);
        return Done.Value;
    }

    private async Task<Outcome<Done>> AttachAsync(ComposedNode node, string deviceId, CancellationToken cancellation)
    {
        // What the driver cannot do at all is told before the device is looked for: pods without pools have no devices.
        if ((await drivers.ForAsync<IAttachDevices>(node.PodId!, cancellation)).Failed(out var missing))
        {
            return missing;
        }

        var device = await DeviceOfPodAsync(node, deviceId, cancellation);
        return device.Failed(out var failure) ? failure : await RunAsync(AttachDevice, node, device.Value, cancellation);
    }

    private async Task<Outcome<Done>> DetachAsync(ComposedNode node, string deviceId, CancellationToken cancellation)
    {
        var device = await DeviceOfPodAsync(node, deviceId, cancellation);
        if (device.Failed(out var failure))
        {
            return failure;
        }

        if (device.Value.NodeIndex is null)
        {
            // A free device is what the caller wants (valence-api 1.8).
            return Done.Value;
        }

        return device.Value.NodeIndex != node.Index
            ? Failure.BadRequest($"The device '{deviceId}' is attached to node {device.Value.NodeIndex} of the pod, not to this one.")
            : await RunAsync(DetachDevice, node, device.Value, cancellation);
    }

    /// <summary>A device of the node's own pod; one of another pod cannot be reached from it (D-17).</summary>
    private async Task<Outcome<ClaimableDevice>> DeviceOfPodAsync(ComposedNode node, string deviceId, CancellationToken cancellation)
    {
        var device = await devices.FindAsync(deviceId, cancellation);
        if (device.Failed(out var missing))
        {
            return missing;
        }

        return device.Value.PodId == node.PodId
            ? device
            : Failure.BadRequest($"The device '{deviceId}' is in another pod than the node '{node.Uuid}'.");
    }

    private async Task<Outcome<Done>> RunAsync(string kind, ComposedNode node, ClaimableDevice device, CancellationToken cancellation)
    {
        var input = new JsonObject
        {
            [ComposeKeys.NodeId] = node.Uuid,
            [ComposeKeys.PodId] = node.PodId,
            [ComposeKeys.Index] = node.Index,
            [ComposeKeys.Uri] = node.ResourceUri,
            [ComposeKeys.DeviceId] = device.Uuid,
            [ComposeKeys.DeviceUri] = device.Uri,
        };
        var ended = await runner.RunToEndAsync(kind, ComposedNode.SubjectOf(node.Uuid), input, cancellation, device.Subject);
        return ended.Failed(out var failure) ? failure : Done.Value;
    }
}
