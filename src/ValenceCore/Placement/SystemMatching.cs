namespace ValenceCore.Placement;

/// <summary>
/// The core's own search: which systems of a pod would meet requirements, by what the inventory says and the rules that pods have. It knows no cabling,
/// so a pooled drive counts for every system, and it tells what is worth asking for and promises nothing.
/// </summary>
internal static class SystemMatching
{
    /// <summary>Requirements in the order they are applied, each with what was left, and the systems left at the end in the order given.</summary>
    /// <param name="devices">All pooled devices of the pod; those that a node holds or that are not ready are passed over.</param>
    public static SystemMatch Match(IReadOnlyList<PodSystem> systems, IReadOnlyList<PooledDevice> devices, Requirements wanted)
    {
        var free = devices.Where(device => device is { NodeIndex: null, IsReady: true }).ToList();
        var left = systems;
        var filters = new List<ExplainedFilter>();
        string? nearest = null;
        foreach (var requirement in SystemRequirements.Of(wanted, free))
        {
            var before = left;
            left = [.. before.Where(requirement.IsMet)];
            filters.Add(new ExplainedFilter(requirement.Name, left.Count));
            if (left.Count == 0 && before.Count > 0)
            {
                nearest = requirement.Nearest(before);
            }
        }

        return new SystemMatch(systems.Count, filters, left, nearest);
    }
}

/// <summary>What is left of the systems of a pod.</summary>
/// <param name="Considered">How many systems there were.</param>
/// <param name="Fitting">Systems that meet everything, in the order they were given.</param>
/// <param name="Nearest">What would be met in the place of the requirement that nobody met, for people; null when one fits or none is near.</param>
internal sealed record SystemMatch(
    int Considered, IReadOnlyList<ExplainedFilter> Filters, IReadOnlyList<PodSystem> Fitting, string? Nearest)
{
    public bool IsMet => Fitting.Count > 0;

    /// <summary>In one sentence.</summary>
    public string Reason => IsMet
        ? $"{Fitting.Count} system(s) fit."
        : Considered == 0 ? "The pod has no systems." : $"No system is left after '{Filters.First(filter => filter.Remaining == 0).Requirement}'.";
}
