using System.Collections.Concurrent;

namespace Harness.Churn;

/// <summary>How what ended, and how often.</summary>
internal sealed class ChurnCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string kind, string end) => _counts.AddOrUpdate($"{kind} {end}", 1, (_, count) => count + 1);

    public override string ToString() => string.Join(", ", _counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"));
}
