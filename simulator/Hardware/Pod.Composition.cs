using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Composed nodes: reserve, move, give back.</content>
public sealed partial class Pod
{
    private readonly ConcurrentDictionary<string, ComposedNode> _nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ComputerSystem> _composedAs = new(StringComparer.Ordinal);
    private int _lastNode;

    /// <summary>All composed nodes, oldest first.</summary>
    public IReadOnlyList<ComposedNode> Nodes => [.. _nodes.Values.OrderBy(n => n.Id.Length).ThenBy(n => n.Id, StringComparer.Ordinal)];

    public ComposedNode? FindNode(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>Reserves a system and pooled devices for a new node, or says why that is impossible. All or nothing.</summary>
    public AllocationResult Allocate(AllocationRequest request)
    {
        lock (_lock)
        {
            if (new Allocator(this, id => Holdings.IsFree(id) && ZoneOf(id) is null && ReservationOf(id) is null).Find(request, out var counts, out var reason) is not { } found)
            {
                Changed?.Invoke(new HardwareChange("node", request.Name, "Refused", $"No node {request.Name}: {reason}"));
                return new AllocationResult.Refused(Systems.Count, counts, reason);
            }

            var node = new ComposedNode(
                $"{++_lastNode}", request.Name, request.Description, found.System.Id, [.. found.Devices.Select(d => d.Id)],
                ComposedNodeState.Allocated, _clock.GetUtcNow(), Reason: null, WasAssembled: false,
                request.ClearTpmOnDelete, request.ClearPersistentMemoryOnDelete);
            Take_NeedsLock(node);
            Report_NeedsLock(node, $"Node {node.Name} reserves {string.Join(", ", node.DeviceIds.Prepend(node.SystemId))}.");
            return new AllocationResult.Allocated(node);
        }
    }

    /// <summary>Reserves the blocks of a request for a system that is called as it says, or tells every reason why not. All or nothing.</summary>
    /// <param name="request">Blocks by name.</param>
    /// <param name="description">What else is to go with them, found among what is free; null for nothing else.</param>
    public CompositionResult Compose(CompositionRequest request, AllocationRequest? description = null)
    {
        lock (_lock)
        {
            if (description is not null)
            {
                var (found, refused) = Match_NeedsLock(request, description, new PlannedHoldings(Holdings));
                if (refused is not null)
                {
                    return new CompositionResult.Unmatched(refused);
                }

                request = request with { BlockIds = [.. request.BlockIds.Union(found)] };
            }

            var problems = new BlockRules(this, new PlannedHoldings(Holdings)).OfSystem(request);
            if (problems.Count > 0)
            {
                Changed?.Invoke(new HardwareChange("node", request.Name, "Refused", $"No system {request.Name}: {string.Join(" ", problems.Select(p => p.Text))}"));
                return new CompositionResult.Refused(problems);
            }

            var blocks = request.BlockIds.Select(id => FindBlock(id)!).ToList();
            var system = blocks.Select(b => b.Sled).OfType<ComputerSystem>().Single();
            var node = new ComposedNode(
                $"{++_lastNode}", request.Name, request.Description, system.Id, [.. blocks.Select(b => b.Device).OfType<PooledDevice>().Select(d => d.Id)],
                ComposedNodeState.Allocated, _clock.GetUtcNow(), Reason: null, WasAssembled: false, ClearTpmOnDelete: true, ClearPersistentMemoryOnDelete: true)
            {
                Client = request.Client,
            };
            Take_NeedsLock(node);
            var identity = new ComposedIdentity(BlockRules.SystemIdFor(request.Name), request.Name);
            system.Become_NeedsLock(system.State with { ComposedAs = identity });
            _composedAs[identity.Id] = system;
            Report_NeedsLock(node, $"System {identity.Id} is made of {string.Join(", ", request.BlockIds)}.");
            return new CompositionResult.Composed(node);
        }
    }

    /// <summary>Plugs more blocks into a system, or tells every reason why not. All or nothing.</summary>
    /// <param name="system">Free, or of a node that is at rest.</param>
    /// <param name="request">Its name is that of the node which a free system becomes.</param>
    public IReadOnlyList<BlockProblem> Attach(ComputerSystem system, CompositionRequest request)
    {
        lock (_lock)
        {
            var node = NodeOf(FindBlock(system.Id)!);
            if (node is { State: not ComposedNodeState.Assembled })
            {
                return [Busy(system, node)];
            }

            if (ZoneOf(system.Id) is { } zone)
            {
                return [new BlockProblem(BlockProblemKind.SystemIsBusy, "", $"{system.Name} is in the fabric zone {zone.Id}.", "Change that zone, or remove it.")];
            }

            var problems = new BlockRules(this, new PlannedHoldings(Holdings)).OfAddition(system, BlocksOf(system), request);
            if (problems.Count > 0)
            {
                return problems;
            }

            if (node is null)
            {
                node = new ComposedNode(
                    $"{++_lastNode}", request.Name, request.Description, system.Id, [], ComposedNodeState.Assembled, _clock.GetUtcNow(), Reason: null,
                    WasAssembled: true, ClearTpmOnDelete: false, ClearPersistentMemoryOnDelete: false)
                {
                    Client = request.Client,
                    IsExpansion = true,
                };
                Holdings.Take_NeedsLock(system.Id, node.Id);
            }

            foreach (var device in request.BlockIds.Select(id => Devices[id]))
            {
                Hold_NeedsLock(device, node.Id);
            }

            _nodes[node.Id] = node with { DeviceIds = [.. node.DeviceIds, .. request.BlockIds] };
            Report_NeedsLock(node, $"{system.Name} gets {string.Join(", ", request.BlockIds)}.");
            return [];
        }
    }

    /// <summary>Unplugs a device from the node that has it; a drive must be erased before others can ask for it. Null when that was done.</summary>
    public BlockProblem? Detach(ComputerSystem system, string blockId)
    {
        lock (_lock)
        {
            if (WhyNotDetach(system, blockId) is { } problem)
            {
                return problem;
            }

            var node = NodeOf(FindBlock(system.Id)!)!;
            Holdings.GiveBack_NeedsLock(blockId, node.Id);
            node = node with { DeviceIds = [.. node.DeviceIds.Where(id => id != blockId)] };
            _nodes[node.Id] = node;
            Report_NeedsLock(node, $"{system.Name} gives {blockId} back.");

            // A physical system that was only expanded is free again without what it was expanded by.
            if (node.DeviceIds.Count == 0 && system.ComposedAs is null && node.IsExpansion)
            {
                Release(node.Id);
            }

            return null;
        }
    }

    /// <summary>Why a device cannot be unplugged now; null when it can.</summary>
    public BlockProblem? WhyNotDetach(ComputerSystem system, string blockId) => NodeOf(FindBlock(system.Id)!) switch
    {
        { } node when node.DeviceIds.Contains(blockId) => node.State == ComposedNodeState.Assembled ? null : Busy(system, node),
        _ when blockId == system.Id =>
            new BlockProblem(BlockProblemKind.Limit, blockId, $"{blockId} is the compute block of the system.", "Decompose the system instead."),
        _ => new BlockProblem(
            BlockProblemKind.NotAttached, blockId, $"{blockId} is no block of {system.ResourceId}.", "Read Links.ResourceBlocks of the system."),
    };

    /// <summary>The blocks that a system is made of, its sled first.</summary>
    public IReadOnlyList<ResourceBlock> BlocksOf(ComputerSystem system)
    {
        var sled = FindBlock(system.Id)!;
        return [sled, .. AttachedTo(system).Select(d => FindBlock(d.Id)!)];
    }

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
            breaches.AddRange(StorageServices.Values.Where(s => s.FreeBytes < 0)
                .Select(s => $"The volumes of {s.Id} take {-s.FreeBytes} bytes more than its pool has."));
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

    // Blocks that do what is described and go together with those that are named.
    private (IReadOnlyList<string> BlockIds, AllocationResult.Refused? Refused) Match_NeedsLock(
        CompositionRequest request, AllocationRequest description, PlannedHoldings plan)
    {
        var named = request.BlockIds.Select(FindBlock).OfType<ResourceBlock>().ToList();
        var full = description with
        {
            SystemId = named.Find(b => b.Sled is not null)?.Id ?? description.SystemId,
            DeviceIds = [.. named.Where(b => b.Device is not null).Select(b => b.Id)],
        };
        var found = new Allocator(this, MayTake).Find(full, out var counts, out var reason);
        return found is var (system, devices)
            ? ([system.Id, .. devices.Select(d => d.Id)], null)
            : ([], new AllocationResult.Refused(Systems.Count, counts, reason));

        // Whether a named block is free is said of that block, not as a lack of others.
        bool MayTake(string id) =>
            named.Exists(b => b.Id == id)
            || (plan.HolderOf(id) is null && ZoneOf(id) is null
                && (ReservationOf(id) is not { } reservation || reservation.Id == request.ReservationId)
                && (request.SeesAll || MarksOf(id).Client is not { } client || client == request.Client));
    }

    private static BlockProblem Busy(ComputerSystem system, ComposedNode node) => new(
        BlockProblemKind.SystemIsBusy, "", $"{system.ResourceId} is {node.State}.", "Wait until its node is Assembled, or delete it.");

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
