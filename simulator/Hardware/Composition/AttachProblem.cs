namespace Simulator.Hardware.Composition;

public enum AttachProblemKind
{
    /// <summary>The node is gone.</summary>
    NoNode,

    /// <summary>The node is in a state in which its parts do not change.</summary>
    WrongState,

    /// <summary>The system of the node does not answer.</summary>
    SystemGone,

    /// <summary>Somebody else has the resource, or it is out of order or out of reach.</summary>
    NotFree,

    /// <summary>To be taken away, and not there.</summary>
    NotAttached,
}

/// <summary>Why a resource cannot come to a node, or go from it.</summary>
/// <param name="Text">One sentence.</param>
public sealed record AttachProblem(AttachProblemKind Kind, string Text);
