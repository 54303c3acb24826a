namespace Simulator.Hardware;

/// <summary>
/// The one table of who holds what: system or pooled device → composed node, or the block made of it; block made of blocks → composed node.
/// Absent means free.
/// </summary>
/// <remarks>Only <see cref="Pod"/> writes it, under its lock; a thing has one holder or none.</remarks>
public sealed class Holdings
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _holders = new(StringComparer.Ordinal);

    /// <summary>Id of the composed node, or of the block made of blocks, that holds the thing; null when it is free.</summary>
    public string? HolderOf(string id) => _holders.GetValueOrDefault(id);

    public bool IsFree(string id) => !_holders.ContainsKey(id);

    public int Count => _holders.Count;

    public IEnumerable<KeyValuePair<string, string>> All => _holders;

    internal void Take_NeedsLock(string id, string holder)
    {
        if (!_holders.TryAdd(id, holder))
        {
            throw new InvalidOperationException($"{id} is held by {_holders[id]} and cannot be taken by {holder}.");
        }
    }

    internal void GiveBack_NeedsLock(string id, string holder)
    {
        if (!_holders.TryRemove(new KeyValuePair<string, string>(id, holder)))
        {
            throw new InvalidOperationException($"{id} is not held by {holder}.");
        }
    }
}
