using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Composition;

/// <summary>Writes the node's row before anything is asked of a pod.</summary>
internal sealed class ReserveStep(NodeStore nodes, TimeProvider time) : IOperationStep
{
    public string Name => "reserve";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (data.IsRepeated && (await nodes.FindAsync(data.Need(ComposeKeys.NodeId), cancellation)).Failure is null)
        {
            return StepResult.Done();
        }

        var now = time.Now();
        var added = await nodes.AddAsync(
            new ComposedNode
            {
                Uuid = data.Need(ComposeKeys.NodeId),
                Name = data.Need(ComposeKeys.Name),
                Description = data.Input[ComposeKeys.Description]?.GetValue<string>(),
                FlavorId = data.Input[ComposeKeys.FlavorId]?.GetValue<string>(),
                InstanceId = data.Input[ComposeKeys.InstanceId]?.GetValue<string>(),
                State = NodeStates.Composing,
                Origin = NodeOrigins.Composed,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellation);
        return added.Failed(out var failure) ? StepResult.Failed(failure) : StepResult.Done();
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        await nodes.RemoveAsync(data.Need(ComposeKeys.NodeId), cancellation);
        return StepResult.Done("the reservation is dropped");
    }
}
