using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Tells whoever manages the node that its hardware has changed.</summary>
internal sealed class TellStep(IAfterDeviceChange others) : IOperationStep
{
    public string Name => "tell";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        StepResult.Done(await others.TellIfRegisteredAsync(data.Need(ComposeKeys.NodeId), cancellation) ?? "nobody has to be told");
}
