using Simulator.Hardware.Composition;

namespace Simulator.Control;

/// <summary>A composition of blocks on paper: a manifest, or one request.</summary>
internal sealed record CompositionExplanationJson(bool CanBeDone, IReadOnlyList<StanzaExplanationJson> Stanzas)
{
    public static CompositionExplanationJson Of(IReadOnlyList<ExplainedChange> changes) =>
        new(changes.All(c => c.Step.CanBeDone), [.. changes.Select(StanzaExplanationJson.Of)]);
}

/// <param name="StanzaId">Null for a request by itself.</param>
/// <param name="Blocks">That it would take or give back; of one that cannot be done, those that it names.</param>
/// <param name="Zones">That these have in common.</param>
/// <param name="Filters">Of the blocks that are named: which are left after each rule.</param>
/// <param name="Described">The search for what is described; null without a description.</param>
/// <param name="Nearest">What to change so that it succeeds.</param>
internal sealed record StanzaExplanationJson(
    string? StanzaId, string StanzaType, bool CanBeDone, IReadOnlyList<string> Blocks, IReadOnlyList<string> Zones, IReadOnlyList<FilterJson> Filters,
    ExplanationJson? Described, IReadOnlyList<BlockProblem> Problems, IReadOnlyList<NearestJson> Nearest)
{
    public static StanzaExplanationJson Of(ExplainedChange change) => new(
        change.Id, change.Type, change.Step.CanBeDone, change.Step.BlockIds, change.Step.Zones,
        [.. change.Step.Named.Select(f => new FilterJson(f.Filter, f.Left, f.Dropped))],
        change.Step.Described is { } described ? ExplanationJson.Of(described) : null,
        change.Step.Problems, [.. change.Step.Nearest.Select(n => new NearestJson(n.Item, n.Asked, n.Instead, $"the same {n}"))]);
}
