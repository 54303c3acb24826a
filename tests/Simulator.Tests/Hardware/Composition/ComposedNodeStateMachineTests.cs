using NUnit.Framework;
using Shouldly;
using Simulator.Hardware.Composition;
using static Simulator.Hardware.Composition.ComposedNodeEvent;
using static Simulator.Hardware.Composition.ComposedNodeState;

namespace Simulator.Tests.Hardware.Composition;

public sealed class ComposedNodeStateMachineTests
{
    private static readonly Dictionary<(ComposedNodeState, ComposedNodeEvent), ComposedNodeState> Known = new()
    {
        [(Allocating, Reserved)] = Allocated,
        [(Allocated, Assemble)] = Assembling,
        [(Allocated, PartLost)] = Failed,
        [(Assembling, AssemblyDone)] = Assembled,
        [(Assembling, AssemblyFailed)] = Failed,
        [(Assembling, PartLost)] = Failed,
        [(Assembled, PartLost)] = Failed,
        [(Failed, PartsBack)] = Assembled,
    };

    [Test, Combinatorial]
    public void Only_the_known_moves_are_made([Values] ComposedNodeState from, [Values] ComposedNodeEvent happened) =>
        ComposedNodeStateMachine.Next(from, happened).ShouldBe(Known.TryGetValue((from, happened), out var to) ? to : null);
}
