using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Systems made of blocks: composed under a name, given more blocks, relieved of some.</content>
public sealed partial class Pod
{
    private readonly ConcurrentDictionary<string, ComputerSystem> _composedAs = new(StringComparer.Ordinal);

    /// <summary>A system by the name that it has now.</summary>
    public ComputerSystem? FindSystem(string resourceId) =>
        Systems.TryGetValue(resourceId, out var system) && system.ComposedAs is null ? system
        : _composedAs.TryGetValue(resourceId, out var composed) ? composed
        : null;

    /// <summary>Whether a system is called so, or would be again when it is decomposed.</summary>
    public bool IsSystemId(string id) => Systems.ContainsKey(id) || _composedAs.ContainsKey(id);

    /// <summary>Reserves the blocks of a request for a system that is called as it says, or tells every reason why not. All or nothing.</summary>
    /// <param name="request">Blocks by name.</param>
    /// <param name="description">What else is to go with them, found among what is free; null for nothing else.</param>
    public CompositionResult Compose(CompositionRequest request, AllocationRequest? description = null)
    {
        BlockSearch? search = null;
        BlockMatch? match = null;
        IReadOnlyList<BlockProblem> problems = [];
        using (description is null ? ActOnBlocks(request.BlockIds) : Act())
        {
            if (description is not null)
            {
                search = new BlockSearch(this, new PlannedHoldings(this), request);
                match = search.Find(description);
            }

            if (match?.Refused is null)
            {
                request = request.With(match);
                problems = new BlockRules(this, new PlannedHoldings(this)).OfSystem(request);
                if (problems.Count == 0)
                {
                    return Compose_NeedsLock(request);
                }

                Changed?.Invoke(new HardwareChange("node", request.Name, "Refused", $"No system {request.Name}: {string.Join(" ", problems.Select(p => p.Text))}"));
            }
        }

        return match?.Refused is { } refused ? new CompositionResult.Unmatched(refused with { Nearest = search!.Nearest(description!, match) })
            : new CompositionResult.Refused(WithNearest(problems, new NearestBlocks(this, new PlannedHoldings(this)).Find(request, problems)));
    }

    private CompositionResult Compose_NeedsLock(CompositionRequest request)
    {
        // Names are of the whole pod: somebody in another group may have taken this one since it was looked for.
        var identity = new ComposedIdentity(BlockRules.SystemIdFor(request.Name), request.Name, request.Description);
        var blocks = request.BlockIds.Select(id => FindBlock(id)!).ToList();
        var system = blocks.Select(b => b.Sled).OfType<ComputerSystem>().Single();
        if (!_composedAs.TryAdd(identity.Id, system))
        {
            return new CompositionResult.Refused([BlockRules.NameTaken(identity.Id)]);
        }

        var node = new ComposedNode(
            NextNodeId(), request.Name, request.Description, system.Id, [.. blocks.SelectMany(b => b.Devices).Select(d => d.Id)],
            ComposedNodeState.Allocated, _clock.GetUtcNow(), Reason: null, WasAssembled: false, ClearTpmOnDelete: true, ClearPersistentMemoryOnDelete: true)
        {
            Client = request.Client,
            CompositeIds = [.. blocks.Where(b => b.IsComposite).Select(b => b.Id)],
        };
        Take_NeedsLock(node, sharing: true);
        system.Become_NeedsLock(system.State with { ComposedAs = identity });
        Changed?.Invoke(new HardwareChange("system", system.Id, "Removed", $"System {system.Id} goes by the name of {identity.Id}."));
        Changed?.Invoke(new HardwareChange("system", identity.Id, "Composed", $"System {identity.Id} is made of {string.Join(", ", request.BlockIds)}."));
        Report_NeedsLock(node, $"Node {node.Id} stands for the system {identity.Id}.");
        return new CompositionResult.Composed(node);
    }

    /// <summary>Plugs more blocks into a system, or tells every reason why not. All or nothing.</summary>
    /// <param name="system">Free, or of a node that is at rest.</param>
    /// <param name="request">Its name is that of the node which a free system becomes.</param>
    public IReadOnlyList<BlockProblem> Attach(ComputerSystem system, CompositionRequest request)
    {
        using (ActOnBlocks(request.BlockIds, system))
        {
            var node = NodeOf(system);
            if (node is { State: not ComposedNodeState.Assembled })
            {
                return [Busy(system, node)];
            }

            var problems = new BlockRules(this, new PlannedHoldings(this)).OfAddition(system, isNew: node is null, [.. PartsOf(system)], request);
            if (problems.Count > 0)
            {
                return problems;
            }

            if (node is null)
            {
                node = new ComposedNode(
                    NextNodeId(), request.Name, request.Description, system.Id, [], ComposedNodeState.Assembled, _clock.GetUtcNow(), Reason: null,
                    WasAssembled: true, ClearTpmOnDelete: false, ClearPersistentMemoryOnDelete: false)
                {
                    Client = request.Client,
                    IsExpansion = true,
                };
                Take_NeedsLock(system.Id, node.Id);
            }

            var blocks = request.BlockIds.Select(id => FindBlock(id)!).ToList();
            var devices = blocks.SelectMany(b => b.Devices).ToList();
            var composites = blocks.Where(b => b.IsComposite).Select(b => b.Id).ToList();
            devices.ForEach(d => Hold_NeedsLock(d, node.Id, RoomOf(d.Id)));
            composites.ForEach(id => Take_NeedsLock(id, node.Id));
            node = node with { DeviceIds = [.. node.DeviceIds, .. devices.Select(d => d.Id)], CompositeIds = [.. node.CompositeIds, .. composites] };
            Keep_NeedsLock(node);
            Report_NeedsLock(node, $"{system.Name} gets {string.Join(", ", request.BlockIds)}.");
            return [];
        }
    }

    /// <summary>Unplugs a block of devices from the node that has it; a drive must be erased before others can ask for it. Null when that was done.</summary>
    public BlockProblem? Detach(ComputerSystem system, string blockId)
    {
        using (Act(system))
        {
            if (WhyNotDetach(system, blockId) is { } problem)
            {
                return problem;
            }

            var gone = FindBlock(blockId)!.Parts.Select(p => p.Id).Append(blockId).Distinct(StringComparer.Ordinal).ToList();
            Return_NeedsLock(NodeOf(system)!, system, gone);
            return null;
        }
    }

    /// <summary>Why a block of devices cannot be unplugged now; null when it can.</summary>
    public BlockProblem? WhyNotDetach(ComputerSystem system, string blockId) => NodeOf(system) switch
    {
        { } when CompositeOf(blockId) is { } composite => new BlockProblem(
            BlockProblemKind.NotAttached, blockId, $"{blockId} is a part of the block {composite.Id}.", "Remove that block, or decompose the system."),
        { } node when node.DeviceIds.Contains(blockId) || (node.CompositeIds.Contains(blockId) && FindBlock(blockId) is { Sled: null }) =>
            node.State != ComposedNodeState.Assembled ? Busy(system, node)
            : system.State.Power != PowerState.Off && FindBlock(blockId) is { IsHotPluggable: false } block ? new BlockProblem(
                BlockProblemKind.SystemIsOn, blockId, $"{block.Name} cannot be unplugged while {system.Name} is on.", "Power the system off first.")
            : null,
        { } node when node.CompositeIds.Contains(blockId) || blockId == system.Id =>
            new BlockProblem(BlockProblemKind.Limit, blockId, $"{blockId} has the compute block of the system.", "Decompose the system instead."),
        _ when blockId == system.Id =>
            new BlockProblem(BlockProblemKind.Limit, blockId, $"{blockId} is the compute block of the system.", "Decompose the system instead."),
        _ => new BlockProblem(
            BlockProblemKind.NotAttached, blockId, $"{blockId} is no block of {system.ResourceId}.", "Read Links.ResourceBlocks of the system."),
    };

    /// <summary>The blocks that a system is made of, that with its sled first.</summary>
    public IReadOnlyList<ResourceBlock> BlocksOf(ComputerSystem system) =>
        [.. PartsOf(system).Select(UsedBlockOf).DistinctBy(b => b.Id).Where(b => FindBlock(b.Id) is not null)];

    // Its sled first, whether that is a block to clients or not.
    private IEnumerable<ResourceBlock> PartsOf(ComputerSystem system) => AttachedTo(system).Select(d => FindBlock(d.Id)!).Prepend(BlockOf(system));

    // A block that is made of blocks stands for them in a system that has it.
    private ResourceBlock UsedBlockOf(ResourceBlock part) => CompositeOf(part.Id) is { } composite && !Holdings.IsFree(composite.Id) ? composite : part;

    // What to name instead is the best advice there is.
    private static IReadOnlyList<BlockProblem> WithNearest(IReadOnlyList<BlockProblem> problems, IReadOnlyList<NearestRequest> nearest) => nearest.Count == 0 ? problems
        : [.. problems.Select(p => (p.Block.Length == 0 ? nearest : nearest.Where(n => n.Asked == p.Block)).ToList() is { Count: > 0 } swaps
            ? p with { Remedy = $"Name {string.Join(", ", swaps.Select(n => $"{n.Instead} instead of {n.Asked}"))}; the request would then succeed." }
            : p)];

    private static BlockProblem Busy(ComputerSystem system, ComposedNode node) => new(
        BlockProblemKind.SystemIsBusy, "", $"{system.ResourceId} is {node.State}.", "Wait until its node is Assembled, or delete it.");
}
