using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Notes the instance in the Ironic node of its machine before that becomes available, so that nobody else is given it.</summary>
internal sealed class TakeNodeStep(IDeployInstances ironic) : IOperationStep
{
    public string Name => "take";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        await ironic.TakeAsync(data.Need(RegistrationKeys.IronicUuid), data.Need(InstanceKeys.InstanceId), cancellation);
        return StepResult.Done("the Ironic node is the instance's");
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        await ironic.LeaveAsync(data.Need(RegistrationKeys.IronicUuid), data.Need(InstanceKeys.InstanceId), cancellation) is { } done
            ? StepResult.Done(done)
            : StepResult.Nothing;
}
