namespace ValenceCore.Operations;

/// <summary>All plans by the kind of operation that they carry out.</summary>
internal sealed class OperationCatalog(IEnumerable<OperationPlan> plans)
{
    private readonly Dictionary<string, OperationPlan> plans = plans.ToDictionary(plan => plan.Kind);

    public OperationPlan this[string kind] => plans[kind];

    /// <summary>The plan of a stored operation; null when this program has none with its steps, since another version began it.</summary>
    public OperationPlan? For(Operation operation) =>
        plans.TryGetValue(operation.Kind, out var plan) && plan.Steps.Select(step => step.Name).SequenceEqual(operation.Steps.Select(step => step.Name))
            ? plan
            : null;
}
