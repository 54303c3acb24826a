using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Deploys the image. Undone, it leaves the machine clean and nobody's.</summary>
internal sealed class DeployStep(InstanceStore instances, DeployWishes wishes, IDeployInstances ironic) : IOperationStep
{
    public string Name => "deploy";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var instance = (await instances.FindAsync(data.Need(InstanceKeys.InstanceId), cancellation)).Value;
        data[InstanceKeys.IsDeploying] = InstanceKeys.Yes;
        await data.SaveAsync();
        await ironic.DeployAsync(
            data.Need(RegistrationKeys.IronicUuid), instance.Uuid, wishes.Of(instance, data[InstanceKeys.Composed] == InstanceKeys.Yes), cancellation);
        return StepResult.Done("active");
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        data[InstanceKeys.IsDeploying] is null
            ? StepResult.Nothing
            : StepResult.Done(await ironic.UndeployAsync(data.Need(RegistrationKeys.IronicUuid), data.Need(InstanceKeys.InstanceId), cancellation));
}

/// <summary>Deploys it anew; what was there before is lost, whatever comes of it.</summary>
internal sealed class RebuildStep(InstanceStore instances, DeployWishes wishes, IDeployInstances ironic) : IOperationStep
{
    public string Name => "rebuild";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var instance = (await instances.FindAsync(data.Need(InstanceKeys.InstanceId), cancellation)).Value;
        await ironic.RebuildAsync(instance.IronicUuid!, instance.Uuid, wishes.Of(instance, instance.Composed == true), cancellation);
        return StepResult.Done("active");
    }
}

/// <summary>Takes the instance off its machine before that is let go of; "not there" is success.</summary>
internal sealed class UndeployStep(IDeployInstances ironic) : IOperationStep
{
    public string Name => "undeploy";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(InstanceKeys.InstanceId);
        var done = data.Given(RegistrationKeys.IronicUuid) is { } server ? await ironic.UndeployAsync(server, uuid, cancellation) : "nothing is deployed";

        // What was reserved and never deployed.
        return StepResult.Done(data.Need(InstanceKeys.Composed) == InstanceKeys.No && await ironic.FreeAsync(uuid, cancellation) is { } freed ? $"{done}; {freed}" : done);
    }
}

/// <summary>Has Ironic switch the machine.</summary>
internal sealed class PowerStep(IDeployInstances ironic) : IOperationStep
{
    public string Name => "power";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var target = data.Need(InstanceKeys.Target);
        var verb = InstanceStates.PowerTargets[target];
        await ironic.PowerAsync(data.Need(RegistrationKeys.IronicUuid), target, verb.Power, cancellation);
        return StepResult.Done(verb.Power);
    }
}
