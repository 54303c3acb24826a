using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Has Ironic attach what the instance is to be connected with.</summary>
internal sealed class NetworksStep(InstanceStore instances, IDeployInstances ironic) : IOperationStep
{
    public string Name => "networks";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var vifs = (await instances.FindAsync(data.Need(InstanceKeys.InstanceId), cancellation)).Value.Wish.Vifs;
        if (vifs.Count == 0)
        {
            return StepResult.Done("none wanted");
        }

        data.SetTexts(InstanceKeys.Attaching, vifs);
        await data.SaveAsync();
        foreach (var vif in vifs)
        {
            await ironic.AttachAsync(data.Need(RegistrationKeys.IronicUuid), vif, cancellation);
        }

        return StepResult.Done($"{vifs.Count} attached");
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        var vifs = data.Texts(InstanceKeys.Attaching);
        foreach (var vif in vifs)
        {
            await ironic.DetachAsync(data.Need(RegistrationKeys.IronicUuid), vif, cancellation);
        }

        return vifs.Count > 0 ? StepResult.Done($"{vifs.Count} detached") : StepResult.Nothing;
    }
}
