namespace ValenceCore.Operations;

/// <summary>All plans by the kind of operation that they carry out.</summary>
internal sealed class OperationCatalog(IEnumerable<OperationPlan> plans)
{
    private readonly Dictionary<string, OperationPlan> plans = plans.ToDictionary(plan => plan.Kind);

    /// <summary>The steps of a kind in order; none for one that is carried out by its members.</summary>
    public IReadOnlyList<string> StepsOf(string kind) => plans.TryGetValue(kind, out var plan) ? [.. plan.Steps.Select(step => step.Name)] : [];

    /// <summary>The plan of a stored operation; null when this program has none with its steps, since another version began it.</summary>
    public OperationPlan? For(Operation operation) =>
        plans.TryGetValue(operation.Kind, out var plan) && plan.Steps.Select(step => step.Name).SequenceEqual(operation.Steps.Select(step => step.Name))
            ? plan
            : null;
}
