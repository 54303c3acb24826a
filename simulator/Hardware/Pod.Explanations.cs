using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Compositions of blocks tried on paper, told rule by rule.</content>
public sealed partial class Pod
{
    private static readonly (string Name, BlockProblemKind[] Kinds)[] Rules =
    [
        ("found", [BlockProblemKind.NotFound, BlockProblemKind.Twice, BlockProblemKind.Nested]),
        ("free", [BlockProblemKind.InUse]),
        ("not reserved", [BlockProblemKind.Reserved]),
        ("assigned to nobody else", [BlockProblemKind.OtherClient]),
        ("healthy", [BlockProblemKind.Unhealthy]),
    ];

    /// <summary>What would become of changes, one after the other, at this moment. Changes nothing.</summary>
    public IReadOnlyList<StepExplanation> Explain(IReadOnlyList<ManifestStep> steps) =>
        [.. Plan(steps, PlanPurpose.Preview, client: null, reservationId: null, TimeSpan.Zero).Steps.Select(Explain)];

    private StepExplanation Explain(PlannedStep step)
    {
        IReadOnlyList<string> named = step.Step switch
        {
            ManifestStep.Compose { Request: var request } => request.BlockIds,
            ManifestStep.ComposeBlock { Request: var request } => request.BlockIds,
            _ => [],
        };
        var blocks = (step.CanBeDone ? step.BlockIds : named).ToList();
        return new StepExplanation(
            step.CanBeDone, blocks,
            [.. Racks.Select(r => r.Id).Where(r => blocks.Count > 0 && blocks.Select(id => FindBlock(id) ?? (step.Made?.Id == id ? step.Made : null)).All(b => b is not null && IsInZone(b, r)))],
            step.Problems, [.. ByRule(named, step.Problems)], step.Match is { } match ? ExplanationOf(match.Run, match.Run.Steps[0].Left.Count + match.Run.Steps[0].Dropped.Count, step.Unmatched) : null,
            step.Unmatched?.Nearest ?? step.Nearest);
    }

    // The blocks that are left after each rule, up to the zones that those have in common.
    private IEnumerable<ExplainedFilter> ByRule(IReadOnlyList<string> named, IReadOnlyList<BlockProblem> problems)
    {
        if (named.Count == 0)
        {
            yield break;
        }

        List<string> left = [.. named];
        foreach (var (name, kinds) in Rules)
        {
            var dropped = problems.Where(p => kinds.Contains(p.Kind) && left.Contains(p.Block)).DistinctBy(p => p.Block).ToList();
            left.RemoveAll(id => dropped.Exists(p => p.Block == id));
            yield return new ExplainedFilter(name, [.. left], [.. dropped.Select(p => new ExplainedSystem(p.Block, p.Text))]);
        }

        var blocks = left.Select(FindBlock).OfType<ResourceBlock>().ToList();
        var zones = Racks.Select(r => r.Id).ToLookup(zone => blocks.All(b => IsInZone(b, zone)));
        yield return new ExplainedFilter(
            "zones of all of them", [.. zones[true]],
            [.. zones[false].Select(zone => new ExplainedSystem(zone, $"has not {string.Join(", ", blocks.Where(b => !IsInZone(b, zone)).Select(b => b.Id))}"))]);
    }
}
