namespace ValenceCore.Drivers.Redfish;

/// <summary>How a search among resource blocks went.</summary>
/// <param name="Chosen">The compute block first; null when nothing fits.</param>
/// <param name="Nearest">What would be met in the place of the requirement that nobody met; null when there is nothing to say.</param>
internal sealed record BlockSearch(IReadOnlyList<ExplainedFilter> Filters, IReadOnlyList<UsableBlock>? Chosen, string? Nearest)
{
    /// <summary>In one sentence.</summary>
    public string Reason => Chosen is { } blocks
        ? $"{string.Join(", ", blocks.Select(block => block.Name))} would be used."
        : $"{string.Join(", ", Filters.Select(filter => $"{filter.Remaining} left after '{filter.Requirement}'"))}.";
}
