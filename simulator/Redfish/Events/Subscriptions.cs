using System.Globalization;

namespace Simulator.Redfish;

/// <summary>The owner of all subscriptions; each has a token that ends its delivery or its stream.</summary>
internal sealed class Subscriptions
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
            return (subscription, ends.Token);
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
        }

        ends.Cancel();
        return true;
    }

    /// <summary>Ends everything, when the service stops.</summary>
    public void Clear()
    {
        foreach (var subscription in All)
        {
            Remove(subscription.Id);
        }
    }
}
