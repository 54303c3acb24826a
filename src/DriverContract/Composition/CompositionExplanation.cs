namespace Valence.DriverContract;

/// <summary>What would come of a composition.</summary>
/// <param name="WouldCompose">True when a request made now would be met.</param>
/// <param name="Chosen">What would be used, as the pod names it; null when nothing fits.</param>
/// <param name="Filters">Each requirement with what was left after it, in the order of the search.</param>
/// <param name="Reason">In one sentence.</param>
/// <param name="Nearest">The nearest request that would be met, for people; null when the request is met or none is known.</param>
public sealed record CompositionExplanation(
    bool WouldCompose, string? Chosen, IReadOnlyList<ExplainedFilter> Filters, string Reason, string? Nearest);

/// <param name="Requirement">Name and value, e.g. <c>total_cores &gt;= 64</c>.</param>
/// <param name="Remaining">How many systems are left after this requirement.</param>
public sealed record ExplainedFilter(string Requirement, int Remaining);
