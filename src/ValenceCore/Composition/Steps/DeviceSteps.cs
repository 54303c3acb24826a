using ValenceCore.Failures;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Claims a pooled device for a node in the store, before the pod is touched .</summary>
internal sealed class ClaimDeviceStep(IClaimDevices devices) : IOperationStep
{
    public string Name => "claim device";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var claimed = await devices.ClaimAsync(data.Need(ComposeKeys.DeviceId), data.Need(ComposeKeys.Index), cancellation);
        if (claimed.Failed(out var taken))
        {
            return StepResult.Failed(taken);
        }

        data[ComposeKeys.IsClaimed] = "yes";
        return StepResult.Done();
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        if (data[ComposeKeys.IsClaimed] is null)
        {
            return StepResult.Nothing;
        }

        await devices.FreeAsync(data.Need(ComposeKeys.DeviceId), cancellation);
        return StepResult.Done("the claim on the device is dropped");
    }
}

/// <summary>Attaches the claimed device.</summary>
internal sealed class AttachStep(NodeDrivers drivers) : IOperationStep
{
    public string Name => "attach";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var driver = await drivers.NeedAsync<IAttachDevices>(data.Need(ComposeKeys.PodId), cancellation);
        try
        {
            await driver.AttachAsync(PlaceOf(data), data.Need(ComposeKeys.DeviceUri), cancellation);
            return StepResult.Done();
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            data[ComposeKeys.IsUnsure] = "yes";
            return StepResult.Failed(exception.Failure);
        }
    }

    /// <summary>Takes the device off only where the answer was lost: after a plain refusal it may be somebody else's.</summary>
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
        catch (DriverException exception) when (exception.Kind is DriverFault.Refused or DriverFault.Missing)
        {
            return StepResult.Done("the device had not been attached");
        }
    }

    internal static NodePlace PlaceOf(OperationData data) => new(data.Need(ComposeKeys.Index), data.Need(ComposeKeys.Uri), null);
}

/// <summary>Takes a device off its node, and only then gives the claim up.</summary>
internal sealed class DetachStep(NodeDrivers drivers, IClaimDevices devices) : IOperationStep
{
    public string Name => "detach";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var driver = await drivers.NeedAsync<IAttachDevices>(data.Need(ComposeKeys.PodId), cancellation);
        await driver.DetachAsync(AttachStep.PlaceOf(data), data.Need(ComposeKeys.DeviceUri), cancellation);
        await devices.FreeAsync(data.Need(ComposeKeys.DeviceId), cancellation);
        return StepResult.Done();
    }
}
