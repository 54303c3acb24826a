namespace Simulator.Ironic;

/// <summary>Which nodes an allocation may get, and in which order they are tried.</summary>
internal sealed class AllocationChoice(Conductor conductor)
{
    /// <summary>All that fit, shuffled by the seed so that two allocations do not always fight for the same node.</summary>
    public IReadOnlyList<IronicNode> Of(IronicAllocation allocation)
    {
        var fitting = conductor.Nodes.All().Where(n => Fits(n, allocation)).ToArray();
        conductor.World.Seed.For($"ironic/allocation/{allocation.Uuid}").Shuffle(fitting);
        return fitting;
    }

    public bool Fits(IronicNode node, IronicAllocation allocation) => Demands(allocation).All(d => d.Holds(node));

    /// <summary>The first demand that leaves no node, in words.</summary>
    public string WhyNone(IronicAllocation allocation)
    {
        IEnumerable<IronicNode> left = conductor.Nodes.All();
        foreach (var (words, holds) in Demands(allocation))
        {
            left = [.. left.Where(holds)];
            if (!left.Any())
            {
                return $"no available nodes match {words}.";
            }
        }

        return "all suitable nodes were taken meanwhile";
    }

    private static IEnumerable<(string Words, Func<IronicNode, bool> Holds)> Demands(IronicAllocation allocation) =>
    [
        ($"the resource class {allocation.ResourceClass}", n => n.ResourceClass == allocation.ResourceClass),
        ("the candidate nodes", n => allocation.CandidateNodes.Count == 0 || allocation.CandidateNodes.Contains(n.Uuid)),
        ($"the owner {allocation.Owner}", n => allocation.Owner is null || n.Owner == allocation.Owner),
        ($"the traits {string.Join(", ", allocation.Traits)}", n => n.Traits.IsSupersetOf(allocation.Traits)),
        ("provision state available", n => n.ProvisionState == ProvisionState.Available),
        ("not in maintenance", n => !n.Maintenance),
        ("without an instance", n => n.InstanceUuid is null),
        ("with a known power state", n => n.PowerState is not null),
    ];
}
