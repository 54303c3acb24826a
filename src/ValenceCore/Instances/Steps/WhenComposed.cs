using ValenceCore.Operations;

namespace ValenceCore.Instances;

/// <summary>A step of composing, registering or releasing, for an instance whose machine is composed; nothing to do for a pre-set server.</summary>
internal sealed class WhenComposed<TStep>(TStep step) : IOperationStep
    where TStep : IOperationStep
{
    public string Name => step.Name;

    public Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        IsComposed(data) ? step.ExecuteAsync(data, cancellation) : Task.FromResult(StepResult.Done("a pre-set server"));

    public Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        IsComposed(data) ? step.RevertAsync(data, cancellation) : Task.FromResult(StepResult.Nothing);

    private static bool IsComposed(OperationData data) => data.Need(InstanceKeys.Composed) == InstanceKeys.Yes;
}
