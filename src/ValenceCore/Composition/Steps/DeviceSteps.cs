using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Claims a pooled device for a node in the store, before the pod is touched .</summary>
internal sealed class ClaimDeviceStep(IClaimDevices devices) : IOperationStep
{
    public string Name => "claim device";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        data[ComposeKeys.IsClaimed] = "yes";
        await data.SaveAsync();
        var claimed = await devices.ClaimAsync(data.Need(ComposeKeys.DeviceId), data.Need(ComposeKeys.Index), data.IsRepeated, cancellation);
        if (claimed.Failed(out var taken))
        {
            data[ComposeKeys.IsClaimed] = null;
            return StepResult.Failed(taken);
        }

        return StepResult.Done();
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        if (data[ComposeKeys.IsClaimed] is null)
        {
            return StepResult.Nothing;
        }

        await devices.FreeAsync(data.Need(ComposeKeys.DeviceId), data.Need(ComposeKeys.Index), cancellation);
        return StepResult.Done("the claim on the device is dropped");
    }
}

/// <summary>Attaches the claimed device. After a lost answer the pod's inventory tells whether it is there.</summary>
internal sealed class AttachStep(NodeDrivers drivers, DevicePlaces places) : IOperationStep
{
    public string Name => "attach";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (data.IsRepeated && await places.IsAttachedAsync(data, cancellation) == true)
        {
            return StepResult.Done("it was attached already");
        }

        var driver = await drivers.NeedAsync<IAttachDevices>(data.Need(ComposeKeys.PodId), cancellation);
        data[ComposeKeys.IsUnsure] = "yes";
        await data.SaveAsync();
        try
        {
            await driver.AttachAsync(PlaceOf(data), data.Need(ComposeKeys.DeviceUri), cancellation);
            return StepResult.Done();
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            return await places.IsAttachedAsync(data, cancellation) == true
                ? StepResult.Done("its answer was lost, and it is attached")
                : StepResult.Failed(exception.Failure);
        }
        catch (DriverException exception)
        {
            // Refused: a device that somebody else has must not be taken off again.
            data[ComposeKeys.IsUnsure] = null;
            return StepResult.Failed(exception.Failure);
        }
    }

    /// <summary>Takes the device off where it may be attached by our doing.</summary>
    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        if (data[ComposeKeys.IsUnsure] is null)
        {
            return StepResult.Nothing;
        }

        var driver = await drivers.NeedAsync<IAttachDevices>(data.Need(ComposeKeys.PodId), cancellation);
        try
        {
            await driver.DetachAsync(PlaceOf(data), data.Need(ComposeKeys.DeviceUri), cancellation);
            return StepResult.Done("the device was taken off again");
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing || IsNotAttached(exception))
        {
            return StepResult.Done("the device had not been attached");
        }
    }

    /// <summary>By the contract a pod refuses with 400 what is not attached. Any other refusal may be a pod that is still at work on it.</summary>
    private static bool IsNotAttached(DriverException exception) => exception is { Kind: DriverFault.Refused, Failure.Status: 400 };

    internal static NodePlace PlaceOf(OperationData data) => new(data.Need(ComposeKeys.Index), data.Need(ComposeKeys.Uri), null);
}

/// <summary>Takes a device off its node, and only then gives the claim up.</summary>
internal sealed class DetachStep(NodeDrivers drivers, DevicePlaces places, IClaimDevices devices) : IOperationStep
{
    public string Name => "detach";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (!data.IsRepeated || await places.IsAttachedAsync(data, cancellation) != false)
        {
            var driver = await drivers.NeedAsync<IAttachDevices>(data.Need(ComposeKeys.PodId), cancellation);
            try
            {
                await driver.DetachAsync(AttachStep.PlaceOf(data), data.Need(ComposeKeys.DeviceUri), cancellation);
            }
            catch (DriverException exception) when (
                exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed or DriverFault.Refused)
            {
                // Refused, too: an earlier request, whose answer was lost, may have done it.
                if (await places.IsAttachedAsync(data, cancellation) != false)
                {
                    return StepResult.Failed(exception.Failure);
                }
            }
        }

        await devices.FreeAsync(data.Need(ComposeKeys.DeviceId), data.Need(ComposeKeys.Index), cancellation);
        return StepResult.Done();
    }
}
