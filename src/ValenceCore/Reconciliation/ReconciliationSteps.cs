using ValenceCore.Composition;
using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Reconciliation;

/// <summary>Gives back a node that carries the marker of this service, and no other: what the core did not make it does not free.</summary>
internal sealed class FreeMarkedStep(NodeDrivers drivers) : IOperationStep
{
    public string Name => "free";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var podId = data.Need(ComposeKeys.PodId);
        var place = new NodePlace(data.Need(ComposeKeys.WantedIndex), data.Need(ComposeKeys.DeviceUri), null);
        var driver = await drivers.NeedAsync<IComposeNodes>(podId, cancellation);
        if (await driver.FindAsync(place.Index, cancellation) is not { } there)
        {
            return StepResult.Done("it was gone already");
        }

        var show = await drivers.NeedAsync<IShowNodes>(podId, cancellation);
        var details = await show.ShowAsync(there, cancellation);
        if ((ComposedNode.UuidIn(details.Description) ?? ComposedNode.UuidIn(details.Name)) != data.Need(ComposeKeys.MarkedAs))
        {
            return StepResult.Done("another node stands there now; it was left alone");
        }

        await driver.ReleaseAsync(there, cancellation);
        return StepResult.Done($"node {there.Index} was given back to the pod");
    }
}

/// <summary>Takes a node out of Ironic that no node of this service is registered as.</summary>
internal sealed class RemoveFromIronicStep(IRegisterNodes ironic) : IOperationStep
{
    public string Name => "remove from Ironic";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        StepResult.Done(await ironic.RemoveAsync(data.Need(RegistrationKeys.IronicUuid), undeploys: false, cancellation));
}

/// <summary>Removes an account that no registration needs; none that one needs by now.</summary>
internal sealed class RemoveAccountStep(NodeDrivers drivers, NodeStore nodes, PodAccounts accounts) : IOperationStep
{
    public string Name => "remove the account";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (data.Input[ComposeKeys.NodeId]?.GetValue<string>() is { } uuid)
        {
            var node = await nodes.FindAsync(uuid, cancellation);
            if (!node.Failed(out _) && node.Value.IronicUuid is not null)
            {
                return StepResult.Done("the node is registered by now; its account was left alone");
            }

            await accounts.RemoveAsync(uuid, cancellation);
        }

        var name = data.Need(RegistrationKeys.AccountName);
        await (await drivers.NeedAsync<IKeepAccounts>(data.Need(ComposeKeys.PodId), cancellation)).RemoveAccountAsync(name, cancellation);
        return StepResult.Done($"the account '{name}' is gone");
    }
}
