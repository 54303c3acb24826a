using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Calls the node composed; from here on it is listed.</summary>
internal sealed class RecordStep(NodeStore nodes) : IOperationStep
{
    public string Name => "record";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var changed = await nodes.SetStateAsync(data.Need(ComposeKeys.NodeId), NodeStates.Composed, cancellation);
        return changed.Failed(out var failure) ? StepResult.Failed(failure) : StepResult.Done();
    }
}
