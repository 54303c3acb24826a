using Simulator.Journal;

namespace Simulator.Ironic;

/// <summary>The only writer of provision states: looks up the move, stores it, tells the journal.</summary>
internal sealed class ProvisionMoves(IronicNodes nodes, EventJournal journal, TimeProvider clock)
{
    /// <summary>Moves a node by an event of its work; <paramref name="change"/> goes with it in one piece.</summary>
    /// <exception cref="InvalidOperationException">The event is not possible in the node's state: a bug of the caller.</exception>
    public IronicNode Move(string uuid, string happening, Func<IronicNode, IronicNode>? change = null)
    {
        var moved = TryMove(uuid, node => ProvisionStateMachine.Next(node.ProvisionState, happening) is null
            ? throw new InvalidOperationException($"Node {uuid} cannot {happening} in {node.ProvisionState}.")
            : change?.Invoke(node) ?? node, happening);
        return moved.Error is null ? moved.Value : throw new InvalidOperationException(moved.Error.Message);
    }

    /// <summary>Moves a node by a verb, unless <paramref name="change"/> answers an error.</summary>
    public Outcome<IronicNode> TryMove(string uuid, Func<IronicNode, Outcome<IronicNode>> change, string happening)
    {
        string former = "", next = "";
        var outcome = nodes.Change(uuid, node =>
        {
            former = node.ProvisionState;
            next = ProvisionStateMachine.Next(former, happening) ?? former;
            var changed = change(node);
            return changed.Error is not null ? changed : changed.Value with
            {
                ProvisionState = next,
                TargetProvisionState = ProvisionStateMachine.TargetAfter(next, happening, changed.Value.TargetProvisionState),
                ProvisionUpdatedAt = clock.GetUtcNow(),
            };
        });
        if (outcome.Error is null)
        {
            var reason = outcome.Value.LastError is { } error && happening == ProvisionEvent.Fail ? $": {error}" : ".";
            journal.Record("ironic", uuid, next, $"Node {outcome.Value.Name ?? uuid} went from {former} to {next} ({happening}){reason}");
        }

        return outcome;
    }
}
