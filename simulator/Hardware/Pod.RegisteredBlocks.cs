using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Which sleds are resource blocks: all, until a client takes the block of one out; what is no block is a physical system still.</content>
public sealed partial class Pod
{
    /// <summary>Makes a block of a sled that is none, or tells every reason why not.</summary>
    public (ResourceBlock? Block, IReadOnlyList<BlockProblem> Problems) RegisterBlock(BlockRegistration request)
    {
        using (Act())
        {
            var problems = new BlockRules(this, new PlannedHoldings(this)).OfRegistration(request);
            if (problems.Count > 0)
            {
                return (null, problems);
            }

            var block = request.BlockOf(Systems[request.SystemId]);
            _blocks[block.Id] = block;
            Become(block, isBlock: true, "Created", $"{block.Name} is a block.");
            TellBlocks_NeedsLock([block.Id]);
            return (block, []);
        }
    }

    /// <summary>Takes the block of a free sled out, or tells every reason why not.</summary>
    public IReadOnlyList<BlockProblem> UnregisterBlock(string id, string? reservationId = null)
    {
        using (Act())
        {
            var problems = new BlockRules(this, new PlannedHoldings(this)).OfUnregistration(id, reservationId);
            if (problems.Count > 0)
            {
                return problems;
            }

            var block = _blocks[id];
            Become(block, isBlock: false, "Removed", $"{block.Name} is no block any more.");
            _blocks[id] = ResourceBlock.Of(block.Sled!);
            _marks.TryRemove(id, out _);
            _toldStates.TryRemove(id, out _);
            return [];
        }
    }

    private void Become(ResourceBlock block, bool isBlock, string what, string text)
    {
        block.Sled!.Become_NeedsLock(block.Sled.State with { IsBlock = isBlock });
        Touch_NeedsLock([block.Id]);
        Changed?.Invoke(new HardwareChange("block", block.Id, what, text));
    }
}
