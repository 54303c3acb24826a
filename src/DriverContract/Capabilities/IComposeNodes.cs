namespace Valence.DriverContract;

/// <summary>Composes nodes in one pod and gives them back. All verbs throw DriverException.</summary>
[Capability("compose")]
public interface IComposeNodes
{
    /// <summary>Reserves hardware and makes a node whose description carries the marker. Not repeatable: after a lost answer
    /// look with <see cref="FindMarkedAsync"/> first. Kinds Refused and Unreachable mean that nothing was made. A pod that keeps no marker has its
    /// driver claim the place first (<see cref="NodeWish.ClaimAsync"/>); the core then releases that place instead of looking for a marker.</summary>
    Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation);

    /// <summary>Asks the pod to put the node together; done when <see cref="ReadAssemblyAsync"/> says so. Safe to repeat.</summary>
    Task AssembleAsync(NodePlace node, CancellationToken cancellation);

    Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation);

    /// <summary>The node whose description carries the marker, or null; always null where pods keep no marker.</summary>
    Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation);

    /// <summary>The node with this id in the pod, or null.</summary>
    Task<NodePlace?> FindAsync(string index, CancellationToken cancellation);

    /// <summary>Gives the hardware back; a node that is gone already is success, so safe to repeat.</summary>
    Task ReleaseAsync(NodePlace node, CancellationToken cancellation);
}
