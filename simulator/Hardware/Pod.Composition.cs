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
        using (ActOnNode(nodeId))
        {
            return _nodes.TryGetValue(nodeId, out var node) && Move_NeedsLock(node, happened, reason);
        }
    }

    /// <summary>Changes what a client may write on a node. False when the node is gone.</summary>
    public bool EditNode(string nodeId, Func<ComposedNode, ComposedNode> edit)
    {
        using (ActOnNode(nodeId))
        {
            if (!_nodes.TryGetValue(nodeId, out var node))
            {
                return false;
            }

            Keep_NeedsLock(edit(node));
            return true;
        }
    }

    /// <summary>Marks a returned drive as erased.</summary>
    public void Erase(PooledDevice device)
    {
        using (Act(device))
        {
            device.Become_NeedsLock(device.State with { Erased = true, Erasure = null });
            Changed?.Invoke(new HardwareChange("node", device.Id, "Erased", $"{device.Name} is erased."));
        }
    }

    /// <summary>Says what is known of a drive, and what becomes of it when a node gives it back. False while a node or zone has it and it is to count as erased.</summary>
    public bool MarkDrive(PooledDevice drive, bool? isErased, bool? eraseOnDetach)
    {
        using (Act(drive))
        {
            if (isErased == true && (!Holdings.IsFree(drive.Id) || ZoneOf(drive.Id) is not null))
            {
                return false;
            }

            var after = drive.State with { Erased = isErased ?? drive.State.Erased, EraseOnDetach = eraseOnDetach ?? drive.State.EraseOnDetach };
            if (after != drive.State)
            {
                drive.Become_NeedsLock(after);
                Touch_NeedsLock([drive.Id]);
                Changed?.Invoke(new HardwareChange("node", drive.Id, "Marked", $"{drive.Name} is marked {(after.Erased ? "erased" : "not erased")}."));
            }

            return true;
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
        using (ActOnNode(nodeId))
        {
            if (!_nodes.TryRemove(nodeId, out var node))
            {
                return false;
            }

            foreach (var id in node.BlockIds)
            {
                GiveBack_NeedsLock(id, nodeId);
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
                Changed?.Invoke(new HardwareChange("system", identity.Id, "Decomposed", $"System {identity.Id} is decomposed."));
                Changed?.Invoke(new HardwareChange("system", system.Id, "Created", $"System {system.Id} is by itself again."));
            }

            Changed?.Invoke(new HardwareChange("node", nodeId, "Released", $"Node {node.Name} gives everything back."));
            TellBlocks_NeedsLock(node.BlockIds);
            return true;
        }
    }

    private void FollowHealth(string id)
    {
        using (Systems.TryGetValue(id, out var system) ? Act(system) : Act(Devices[id]))
        {
            var nodes = NodesWith(id);
            if (nodes.Count == 0)
            {
                TellBlocks_NeedsLock(CompositeOf(id) is { } composite ? [id, composite.Id] : [id]);
            }

            foreach (var node in nodes)
            {
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
        }

        bool IsLost(string part) =>
            (Systems.TryGetValue(part, out var sled) ? sled.State.Health : Devices[part].State.Health) == Health.Critical;
    }

    // A part of a block made of blocks goes from that block to the node, and back to it.
    private void Take_NeedsLock(string id, string nodeId, int most = 1)
    {
        if (CompositeOf(id) is { } composite)
        {
            Holdings.GiveBack_NeedsLock(id, composite.Id);
            Touch_NeedsLock([composite.Id]);
        }

        Holdings.Take_NeedsLock(id, nodeId, most);
        Touch_NeedsLock([id]);
    }

    private void GiveBack_NeedsLock(string id, string nodeId)
    {
        Holdings.GiveBack_NeedsLock(id, nodeId);
        if (CompositeOf(id) is { } composite)
        {
            Holdings.Take_NeedsLock(id, composite.Id);
            Touch_NeedsLock([composite.Id]);
        }

        Touch_NeedsLock([id]);
    }

    // Who does not share has devices alone.
    private void Take_NeedsLock(ComposedNode node, bool sharing = false)
    {
        Take_NeedsLock(node.SystemId, node.Id);
        foreach (var id in node.DeviceIds)
        {
            Hold_NeedsLock(Devices[id], node.Id, sharing ? RoomOf(id) : 1);
        }

        foreach (var id in node.CompositeIds)
        {
            Take_NeedsLock(id, node.Id);
        }

        Keep_NeedsLock(node);
    }

    private void Hold_NeedsLock(PooledDevice device, string nodeId, int most = 1)
    {
        Take_NeedsLock(device.Id, nodeId, most);
        device.Become_NeedsLock(device.State with { Erased = !device.IsDrive });
    }

    private string NextNodeId() => Interlocked.Increment(ref _lastNode).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Keep_NeedsLock(ComposedNode node)
    {
        Touch_NeedsLock([node.Id, .. node.DeviceIds, .. FindNode(node.Id)?.DeviceIds ?? [], .. HoldsStorageLock ? node.Volumes.Select(v => v.ServiceId) : []]);
        _nodes[node.Id] = node;
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
        Keep_NeedsLock(moved);
        Report_NeedsLock(moved, $"Node {moved.Name} is {next}{(moved.Reason is null ? "." : $": {moved.Reason}")}");
        return true;
    }

    private void Report_NeedsLock(ComposedNode node, string text)
    {
        Changed?.Invoke(new HardwareChange("node", node.Id, node.State.ToString(), text));
        TellBlocks_NeedsLock(node.BlockIds);
    }
}
