using ValenceCore.Operations;

namespace ValenceCore.Inventory;

/// <summary>Reads a pod's devices and makes the rows equal to them, in one transaction: repeating it is all that is ever needed.</summary>
internal sealed class SyncStep(InventoryController inventory) : IOperationStep
{
    public const string Kind = "sync";
    public const string PodId = "podm_id";

    public string Name => "read devices";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        await inventory.SynchroniseAsync(data.Need(PodId), cancellation) is { } failure ? StepResult.Failed(failure) : StepResult.Done();
}
