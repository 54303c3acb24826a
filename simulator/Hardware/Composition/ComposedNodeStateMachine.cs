namespace Simulator.Hardware.Composition;

/// <summary>What happens to a composed node.</summary>
public enum ComposedNodeEvent
{
    Reserved,
    Assemble,
    AssemblyDone,
    AssemblyFailed,
    PartLost,
    PartsBack,
}

/// <summary>States of a composed node as a table; Intel RSD 2.1 and later.</summary>
public static class ComposedNodeStateMachine
{
    private static readonly Dictionary<(ComposedNodeState, ComposedNodeEvent), ComposedNodeState> Moves = new()
    {
        [(ComposedNodeState.Allocating, ComposedNodeEvent.Reserved)] = ComposedNodeState.Allocated,
        [(ComposedNodeState.Allocated, ComposedNodeEvent.Assemble)] = ComposedNodeState.Assembling,
        [(ComposedNodeState.Allocated, ComposedNodeEvent.PartLost)] = ComposedNodeState.Failed,
        [(ComposedNodeState.Assembling, ComposedNodeEvent.AssemblyDone)] = ComposedNodeState.Assembled,
        [(ComposedNodeState.Assembling, ComposedNodeEvent.AssemblyFailed)] = ComposedNodeState.Failed,
        [(ComposedNodeState.Assembling, ComposedNodeEvent.PartLost)] = ComposedNodeState.Failed,
        [(ComposedNodeState.Assembled, ComposedNodeEvent.PartLost)] = ComposedNodeState.Failed,
        [(ComposedNodeState.Failed, ComposedNodeEvent.PartsBack)] = ComposedNodeState.Assembled,
    };

    /// <summary>The next state, or null when the event means nothing in this state.</summary>
    public static ComposedNodeState? Next(ComposedNodeState from, ComposedNodeEvent happened) =>
        Moves.TryGetValue((from, happened), out var to) ? to : null;
}
