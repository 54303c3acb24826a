using System.Collections.Immutable;

namespace Simulator.Hardware.Composition;

/// <summary>How much systems must have in common for one to answer for all.</summary>
internal enum Scope
{
    /// <summary>Their kind.</summary>
    Kind,

    /// <summary>And their rack, as it is asked what that reaches.</summary>
    Rack,

    /// <summary>Each answers for itself, as it is asked for a name, a number or an address.</summary>
    System,
}

/// <summary>Systems of one kind that are equally available, in the order of the rack file: a part of a set, never empty.</summary>
internal sealed class Likes
{
    private readonly SystemPlaces _places;
    private readonly ImmutableSortedSet<int> _set;
    private readonly Availability _availability;
    private readonly int _from;
    private readonly int _to;

    public Likes(SystemPlaces places, ImmutableSortedSet<int> set, Availability availability)
        : this(places, set, availability, 0, set.Count)
    {
    }

    private Likes(SystemPlaces places, ImmutableSortedSet<int> set, Availability availability, int from, int to)
    {
        (_places, _set, _availability, _from, _to) = (places, set, availability, from, to);
        First = new Trial(places.At(set[from]), set[from], availability);
    }

    public int Count => _to - _from;

    /// <summary>Answers for all.</summary>
    public Trial First { get; }

    public IEnumerable<Trial> All => Enumerable.Range(_from, Count).Select(i => new Trial(_places.At(_set[i]), _set[i], _availability));

    /// <summary>Those that lie there; null when none does.</summary>
    public Likes? In(Run run) => Part(Before(run.First), Before(run.End));

    /// <summary>The others.</summary>
    public IEnumerable<Likes> NotIn(Run run) => new[] { Part(_from, Before(run.First)), Part(Math.Max(Before(run.First), Before(run.End)), _to) }.OfType<Likes>();

    /// <summary>Divided so that they have that much in common.</summary>
    public IEnumerable<Likes> By(Scope scope)
    {
        for (var from = _from; from < _to;)
        {
            var next = scope switch
            {
                Scope.Kind => _to,
                Scope.Rack => Before(_places.In(_places.At(_set[from]).RackId).End),
                _ => from + 1,
            };
            yield return Part(from, next)!;
            from = next;
        }
    }

    // With the same trial as long as they are the same.
    private Likes? Part(int from, int to) => from >= to ? null : from == _from && to == _to ? this : new Likes(_places, _set, _availability, from, to);

    private int Before(int place)
    {
        var index = _set.IndexOf(place);
        return Math.Clamp(index < 0 ? ~index : index, _from, _to);
    }
}
