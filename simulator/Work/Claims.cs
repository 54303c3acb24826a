using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>What is claimed for work that does not exist: nobody would ever finish it or give it back.</summary>
internal static class Claims
{
    // A node becomes Assembling a moment before its work is there to be seen.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <returns>One sentence for each such claim.</returns>
    public static IEnumerable<string> WithoutWork(Pod pod, WorkRunner runner, TimeProvider clock) =>
        from node in pod.Nodes
        where node.State == ComposedNodeState.Assembling && clock.GetUtcNow() - node.Since > Moment
            && runner.RunningOn(CompositionWork.AssembleKind, node.Id) is null && runner.RunningOn(CompositionWork.ReleaseKind, node.Id) is null
        select $"Node {node.Id} is {node.State} since {node.Since:O}, and no work is at it.";
}
