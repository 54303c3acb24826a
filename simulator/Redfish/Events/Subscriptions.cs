using System.Globalization;

namespace Simulator.Redfish;

/// <summary>The owner of all subscriptions; each has a token that ends its delivery or its stream.</summary>
/// <param name="kept">Where webhooks outlive the service; null for nowhere.</param>
internal sealed class Subscriptions(KeptSubscriptions? kept = null)
{
    /// <summary>Protects the process, not a limit of a specification.</summary>
    public const int Most = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Subscription Subscription, CancellationTokenSource Ends)> _all = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Subscription> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Values.Select(s => s.Subscription).OrderBy(s => s.Id.Length).ThenBy(s => s.Id, StringComparer.Ordinal)];
            }
        }
    }

    public Subscription? Find(string id)
    {
        lock (_lock)
        {
            return _all.TryGetValue(id, out var found) ? found.Subscription : null;
        }
    }

    /// <returns>The subscription under its id, and what is cancelled when it goes; null when there are <see cref="Most"/> already.</returns>
    public (Subscription Subscription, CancellationToken Ended)? Add(Func<string, Subscription> create)
    {
        lock (_lock)
        {
            if (_all.Count >= Most)
            {
                return null;
            }

            var subscription = create((++_lastId).ToString(CultureInfo.InvariantCulture));
            var ends = new CancellationTokenSource();
            _all[subscription.Id] = (subscription, ends);
            Save_NeedsLock(subscription);
            return (subscription, ends.Token);
        }
    }

    /// <summary>Those of the run before, under the ids that they had.</summary>
    public IReadOnlyList<(Subscription Subscription, CancellationToken Ended)> Restore()
    {
        lock (_lock)
        {
            var restored = new List<(Subscription, CancellationToken)>();
            foreach (var subscription in kept?.Read().Take(Most) ?? [])
            {
                var ends = new CancellationTokenSource();
                if (long.TryParse(subscription.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && _all.TryAdd(subscription.Id, (subscription, ends)))
                {
                    _lastId = Math.Max(_lastId, id);
                    restored.Add((subscription, ends.Token));
                }
            }

            return restored;
        }
    }

    /// <summary>Null when it is gone.</summary>
    public Subscription? Change(string id, Func<Subscription, Subscription> change)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var found))
            {
                return null;
            }

            var changed = change(found.Subscription);
            _all[id] = (changed, found.Ends);
            Save_NeedsLock(changed);
            return changed;
        }
    }

    /// <summary>Also ends its delivery or stream. False when it is gone already.</summary>
    public bool Remove(string id)
    {
        CancellationTokenSource ends;
        lock (_lock)
        {
            if (!_all.Remove(id, out var found))
            {
                return false;
            }

            ends = found.Ends;
            Save_NeedsLock(found.Subscription);
        }

        ends.Cancel();
        return true;
    }

    /// <summary>Ends all deliveries and streams when the service stops; what is kept stays.</summary>
    public void Stop()
    {
        List<CancellationTokenSource> running;
        lock (_lock)
        {
            running = [.. _all.Values.Select(s => s.Ends)];
            _all.Clear();
        }

        running.ForEach(ends => ends.Cancel());
    }

    /// <summary>A stream is not kept, so nothing is written for its sake: it may end after the service has.</summary>
    private void Save_NeedsLock(Subscription changed)
    {
        if (!changed.IsStream)
        {
            kept?.Write([.. _all.Values.Select(s => s.Subscription).Where(s => !s.IsStream)]);
        }
    }
}
