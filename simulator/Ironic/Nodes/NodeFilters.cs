namespace Simulator.Ironic;

/// <summary>Filters of the list of nodes.</summary>
internal static class NodeFilters
{
    /// <summary>All arguments of the list, with the minor version each came with.</summary>
    public static readonly IReadOnlyDictionary<string, int> Arguments = new Dictionary<string, int>(Paging.Arguments, StringComparer.Ordinal)
    {
        ["fields"] = 8, ["detail"] = 43,
        ["instance_uuid"] = 1, ["associated"] = 1, ["maintenance"] = 1, ["chassis_uuid"] = 1, ["provision_state"] = 9, ["driver"] = 16,
        ["resource_class"] = 21, ["fault"] = 42, ["conductor_group"] = 46, ["conductor"] = 49, ["owner"] = 50, ["description_contains"] = 51,
        ["retired"] = 61, ["lessee"] = 65, ["project"] = 65, ["shard"] = 82, ["sharded"] = 82,
    };

    private static readonly Dictionary<string, Func<IronicNode, string, bool>> ByText = new(StringComparer.Ordinal)
    {
        ["instance_uuid"] = (n, v) => n.InstanceUuid == v,
        ["chassis_uuid"] = (n, v) => n.ChassisUuid == v,
        ["provision_state"] = (n, v) => n.ProvisionState == v,
        ["driver"] = (n, v) => n.Driver == v,
        ["resource_class"] = (n, v) => n.ResourceClass == v,
        ["fault"] = (n, v) => n.Fault == v,
        ["conductor_group"] = (n, v) => string.Equals(n.ConductorGroup, v, StringComparison.OrdinalIgnoreCase),
        ["conductor"] = (n, v) => n.Conductor == v,
        ["owner"] = (n, v) => n.Owner == v,
        ["lessee"] = (n, v) => n.Lessee == v,
        ["project"] = (n, v) => n.Owner == v || n.Lessee == v,
        ["description_contains"] = (n, v) => n.Description?.Contains(v, StringComparison.OrdinalIgnoreCase) == true,
        ["shard"] = (n, v) => n.Shard is { } shard && v.Split(',').Contains(shard),
    };

    private static readonly Dictionary<string, Func<IronicNode, bool>> ByFlag = new(StringComparer.Ordinal)
    {
        ["associated"] = n => n.InstanceUuid is not null,
        ["maintenance"] = n => n.Maintenance,
        ["retired"] = n => n.IsRetired,
        ["sharded"] = n => n.Shard is not null,
    };

    public static Outcome<IReadOnlyList<IronicNode>> Apply(IEnumerable<IronicNode> nodes, QueryArguments query)
    {
        if (query.Text("provision_state") is { } state && !ProvisionStateMachine.States.Contains(state))
        {
            return IronicErrors.Invalid($"Provision state \"{state}\" is not valid.");
        }

        foreach (var (name, matches) in ByFlag)
        {
            var (wanted, problem) = query.Flag(name);
            if (problem is not null)
            {
                return problem;
            }

            nodes = wanted is null ? nodes : nodes.Where(n => matches(n) == wanted);
        }

        foreach (var (name, matches) in ByText)
        {
            nodes = query.Text(name) is { } wanted ? nodes.Where(n => matches(n, wanted)) : nodes;
        }

        return nodes.ToList();
    }
}
