namespace Simulator.Hardware.Composition;

/// <summary>One change of a manifest tried on paper.</summary>
/// <param name="BlockIds">That it would take or give back; of a change that cannot be done, those that it names.</param>
/// <param name="Zones">That all of these have in common.</param>
/// <param name="Problems">Of the blocks.</param>
/// <param name="Named">What became of the blocks that are named, rule by rule; empty where none is.</param>
/// <param name="Described">What became of the description; null without one.</param>
/// <param name="Nearest">What to change so that it can be done.</param>
public sealed record StepExplanation(
    bool CanBeDone, IReadOnlyList<string> BlockIds, IReadOnlyList<string> Zones, IReadOnlyList<BlockProblem> Problems, IReadOnlyList<ExplainedFilter> Named,
    AllocationExplanation? Described, IReadOnlyList<NearestRequest> Nearest);
