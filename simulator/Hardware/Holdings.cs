using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>
/// The one table of who holds what: system or pooled device → composed node, or the block made of it; block made of blocks → composed node.
/// Absent means free.
/// </summary>
/// <remarks>Only <see cref="Pod"/> writes it, under its lock; a thing has one holder or none, and one that is shared a few.</remarks>
public sealed class Holdings
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Id of the composed node, or of the block made of blocks, that holds the thing, the first of several; null when it is free.</summary>
    public string? HolderOf(string id) => _held.TryGetValue(id, out var held) ? held.Holders[0] : null;

    public Held Of(string id) => _held.GetValueOrDefault(id, Held.ByNobody);

    public bool IsFree(string id) => !_held.ContainsKey(id);

    public int Count => _held.Count;

    public IEnumerable<KeyValuePair<string, string>> All => _held.SelectMany(h => h.Value.Holders, (h, holder) => KeyValuePair.Create(h.Key, holder));

    /// <param name="id">Of the thing.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="most">So many can hold it at once, if it is free so far.</param>
    internal void Take_NeedsLock(string id, string holder, int most = 1)
    {
        var held = Of(id);
        if (!held.HasRoom || held.Holders.Contains(holder))
        {
            throw new InvalidOperationException($"{id} is held by {string.Join(", ", held.Holders)} and cannot be taken by {holder}.");
        }

        _held[id] = held.With(holder, most);
    }

    internal void GiveBack_NeedsLock(string id, string holder)
    {
        var held = Of(id);
        if (!held.Holders.Contains(holder))
        {
            throw new InvalidOperationException($"{id} is not held by {holder}.");
        }

        if (held.Without(holder) is { IsFree: false } left)
        {
            _held[id] = left;
        }
        else
        {
            _held.TryRemove(id, out _);
        }
    }
}

/// <summary>Who holds a thing.</summary>
/// <param name="Holders">In the order they came.</param>
/// <param name="Most">So many can hold it at once: the first to take it says so.</param>
public sealed record Held(ImmutableArray<string> Holders, int Most)
{
    public static Held ByNobody { get; } = new([], Most: 1);

    public bool IsFree => Holders.IsEmpty;

    public bool HasRoom => Holders.Length < Most;

    public Held With(string holder, int most) => new(Holders.Add(holder), IsFree ? most : Most);

    public Held Without(string holder) => this with { Holders = Holders.Remove(holder) };
}
