using ValenceCore.Failures;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Has everybody let go of the node. Hardware that somebody still controls is never given back.</summary>
internal sealed class LetGoStep(NodeStore nodes, IEnumerable<IBeforeRelease> users) : IOperationStep
{
    public string Name => "unregister";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = await nodes.FindAsync(data.Need(ComposeKeys.NodeId), cancellation);
        if (node.Failed(out var missing))
        {
            return StepResult.Failed(missing);
        }

        var done = new List<string>();
        foreach (var user in users)
        {
            if (await user.LetGoAsync(node.Value, data.Input[ComposeKeys.IsPodGone] is not null, cancellation) is { } detail)
            {
                done.Add(detail);
            }
        }

        return done.Count > 0 ? StepResult.Done(string.Join("; ", done)) : StepResult.Nothing;
    }
}

/// <summary>Switches the machine off: a pod may give it to somebody else while the last owner's software still runs (redfish-pod 1.1).</summary>
internal sealed class SwitchOffStep(NodeStore nodes, NodeDrivers drivers) : IOperationStep
{
    public string Name => "switch off";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = (await nodes.FindAsync(data.Need(ComposeKeys.NodeId), cancellation)).Value;
        if (node.PodId is null || node.Place is null)
        {
            return StepResult.Nothing;
        }

        var driver = await drivers.ForAsync<IControlPower>(node.PodId, cancellation);
        if (driver.Failed(out var missing))
        {
            return StepResult.Done($"left as it is: {missing.Detail}");
        }

        try
        {
            return StepResult.Done(await driver.Value.SwitchOffAsync(node.Place, cancellation));
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Refused or DriverFault.Missing)
        {
            // A node that is broken or gone cannot be switched; it must still be possible to give it back.
            return StepResult.Done($"left as it is: {exception.Failure.Detail}");
        }
    }
}

/// <summary>Gives the hardware back to the pod; a node that is gone already counts as given back.</summary>
internal sealed class GiveBackStep(NodeStore nodes, NodeDrivers drivers, IClaimDevices devices) : IOperationStep
{
    public string Name => "release";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = (await nodes.FindAsync(data.Need(ComposeKeys.NodeId), cancellation)).Value;
        if (node.PodId is null)
        {
            return StepResult.Nothing;
        }

        var driver = await drivers.NeedAsync<IComposeNodes>(node.PodId, cancellation);

        // Once it was given back, somebody else may have got its place: only the marker tells then.
        var place = node.Place is { } known && !(data.IsRepeated && node.Origin == NodeOrigins.Composed)
            ? known
            : await driver.FindMarkedAsync(node.Marker, cancellation);
        if (place is null)
        {
            if (node.Place is { } gone)
            {
                await devices.FreeAllAsync(node.PodId, gone.Index, cancellation);
            }

            return StepResult.Nothing;
        }

        await driver.ReleaseAsync(place, cancellation);
        await devices.FreeAllAsync(node.PodId, place.Index, cancellation);
        return StepResult.Done($"node {place.Index} was given back to the pod");
    }
}

/// <summary>Forgets the node; last, so that everything before can be repeated.</summary>
internal sealed class ForgetStep(NodeStore nodes) : IOperationStep
{
    public string Name => "forget";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        await nodes.RemoveAsync(data.Need(ComposeKeys.NodeId), cancellation);
        return StepResult.Done();
    }
}
