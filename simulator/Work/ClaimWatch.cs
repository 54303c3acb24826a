using System.Collections.Concurrent;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>
/// Sees what is claimed for work that does not exist: nobody would ever finish it or give it back. Looks at a node when it begins to be assembled, and when
/// work on it has ended, each time a moment later: part of the law of conservation, at the cost of one timer.
/// </summary>
internal sealed class ClaimWatch
{
    // A node is Assembling before its work is there to be seen, and its work has ended before whoever stopped it says what that means.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Pod _pod;
    private readonly WorkRunner _runner;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, ITimer Timer)> _looked = new(StringComparer.Ordinal);

    private ClaimWatch(Pod pod, WorkRunner runner, TimeProvider clock) => (_pod, _runner, _clock) = (pod, runner, clock);

    /// <param name="clock">Whose timers are no reason to jump.</param>
    public static void Over(Pod pod, WorkRunner runner, TimeProvider clock)
    {
        var watch = new ClaimWatch(pod, runner, clock);
        pod.ClaimLaw = watch.Breach;
        pod.Changed += change =>
        {
            if (change.Room == "node")
            {
                watch.LookLater(change.Subject);
            }
        };
        runner.Ended += ended => watch.LookLater(ended.Subject);
    }

    private string? Breach(ComposedNode node) =>
        IsUnattended(node) && _looked.TryGetValue(node.Id, out var looked) && _clock.GetUtcNow() - looked.Since >= Moment
            ? $"Node {node.Id} is {node.State} since {node.Since:O}, and no work is at it."
            : null;

    private bool IsUnattended(ComposedNode node) =>
        node.State == ComposedNodeState.Assembling && !_runner.IsAtWork(CompositionWork.AssembleKind, node.Id) && !_runner.IsAtWork(CompositionWork.ReleaseKind, node.Id);

    private void LookLater(string nodeId)
    {
        if (_pod.FindNode(nodeId) is { State: ComposedNodeState.Assembling })
        {
            var (since, timer) = (_clock.GetUtcNow(), _clock.CreateTimer(_ => _pod.CheckNode(nodeId), state: null, Moment, Timeout.InfiniteTimeSpan));
            _looked.AddOrUpdate(nodeId, _ => (since, timer), (_, before) =>
            {
                before.Timer.Dispose();
                return (since, timer);
            });
        }
        else if (_looked.TryRemove(nodeId, out var over))
        {
            over.Timer.Dispose();
        }
    }
}
