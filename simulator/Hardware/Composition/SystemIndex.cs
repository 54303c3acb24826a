using System.Collections.Immutable;

namespace Simulator.Hardware.Composition;

/// <summary>What a request may have of a system.</summary>
internal enum Availability
{
    /// <summary>Nobody has it, or keeps it, and it is healthy.</summary>
    Free,

    /// <summary>Likewise, but it is not healthy.</summary>
    Unwell,

    /// <summary>A node, a block, a zone or a reservation has it.</summary>
    Taken,
}

/// <summary>
/// Which systems of each kind are free, in the order of the rack file, kept at the cost of each change. So who searches looks at kinds, and at the racks
/// where some of a kind are, and never at system by system.
/// </summary>
/// <remarks>
/// Each system is in one set, that of its kind and availability. A set is replaced whole: verbs on two groups of racks may change one at the same time, and
/// readers take no lock.
/// </remarks>
internal sealed class SystemIndex
{
    private static readonly Availability[] Kept = Enum.GetValues<Availability>();

    private readonly ImmutableSortedSet<int>[] _sets;

    /// <summary>All are free and healthy, as they were delivered.</summary>
    public SystemIndex(SystemPlaces places)
    {
        Places = places;
        _sets = new ImmutableSortedSet<int>[places.Kinds * Kept.Length];
        Array.Fill(_sets, []);
        foreach (var kind in Enumerable.Range(0, places.Count).GroupBy(places.KindAt))
        {
            _sets[Of(kind.Key, Availability.Free)] = [.. kind];
        }
    }

    public SystemPlaces Places { get; }

    /// <summary>Under the lock of the system's group.</summary>
    public void Put_NeedsLock(int place, Availability availability)
    {
        foreach (var each in Kept)
        {
            ref var set = ref _sets[Of(Places.KindAt(place), each)];
            _ = each == availability
                ? ImmutableInterlocked.Update(ref set, (s, added) => s.Add(added), place)
                : ImmutableInterlocked.Update(ref set, (s, gone) => s.Remove(gone), place);
        }
    }

    /// <summary>Every set that a system is in: of a sound index one.</summary>
    public IReadOnlyList<Availability> SetsWith(int place) => [.. Kept.Where(each => Volatile.Read(ref _sets[Of(Places.KindAt(place), each)]).Contains(place))];

    /// <summary>All systems as they are now.</summary>
    /// <param name="instead">Those that are something else to who asks.</param>
    public Candidates Candidates(IReadOnlyDictionary<int, Availability>? instead = null)
    {
        var sets = Enumerable.Range(0, _sets.Length).Select(i => Volatile.Read(ref _sets[i])).ToArray();
        foreach (var (place, availability) in instead ?? ImmutableDictionary<int, Availability>.Empty)
        {
            foreach (var each in Kept)
            {
                ref var set = ref sets[Of(Places.KindAt(place), each)];
                set = each == availability ? set.Add(place) : set.Remove(place);
            }
        }

        return new Candidates([.. sets.Index().Where(s => s.Item.Count > 0).Select(s => new Likes(Places, s.Item, Kept[s.Index % Kept.Length]))]);
    }

    private static int Of(int kind, Availability availability) => (kind * Kept.Length) + (int)availability;
}
