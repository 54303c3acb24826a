namespace Simulator.Hardware.Composition;

/// <summary>Systems that a request may still get: each by itself, or those that are alike together, in the order of the rack file.</summary>
internal sealed class Candidates
{
    // One list for each kind; null while each system stands for itself.
    private readonly IReadOnlyList<IReadOnlyList<Trial>>? _kinds;

    private Candidates(IReadOnlyList<Trial> firsts, IReadOnlyList<IReadOnlyList<Trial>>? kinds, int count) => (Firsts, _kinds, Count) = (firsts, kinds, count);

    public Candidates(IReadOnlyList<Trial> trials)
        : this(trials, kinds: null, trials.Count)
    {
    }

    public int Count { get; }

    /// <summary>Those that answer for all that are like them.</summary>
    public IReadOnlyList<Trial> Firsts { get; }

    /// <summary>Every system, in the order of the rack file.</summary>
    public IEnumerable<Trial> All => _kinds is null ? Firsts : _kinds.SelectMany(k => k).OrderBy(t => t.Place);

    /// <summary>Those that are alike but for their names, in one rack, from now on together.</summary>
    public Candidates Grouped() => _kinds is not null ? this : Of([.. Firsts.GroupBy(t => (t.System.Kind ?? t.System, t.System.RackId)).Select(k => (IReadOnlyList<Trial>)[.. k])]);

    public (Candidates Kept, Candidates Dropped) Split(Func<Trial, bool> keeps)
    {
        if (_kinds is null)
        {
            List<Trial> kept = [], dropped = [];
            foreach (var trial in Firsts)
            {
                (keeps(trial) ? kept : dropped).Add(trial);
            }

            return (new Candidates(kept), new Candidates(dropped));
        }

        List<IReadOnlyList<Trial>> keptKinds = [], droppedKinds = [];
        foreach (var kind in _kinds)
        {
            (keeps(kind[0]) ? keptKinds : droppedKinds).Add(kind);
        }

        return (Of(keptKinds), Of(droppedKinds));
    }

    private static Candidates Of(IReadOnlyList<IReadOnlyList<Trial>> kinds) => new([.. kinds.Select(k => k[0])], kinds, kinds.Sum(k => k.Count));
}
