using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Composed nodes: reserve, move, give back.</content>
public sealed partial class Pod
{
    private readonly ConcurrentDictionary<string, ComposedNode> _nodes = new(StringComparer.Ordinal);
    private int _lastNode;

    /// <summary>All composed nodes, oldest first.</summary>
    public IReadOnlyList<ComposedNode> Nodes => [.. _nodes.Values.OrderBy(n => n.Id.Length).ThenBy(n => n.Id, StringComparer.Ordinal)];

    public ComposedNode? FindNode(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>Moves a node by what happened to it. False when the node is gone or the event means nothing in its state.</summary>
    public bool Happened(string nodeId, ComposedNodeEvent happened, string? reason = null)
    {
        lock (_lock)
        {
            return _nodes.TryGetValue(nodeId, out var node) && Move_NeedsLock(node, happened, reason);
        }
    }

    /// <summary>Changes what a client may write on a node. False when the node is gone.</summary>
    public bool EditNode(string nodeId, Func<ComposedNode, ComposedNode> edit)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(nodeId, out var node))
            {
                return false;
            }

            _nodes[nodeId] = edit(node);
            return true;
        }
    }

    /// <summary>Marks a returned drive as erased.</summary>
    public void Erase(PooledDevice device)
    {
        lock (_lock)
        {
            device.Become_NeedsLock(device.State with { Erased = true, Erasure = null });
            Changed?.Invoke(new HardwareChange("node", device.Id, "Erased", $"{device.Name} is erased."));
        }
    }

    /// <summary>Clears the trusted module of a system.</summary>
    public void ClearTpm(ComputerSystem system) =>
        Change(system, state => state with { TpmHasSecrets = false }, new HardwareChange("power", system.Id, "TpmCleared", $"The trusted module of {system.Name} is cleared."));

    /// <summary>Erases the persistent memory of a system.</summary>
    public void ClearPersistentMemory(ComputerSystem system) =>
        Change(system, state => state with { MemoryHasData = false }, new HardwareChange("power", system.Id, "MemoryCleared", $"The persistent memory of {system.Name} is erased."));

    /// <summary>Gives everything back and forgets the node. False when it is gone already.</summary>
    public bool Release(string nodeId)
    {
        lock (_lock)
        {
            if (!_nodes.TryRemove(nodeId, out var node))
            {
                return false;
            }

            foreach (var id in node.DeviceIds.Prepend(node.SystemId))
            {
                Holdings.GiveBack_NeedsLock(id, nodeId);
            }

            var system = Systems[node.SystemId];
            foreach (var volume in node.Volumes)
            {
                ForgetIscsiBoot(system, volume);
                Disconnect_NeedsLock(volume);
            }

            if (system.ComposedAs is { } identity)
            {
                _composedAs.TryRemove(identity.Id, out _);
                system.Become_NeedsLock(system.State with { ComposedAs = null, HostName = null });
            }

            Changed?.Invoke(new HardwareChange("node", nodeId, "Released", $"Node {node.Name} gives everything back."));
            return true;
        }
    }

    /// <summary>
    /// The law of conservation: each holding is listed by exactly the node that holds it, and each node holds what it lists.
    /// </summary>
    /// <returns>Every breach found; empty when all is well.</returns>
    public IReadOnlyList<string> CheckInvariants()
    {
        lock (_lock)
        {
            var listed = _nodes.Values.SelectMany(n => n.DeviceIds.Prepend(n.SystemId), (n, id) => (id, n.Id)).ToList();
            var breaches = new List<string>();
            breaches.AddRange(listed.Where(l => Holdings.HolderOf(l.id) != l.Id)
                .Select(l => $"Node {l.Id} lists {l.id}, which is held by {Holdings.HolderOf(l.id) ?? "nobody"}."));
            breaches.AddRange(Holdings.All.Where(h => !listed.Contains((h.Key, h.Value)))
                .Select(h => $"{h.Key} is held by {h.Value}, which does not list it."));
            breaches.AddRange(Holdings.All.Where(h => !Systems.ContainsKey(h.Key) && !Devices.ContainsKey(h.Key))
                .Select(h => $"{h.Key} is held but not installed."));
            breaches.AddRange(Zones.SelectMany(z => z.EndpointIds, (z, id) => (z.Id, id)).Where(e => !Holdings.IsFree(e.id))
                .Select(e => $"{e.id} is in zone {e.Id} and held by node {Holdings.HolderOf(e.id)}."));
            breaches.AddRange(StorageServices.Values.Where(s => RoomIn(s) < 0)
                .Select(s => $"The volumes of {s.Id} take, or are promised, {-RoomIn(s)} bytes more than its pool has."));
            breaches.AddRange(VolumeBreaches());
            breaches.AddRange(Systems.Values
                .SelectMany(s => s.State.Storage.Volumes.SelectMany(v => v.DriveIds).GroupBy(d => d).Where(g => g.Count() > 1), (s, g) => (s.Id, g.Key))
                .Select(d => $"Drive {d.Key} of {d.Id} is in two volumes."));
            return breaches;
        }
    }

    private void FollowHealth(string id)
    {
        lock (_lock)
        {
            if (Holdings.HolderOf(id) is not { } holder || !_nodes.TryGetValue(holder, out var node))
            {
                return;
            }

            var lost = node.DeviceIds.Prepend(node.SystemId).Where(IsLost).ToList();
            if (lost.Count > 0)
            {
                Move_NeedsLock(node, ComposedNodeEvent.PartLost, $"Lost {string.Join(", ", lost)}.");
            }
            else if (node.WasAssembled)
            {
                Move_NeedsLock(node, ComposedNodeEvent.PartsBack, reason: null);
            }
        }

        bool IsLost(string part) =>
            (Systems.TryGetValue(part, out var system) ? system.State.Health : Devices[part].State.Health) == Health.Critical;
    }

    private void Take_NeedsLock(ComposedNode node)
    {
        Holdings.Take_NeedsLock(node.SystemId, node.Id);
        foreach (var id in node.DeviceIds)
        {
            Hold_NeedsLock(Devices[id], node.Id);
        }

        _nodes[node.Id] = node;
    }

    private void Hold_NeedsLock(PooledDevice device, string nodeId)
    {
        Holdings.Take_NeedsLock(device.Id, nodeId);
        device.Become_NeedsLock(device.State with { Erased = device.Kind != PooledDeviceKind.NVMe });
    }

    private bool Move_NeedsLock(ComposedNode node, ComposedNodeEvent happened, string? reason)
    {
        if (ComposedNodeStateMachine.Next(node.State, happened) is not { } next)
        {
            return false;
        }

        var moved = node with
        {
            State = next,
            Since = _clock.GetUtcNow(),
            Reason = next == ComposedNodeState.Failed ? reason : null,
            WasAssembled = node.WasAssembled || next == ComposedNodeState.Assembled,
        };
        _nodes[node.Id] = moved;
        Report_NeedsLock(moved, $"Node {moved.Name} is {next}{(moved.Reason is null ? "." : $": {moved.Reason}")}");
        return true;
    }

    private void Report_NeedsLock(ComposedNode node, string text) =>
        Changed?.Invoke(new HardwareChange("node", node.Id, node.State.ToString(), text));
}
