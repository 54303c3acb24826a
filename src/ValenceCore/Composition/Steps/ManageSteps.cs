using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Composition;

/// <summary>Looks for a node that exists in a pod already. Equal indexes in two pods are two nodes (D-18).</summary>
internal sealed class FindNodeStep(NodeDrivers drivers) : IOperationStep
{
    public string Name => "find";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var driver = await drivers.NeedAsync<IComposeNodes>(data.Need(ComposeKeys.PodId), cancellation);
        var index = data.Need(ComposeKeys.WantedIndex);
        if (await driver.FindAsync(index, cancellation) is not { } place)
        {
            return StepResult.Failed(Failure.NotFound($"The pod manager has no node '{index}'."));
        }

        data[ComposeKeys.Index] = place.Index;
        data[ComposeKeys.Uri] = place.Uri;
        data[ComposeKeys.FoundName] = place.Name;
        return StepResult.Done($"node {place.Index}");
    }
}

/// <summary>Takes the found node on. Nothing is asked of the pod.</summary>
internal sealed class AdoptStep(NodeStore nodes, TimeProvider time) : IOperationStep
{
    public string Name => "adopt";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(ComposeKeys.NodeId);
        if (data.IsRepeated && (await nodes.FindAsync(uuid, cancellation)).Failure is null)
        {
            return StepResult.Done();
        }

        var now = time.Now();
        var index = data.Need(ComposeKeys.Index);
        var added = await nodes.AddAsync(
            new ComposedNode
            {
                Uuid = uuid,
                Name = data.Input[ComposeKeys.Name]?.GetValue<string>() ?? data[ComposeKeys.FoundName] ?? index,
                PodId = data.Need(ComposeKeys.PodId),
                Index = index,
                ResourceUri = data.Need(ComposeKeys.Uri),
                State = NodeStates.Composed,
                Origin = data.Input[ComposeKeys.MarkedAs] is null ? NodeOrigins.Adopted : NodeOrigins.Composed,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellation);
        return added.Failed(out var taken) ? StepResult.Failed(taken) : StepResult.Done();
    }

    /// <summary>The row is this operation's alone, by its uuid.</summary>
    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        await nodes.RemoveAsync(data.Need(ComposeKeys.NodeId), cancellation);
        return StepResult.Nothing;
    }
}
