namespace Simulator.Hardware.Composition;

/// <summary>Systems that a request may still get, those that are alike together.</summary>
internal sealed class Candidates(IReadOnlyList<Likes> groups)
{
    public int Count { get; } = groups.Sum(g => g.Count);

    /// <summary>Those that answer for all that are like them.</summary>
    public IEnumerable<Trial> Firsts => groups.Select(g => g.First);

    /// <summary>Every system, in the order of the rack file.</summary>
    public IEnumerable<Trial> All => groups.SelectMany(g => g.All).OrderBy(t => t.Place);

    /// <summary>Those that lie there.</summary>
    public Candidates In(Run run) => new([.. groups.Select(g => g.In(run)).OfType<Likes>()]);

    public (Candidates Kept, Candidates Dropped) Split(AllocationFilter filter)
    {
        List<Likes> kept = [], dropped = [];
        foreach (var group in groups)
        {
            dropped.AddRange(group.NotIn(filter.Where));
            if (group.In(filter.Where) is not { } here)
            {
                continue;
            }

            foreach (var part in here.By(filter.ScopeOf(here.First)))
            {
                (filter.Keeps(part.First) ? kept : dropped).Add(part);
            }
        }

        return (new Candidates(kept), new Candidates(dropped));
    }
}
