using System.Text.Json;

namespace Simulator.Ironic;

/// <summary>The one owner of all nodes: readers get snapshots, changes happen one at a time.</summary>
public sealed class IronicNodes
{
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IronicNode> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _uuidByName = new(StringComparer.Ordinal);
    private long _order;

    private readonly NodeHistory _history;

    internal IronicNodes(TimeProvider clock, NodeHistory history) => (_clock, _history) = (clock, history);

    /// <summary>All nodes for the page, in the order of their creation.</summary>
    public IReadOnlyList<NodeSnapshot> Snapshot() => [.. All().Select(n => new NodeSnapshot(
        n.Uuid, n.Name, n.ProvisionState, n.TargetProvisionState, n.PowerState, n.TargetPowerState, n.Maintenance, n.LastError,
        n.DriverInfo["redfish_system_id"] is { } id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null))];

    internal IReadOnlyList<IronicNode> All()
    {
        lock (_lock)
        {
            return [.. _byUuid.Values.OrderBy(n => n.Order)];
        }
    }

    internal IronicNode? ByUuid(string uuid)
    {
        lock (_lock)
        {
            return _byUuid.GetValueOrDefault(uuid);
        }
    }

    /// <summary>By UUID, or by name where the version has names (1.5); a <c>.json</c> suffix is forgiven.</summary>
    internal IronicNode? Find(string identifier, ApiVersion version)
    {
        lock (_lock)
        {
            return Find_NeedsLock(identifier, version)
                ?? (identifier.EndsWith(".json", StringComparison.Ordinal) ? Find_NeedsLock(identifier[..^5], version) : null);
        }
    }

    /// <summary>Stores a new node; 409 when its UUID, name or instance is taken.</summary>
    internal Outcome<IronicNode> Add(IronicNode node)
    {
        lock (_lock)
        {
            if (_byUuid.ContainsKey(node.Uuid))
            {
                return IronicErrors.Conflict($"A node with UUID {node.Uuid} already exists.");
            }

            if (Clash_NeedsLock(node, former: null) is { } clash)
            {
                return clash;
            }

            var stored = node with { Order = ++_order, CreatedAt = _clock.GetUtcNow() };
            Store_NeedsLock(stored, former: null);
            return stored;
        }
    }

    /// <summary>
    /// Changes a node, or leaves it and answers the error that <paramref name="change"/> gives; 404 when it has gone.
    /// <paramref name="change"/> sees the node as it is now and must not wait for anything.
    /// </summary>
    internal Outcome<IronicNode> Change(string uuid, Func<IronicNode, Outcome<IronicNode>> change)
    {
        lock (_lock)
        {
            if (!_byUuid.TryGetValue(uuid, out var former))
            {
                return IronicErrors.NotFound("Node", uuid);
            }

            var outcome = change(former);
            if (outcome.Error is not null || ReferenceEquals(outcome.Value, former))
            {
                return outcome;
            }

            var changed = outcome.Value with { UpdatedAt = _clock.GetUtcNow() };
            if (Clash_NeedsLock(changed, former) is { } clash)
            {
                return clash;
            }

            Store_NeedsLock(changed, former);
            if (changed.LastError is { } error && error != former.LastError)
            {
                _history.Note(changed, error);
            }

            return changed;
        }
    }

    /// <summary>Removes a node unless <paramref name="refuse"/> gives a reason not to.</summary>
    internal IronicError? Remove(string uuid, Func<IronicNode, IronicError?> refuse)
    {
        lock (_lock)
        {
            if (!_byUuid.TryGetValue(uuid, out var node))
            {
                return IronicErrors.NotFound("Node", uuid);
            }

            if (refuse(node) is { } refusal)
            {
                return refusal;
            }

            _byUuid.Remove(uuid);
            _history.Forget(uuid);
            if (node.Name is not null)
            {
                _uuidByName.Remove(node.Name);
            }

            return null;
        }
    }

    private IronicNode? Find_NeedsLock(string identifier, ApiVersion version) => Checks.IsUuid(identifier)
        ? _byUuid.GetValueOrDefault(Guid.Parse(identifier).ToString())
        : version.Has(5) && _uuidByName.TryGetValue(identifier, out var uuid) ? _byUuid[uuid] : null;

    private IronicError? Clash_NeedsLock(IronicNode node, IronicNode? former)
    {
        if (node.Name is not null && _uuidByName.TryGetValue(node.Name, out var holder) && holder != node.Uuid)
        {
            return IronicErrors.Conflict($"A node with name {node.Name} already exists.");
        }

        var rival = node.InstanceUuid is null || node.InstanceUuid == former?.InstanceUuid
            ? null
            : _byUuid.Values.FirstOrDefault(n => n.InstanceUuid == node.InstanceUuid && n.Uuid != node.Uuid);
        return rival is null
            ? null
            : IronicErrors.Conflict($"Instance {node.InstanceUuid} is already associated with a node, it cannot be associated with this other node {node.Uuid}");
    }

    private void Store_NeedsLock(IronicNode node, IronicNode? former)
    {
        if (former?.Name is not null)
        {
            _uuidByName.Remove(former.Name);
        }

        if (node.Name is not null)
        {
            _uuidByName[node.Name] = node.Uuid;
        }

        _byUuid[node.Uuid] = node;
    }
}
