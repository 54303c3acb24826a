using System.Collections.Concurrent;

namespace ValenceCore.Operations;

/// <summary>The watches of operations that were begun here and are not taken on yet.</summary>
internal sealed class OperationWatches
{
    private readonly ConcurrentDictionary<string, OperationWatch> kept = new();

    public void Keep(string id, OperationWatch watch) => kept[id] = watch;

    /// <summary>Null for an operation that was begun elsewhere.</summary>
    public OperationWatch? Take(string id) => kept.TryRemove(id, out var watch) ? watch : null;
}
