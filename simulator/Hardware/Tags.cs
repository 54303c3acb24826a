using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>What clients note on a resource, value by key; it means nothing to the pod.</summary>
/// <param name="Values">In the order of their keys.</param>
public sealed record Tags(ImmutableSortedDictionary<string, string> Values)
{
    public static Tags None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>With these beside or instead of those that were there; null takes one away.</summary>
    public Tags With(IEnumerable<KeyValuePair<string, string?>> changes) => changes.Aggregate(
        this, (tags, change) => new Tags(change.Value is { } value ? tags.Values.SetItem(change.Key, value) : tags.Values.Remove(change.Key)));
}
