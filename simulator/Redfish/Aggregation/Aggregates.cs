using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Redfish;

/// <summary>A group of systems and chassis that clients made to act on them together.</summary>
/// <param name="Elements">URIs, each once, in the order in which they were added.</param>
internal sealed record AggregateOf(string Id, ImmutableArray<string> Elements);

/// <summary>The owner of all aggregates.</summary>
internal sealed class Aggregates
{
    /// <summary>Protects the process, not a limit of a specification.</summary>
    public const int Most = 256;

    private readonly Lock _lock = new();
    private ImmutableSortedDictionary<int, AggregateOf> _all = ImmutableSortedDictionary<int, AggregateOf>.Empty;
    private int _lastId;

    /// <summary>Oldest first.</summary>
    public IEnumerable<AggregateOf> All => Volatile.Read(ref _all).Values;

    public AggregateOf? Find(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Volatile.Read(ref _all).GetValueOrDefault(number) is { } found && found.Id == id
            ? found : null;

    /// <returns>Null when there are <see cref="Most"/> already.</returns>
    public AggregateOf? Add(IEnumerable<string> elements)
    {
        lock (_lock)
        {
            if (_all.Count >= Most)
            {
                return null;
            }

            var added = new AggregateOf($"{++_lastId}", [.. elements.Distinct()]);
            Volatile.Write(ref _all, _all.Add(_lastId, added));
            return added;
        }
    }

    /// <summary>False when it is gone.</summary>
    public bool Change(string id, Func<ImmutableArray<string>, IEnumerable<string>> elements)
    {
        lock (_lock)
        {
            if (Find(id) is not { } found)
            {
                return false;
            }

            Volatile.Write(ref _all, _all.SetItem(Number(found), found with { Elements = [.. elements(found.Elements).Distinct()] }));
            return true;
        }
    }

    /// <summary>False when it is gone already.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            if (Find(id) is not { } found)
            {
                return false;
            }

            Volatile.Write(ref _all, _all.Remove(Number(found)));
            return true;
        }
    }

    private static int Number(AggregateOf aggregate) => int.Parse(aggregate.Id, NumberStyles.None, CultureInfo.InvariantCulture);
}
