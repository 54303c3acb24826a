using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>
/// Blocks made of blocks. Such a block holds its suppliers until a system takes it; then the system holds the block and its suppliers, and
/// gives the suppliers back to the block.
/// </content>
public sealed partial class Pod
{
    private CompositeBlocks _composites = CompositeBlocks.None;
    private int _lastComposite;

    /// <summary>Blocks made of blocks, oldest first.</summary>
    public IReadOnlyList<ResourceBlock> Composites => Volatile.Read(ref _composites).All;

    /// <summary>The block made of blocks that a sled or device is in; null when it is in none.</summary>
    public ResourceBlock? CompositeOf(string partId) => Volatile.Read(ref _composites).ByPart.GetValueOrDefault(partId);

    /// <summary>Makes one block of several, or tells every reason why not. All or nothing.</summary>
    /// <param name="request">Without a name the pod chooses one.</param>
    /// <param name="id">Of a block that is made again; null for a new one.</param>
    public (ResourceBlock? Block, IReadOnlyList<BlockProblem> Problems) ComposeBlock(CompositionRequest request, string? id = null)
    {
        using (Act())
        {
            var (made, problems) = Composite_NeedsLock(request, new PlannedHoldings(this), id);
            if (made is null)
            {
                return (null, problems);
            }

            Volatile.Write(ref _composites, _composites.With(made));
            foreach (var supplier in made.Suppliers)
            {
                Holdings.Take_NeedsLock(supplier.Id, made.Id);
            }

            Touch_NeedsLock([made.Id, .. made.Suppliers.Select(s => s.Id)]);
            if (request.Client is { } client)
            {
                _marks[made.Id] = BlockMarks.None with { Client = client };
            }

            Changed?.Invoke(new HardwareChange("block", made.Id, "Created", $"Block {made.Name} is made of {string.Join(", ", made.Suppliers.Select(s => s.Id))}."));
            TellBlocks_NeedsLock(made.Suppliers.Select(s => s.Id));
            return (made, []);
        }
    }

    /// <summary>Makes one block of those that are named and of free ones that are like what is described, or tells why not.</summary>
    public (ResourceBlock? Block, IReadOnlyList<BlockProblem> Problems, AllocationResult.Refused? Unmatched) ComposeBlock(
        CompositionRequest request, AllocationRequest description)
    {
        BlockSearch search;
        BlockMatch match;
        using (Act())
        {
            search = new BlockSearch(this, new PlannedHoldings(this), request, needsSled: false);
            match = search.Find(description);
            if (match.Refused is null)
            {
                var (made, problems) = ComposeBlock(request.With(match));
                return (made, problems, null);
            }
        }

        return (null, [], match.Refused with { Nearest = search.Nearest(description, match) });
    }

    /// <summary>Frees what a block was made of, or tells every reason why not.</summary>
    /// <param name="reservationId">Of the block, when it is reserved.</param>
    public IReadOnlyList<BlockProblem> DecomposeBlock(string id, string? reservationId = null)
    {
        using (Act())
        {
            var problems = new BlockRules(this, new PlannedHoldings(this)).OfDecomposition(id, reservationId);
            if (problems.Count > 0)
            {
                return problems;
            }

            var gone = _composites.ById[id];
            Volatile.Write(ref _composites, _composites.Without(gone));
            foreach (var supplier in gone.Suppliers)
            {
                Holdings.GiveBack_NeedsLock(supplier.Id, id);
            }

            Touch_NeedsLock([id, .. gone.Suppliers.Select(s => s.Id)]);
            _marks.TryRemove(id, out _);
            _toldStates.TryRemove(id, out _);
            Changed?.Invoke(new HardwareChange("block", id, "Removed", $"Block {gone.Name} is taken apart."));
            TellBlocks_NeedsLock(gone.Suppliers.Select(s => s.Id));
            return [];
        }
    }

    // What would be made; null when there are problems.
    private (ResourceBlock? Made, IReadOnlyList<BlockProblem> Problems) Composite_NeedsLock(CompositionRequest request, PlannedHoldings plan, string? id = null)
    {
        id ??= request.Name.Length == 0 ? NextBlockId_NeedsLock(plan) : BlockRules.BlockIdFor(request.Name);
        var problems = new BlockRules(this, plan).OfComposite(id, request);
        return problems.Count > 0 ? (null, problems) : (ResourceBlock.Of(
            id, request.Name.Length == 0 ? $"Resource block {id}" : request.Name, [.. request.BlockIds.Select(b => plan.FindBlock(b)!)]) with
        {
            Description = request.Description,
        }, []);
    }

    private string NextBlockId_NeedsLock(PlannedHoldings plan)
    {
        string id;
        do
        {
            id = $"block-{++_lastComposite}";
        }
        while (plan.FindBlock(id) is not null || StorageServices.ContainsKey(id) || ReservationOf(id) is not null);

        return id;
    }
}
