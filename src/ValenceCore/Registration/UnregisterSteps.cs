using ValenceCore.Composition;
using ValenceCore.Operations;

namespace ValenceCore.Registration;

/// <summary>Tells Ironic what a node has by now.</summary>
internal sealed class RefreshStep(NodeRefresh refresh) : IOperationStep
{
    public string Name => "refresh";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        StepResult.Done(await refresh.TellAsync(data.Need(RegistrationKeys.NodeId), cancellation) ?? "Ironic knows all of it already");
}

/// <summary>Takes a node out of Ironic and forgets that it was there.</summary>
internal sealed class UnregisterStep(NodeStore nodes, LetGoOfNode letGo) : IOperationStep
{
    public string Name => "unregister";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = await nodes.FindAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        return node.Failed(out var missing)
            ? StepResult.Failed(missing)
            : StepResult.Done(await letGo.LetGoAsync(node.Value, isPodGone: false, data.IsWanted(RegistrationKeys.Undeploy), cancellation));
    }
}
