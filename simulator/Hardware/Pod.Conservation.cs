using System.Collections.Immutable;
using Simulator.Hardware.Conservation;

namespace Simulator.Hardware;

/// <content>Watches the law of conservation: each verb is checked when it ends, at the cost of what it touched.</content>
public sealed partial class Pod
{
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, ImmutableArray<Breach>> _breaches = ImmutableDictionary<string, ImmutableArray<Breach>>.Empty.WithComparers(StringComparer.Ordinal);
    private int _verbs;

    /// <summary>Raised for each breach when it is found, on the thread of the verb that made it.</summary>
    public event Action<Breach>? Breached;

    /// <summary>Breaches that were found and are not mended.</summary>
    public IReadOnlyList<Breach> Breaches => [.. _breaches.Values.SelectMany(b => b)];

    /// <summary>So many since the start, mended or not.</summary>
    public int BreachesFound { get; private set; }

    /// <summary>Checks everything now.</summary>
    /// <returns>Every breach found; empty when all is well.</returns>
    public IReadOnlyList<Breach> CheckInvariants()
    {
        lock (_lock)
        {
            var found = ConservationLaw.OfAll(this).ToLookup(b => b.Subject, StringComparer.Ordinal);
            foreach (var subject in _breaches.Keys.Union(found.Select(f => f.Key)))
            {
                Note_NeedsLock(subject, [.. found[subject]]);
            }

            return Breaches;
        }
    }

    /// <summary>One verb: holds the lock of the pod, and checks at the end of the outermost one.</summary>
    private Verb Act() => new(this);

    private void Touch_NeedsLock(IEnumerable<string> subjects) => _touched.UnionWith(subjects);

    private void CheckTouched_NeedsLock()
    {
        if (_touched.Count == 0)
        {
            return;
        }

        foreach (var subject in _touched)
        {
            Note_NeedsLock(subject, [.. ConservationLaw.Of(this, subject)]);
        }

        _touched.Clear();
    }

    private void Note_NeedsLock(string subject, ImmutableArray<Breach> found)
    {
        var known = _breaches.GetValueOrDefault(subject, []);
        if (found.IsEmpty && known.IsEmpty)
        {
            return;
        }

        _breaches = found.IsEmpty ? _breaches.Remove(subject) : _breaches.SetItem(subject, found);
        foreach (var breach in found.Except(known))
        {
            BreachesFound++;
            Breached?.Invoke(breach);
        }
    }

    private readonly ref struct Verb
    {
        private readonly Pod _pod;

        public Verb(Pod pod)
        {
            _pod = pod;
            pod._lock.Enter();
            pod._verbs++;
        }

        public void Dispose()
        {
            try
            {
                if (_pod._verbs == 1)
                {
                    _pod.CheckTouched_NeedsLock();
                }
            }
            finally
            {
                _pod._verbs--;
                _pod._lock.Exit();
            }
        }
    }
}
