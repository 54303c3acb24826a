using System.Collections.Immutable;
using Simulator.Hardware.Composition;
using Simulator.Hardware.Conservation;

namespace Simulator.Hardware;

/// <content>Watches the law of conservation: each verb is checked when it ends, at the cost of what it touched.</content>
public sealed partial class Pod
{
    private readonly Lock _breachLock = new();
    private ImmutableDictionary<string, ImmutableArray<Breach>> _breaches = ImmutableDictionary<string, ImmutableArray<Breach>>.Empty.WithComparers(StringComparer.Ordinal);
    private int _breachesFound;

    /// <summary>Raised for each breach when it is found, on the thread of the verb that made it.</summary>
    public event Action<Breach>? Breached;

    /// <summary>Breaches that were found and are not mended.</summary>
    public IReadOnlyList<Breach> Breaches => [.. _breaches.Values.SelectMany(b => b)];

    /// <summary>So many since the start, mended or not.</summary>
    public int BreachesFound => Volatile.Read(ref _breachesFound);

    /// <summary>Checks everything now.</summary>
    /// <returns>Every breach found; empty when all is well.</returns>
    public IReadOnlyList<Breach> CheckInvariants()
    {
        using (Act())
        {
            var found = ConservationLaw.OfAll(this).ToLookup(b => b.Subject, StringComparer.Ordinal);
            foreach (var subject in _breaches.Keys.Union(found.Select(f => f.Key)))
            {
                Note(subject, [.. found[subject]]);
            }

            return Breaches;
        }
    }

    /// <summary>What must hold of the work on a node, said by who knows the work: what is wrong, or null. Asked under the lock of the node.</summary>
    internal Func<ComposedNode, string?>? ClaimLaw { get; set; }

    /// <summary>Checks a node that nothing changed, as time alone can break the law.</summary>
    internal void CheckNode(string nodeId)
    {
        if (FindNode(nodeId) is { } node)
        {
            using (Act(Systems[node.SystemId]))
            {
                Touch_NeedsLock([nodeId]);
            }
        }
    }

    private void CheckTouched_NeedsLock()
    {
        if (_touched is not { Count: > 0 } touched)
        {
            return;
        }

        foreach (var subject in touched)
        {
            Note(subject, [.. ConservationLaw.Of(this, subject)]);
        }

        touched.Clear();
    }

    private void Note(string subject, ImmutableArray<Breach> found)
    {
        ImmutableArray<Breach> known;
        lock (_breachLock)
        {
            known = _breaches.GetValueOrDefault(subject, []);
            if (found.IsEmpty && known.IsEmpty)
            {
                return;
            }

            _breaches = found.IsEmpty ? _breaches.Remove(subject) : _breaches.SetItem(subject, found);
        }

        foreach (var breach in found.Except(known))
        {
            Interlocked.Increment(ref _breachesFound);
            Breached?.Invoke(breach);
        }
    }
}
