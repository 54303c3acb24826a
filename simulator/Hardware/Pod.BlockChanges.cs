using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Tells what became of resource blocks, after whatever it was that changed them.</content>
public sealed partial class Pod
{
    // What was told last; nothing yet for a block that is not used.
    private readonly ConcurrentDictionary<string, CompositionState> _toldStates = new(StringComparer.Ordinal);

    private void TellBlocks_NeedsLock(IEnumerable<string> blockIds)
    {
        foreach (var block in blockIds.Select(FindBlock).OfType<ResourceBlock>())
        {
            var state = StateOf(block);
            if (state != _toldStates.GetValueOrDefault(block.Id, CompositionState.Unused))
            {
                _toldStates[block.Id] = state;
                Changed?.Invoke(new HardwareChange("block", block.Id, state.ToString(), $"Block {block.Name} is {Words(state)}."));
            }
        }
    }

    private void TellReserved_NeedsLock(Reservation reservation, string what)
    {
        foreach (var block in reservation.BlockIds.Select(FindBlock).OfType<ResourceBlock>())
        {
            Changed?.Invoke(new HardwareChange("block", block.Id, "Reserved", $"Block {block.Name} {what}."));
        }
    }

    private static string Words(CompositionState state) => state switch
    {
        CompositionState.Unused => "not used",
        CompositionState.Composing => "being composed",
        CompositionState.Composed => "composed",
        CompositionState.ComposedAndAvailable => "composed, with room for more",
        CompositionState.Failed => "part of what failed",
        _ => "unavailable",
    };
}
