using Simulator.Chance;

namespace Simulator.Ironic;

/// <summary>The one owner of all resources of a kind: readers get snapshots, changes happen one at a time.</summary>
/// <param name="kind">For ids and messages: <c>port</c>.</param>
/// <param name="keys">What is unique besides the UUID.</param>
internal sealed class ResourceStore<T>(string kind, TimeProvider clock, Seed seed, params IReadOnlyList<UniqueKey<T>> keys)
    where T : StoredResource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string>[] _holders = [.. keys.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal))];
    private long _order;

    public IReadOnlyList<T> All()
    {
        lock (_lock)
        {
            return [.. _byUuid.Values.OrderBy(r => r.Order)];
        }
    }

    /// <summary>By UUID, or by name where the kind has names; a <c>.json</c> suffix is forgiven.</summary>
    public T? Find(string identifier)
    {
        lock (_lock)
        {
            return Find_NeedsLock(identifier) ?? (identifier.EndsWith(".json", StringComparison.Ordinal) ? Find_NeedsLock(identifier[..^5]) : null);
        }
    }

    /// <summary>Stores a new one and gives it a UUID if it has none; 409 when something of it is taken.</summary>
    public Outcome<T> Add(T item)
    {
        lock (_lock)
        {
            if (_byUuid.ContainsKey(item.Uuid))
            {
                return IronicErrors.Conflict($"A {kind} with UUID {item.Uuid} already exists.");
            }

            var order = _order + 1;
            var uuid = item.Uuid.Length > 0 ? item.Uuid : seed.Uuid($"ironic/{kind}/{order}").ToString();
            var stored = item with { Order = order, Uuid = uuid, CreatedAt = clock.GetUtcNow() };
            if (Clash_NeedsLock(stored) is { } clash)
            {
                return clash;
            }

            _order = order;
            Store_NeedsLock(stored);
            return stored;
        }
    }

    /// <summary>Changes one, or leaves it and answers the error that <paramref name="change"/> gives; 404 when it has gone.</summary>
    public Outcome<T> Change(string uuid, Func<T, Outcome<T>> change)
    {
        lock (_lock)
        {
            if (!_byUuid.TryGetValue(uuid, out var former))
            {
                return IronicErrors.NotFound(char.ToUpperInvariant(kind[0]) + kind[1..], uuid);
            }

            var outcome = change(former);
            if (outcome.Error is not null || ReferenceEquals(outcome.Value, former))
            {
                return outcome;
            }

            var changed = outcome.Value with { UpdatedAt = clock.GetUtcNow() };
            if (Clash_NeedsLock(changed) is { } clash)
            {
                return clash;
            }

            Forget_NeedsLock(former);
            Store_NeedsLock(changed);
            return changed;
        }
    }

    public void Remove(string uuid)
    {
        lock (_lock)
        {
            if (_byUuid.GetValueOrDefault(uuid) is { } former)
            {
                Forget_NeedsLock(former);
            }
        }
    }

    private T? Find_NeedsLock(string identifier) => Checks.IsUuid(identifier)
        ? _byUuid.GetValueOrDefault(Guid.Parse(identifier).ToString())
        : _byUuid.Values.FirstOrDefault(r => r is INamed { Name: { } name } && name == identifier);

    private IronicError? Clash_NeedsLock(T item)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Of(item) is { } key && _holders[i].TryGetValue(key, out var holder) && holder != item.Uuid)
            {
                return IronicErrors.Conflict(keys[i].Taken(item));
            }
        }

        return null;
    }

    private void Store_NeedsLock(T item)
    {
        _byUuid[item.Uuid] = item;
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Of(item) is { } key)
            {
                _holders[i][key] = item.Uuid;
            }
        }
    }

    private void Forget_NeedsLock(T item)
    {
        _byUuid.Remove(item.Uuid);
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Of(item) is { } key)
            {
                _holders[i].Remove(key);
            }
        }
    }
}
