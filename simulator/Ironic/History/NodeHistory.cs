using System.Collections.Concurrent;
using System.Collections.Immutable;
using Simulator.Chance;

namespace Simulator.Ironic;

/// <summary>Something that went wrong with a node.</summary>
/// <param name="Kind"><c>provisioning</c>, <c>power</c> …, after the state that the node was in.</param>
internal sealed record HistoryEntry(string Uuid, DateTimeOffset CreatedAt, string Kind, string Event, string Conductor);

/// <summary>What went wrong with each node: the last <see cref="Kept"/> entries, newest last. Gone with the node.</summary>
internal sealed class NodeHistory(Seed seed, TimeProvider clock)
{
    public const int Kept = 300;

    private readonly ConcurrentDictionary<string, ImmutableList<HistoryEntry>> _entries = new(StringComparer.Ordinal);

    private long _last;

    public ImmutableList<HistoryEntry> Of(string node) => _entries.GetValueOrDefault(node, []);

    /// <summary>Keeps an error that a node has just got.</summary>
    public void Note(IronicNode node, string error)
    {
        var entry = new HistoryEntry(
            seed.Uuid($"ironic/history/{Interlocked.Increment(ref _last)}").ToString(), clock.GetUtcNow(), KindOf(node), error, node.Conductor);
        _entries.AddOrUpdate(node.Uuid, _ => [entry], (_, all) => all.Add(entry) is { Count: > Kept } most ? most.RemoveAt(0) : all.Add(entry));
    }

    public void Forget(string node) => _entries.TryRemove(node, out _);

    private static string KindOf(IronicNode node) => node.Fault == "power failure" ? "power sync" : node.ProvisionState switch
    {
        ProvisionState.CleanFailed => "cleaning",
        ProvisionState.DeployFailed => "deploying",
        ProvisionState.InspectFailed => "introspection",
        ProvisionState.RescueFailed or ProvisionState.UnrescueFailed => "rescue",
        ProvisionState.AdoptFailed => "adoption",
        ProvisionState.Enroll => "verify",
        ProvisionState.Error => "undeploying",
        _ => "monitoring",
    };
}
