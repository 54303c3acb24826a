namespace Simulator.Hardware.Composition;

public enum BlockProblemKind
{
    NotFound,

    /// <summary>Named twice in one request.</summary>
    Twice,

    /// <summary>Composed, being composed, or out of order.</summary>
    InUse,

    /// <summary>Held by a reservation of somebody else.</summary>
    Reserved,

    /// <summary>Assigned to somebody else.</summary>
    OtherClient,

    Unhealthy,

    /// <summary>The blocks have no zone in common.</summary>
    NoCommonZone,

    /// <summary>More or fewer blocks of a type than a system has.</summary>
    Limit,

    /// <summary>A system is called so.</summary>
    NameTaken,

    /// <summary>A block is called so.</summary>
    BlockNameTaken,

    /// <summary>The system is a block already.</summary>
    Registered,

    /// <summary>The system is no block.</summary>
    NotRegistered,

    NoSuchSystem,

    NoSuchZone,

    /// <summary>Not where the system is.</summary>
    OtherZone,

    /// <summary>Made of blocks already: one cannot be made of it.</summary>
    Nested,

    /// <summary>Of those that cannot be plugged while the system runs.</summary>
    SystemIsOn,

    /// <summary>To be taken away, and not there.</summary>
    NotAttached,

    /// <summary>The system is being composed or taken apart.</summary>
    SystemIsBusy,
}

/// <summary>One reason why blocks cannot be composed.</summary>
/// <param name="Block">Whose fault it is; empty where it is that of the whole request.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Remedy">What to do about it, one sentence.</param>
/// <param name="Reservation">Of <see cref="BlockProblemKind.Reserved"/>.</param>
public sealed record BlockProblem(BlockProblemKind Kind, string Block, string Text, string Remedy, string? Reservation = null);

/// <summary>Blocks that are to become a system.</summary>
/// <param name="Name">The system is called so, and found under it as far as a URI can say it.</param>
/// <param name="BlockIds">One sled and any number of devices.</param>
/// <param name="Client">Who asks; null when nobody is known.</param>
/// <param name="SeesAll">Whether blocks of other clients may be used.</param>
/// <param name="ReservationId">Of the blocks, when they are reserved.</param>
public sealed record CompositionRequest(
    string Name, string? Description, IReadOnlyList<string> BlockIds, string? Client, bool SeesAll = true, string? ReservationId = null)
{
    /// <summary>With what was found for a description; what is named twice stays so, and is told.</summary>
    internal CompositionRequest With(BlockMatch? match) => match is null ? this : this with { BlockIds = [.. BlockIds, .. match.BlockIds.Except(BlockIds)] };
}

/// <summary>The outcome: a node with its system, or every reason why not.</summary>
public abstract record CompositionResult
{
    private CompositionResult()
    {
    }

    public sealed record Composed(ComposedNode Node) : CompositionResult;

    public sealed record Refused(IReadOnlyList<BlockProblem> Problems) : CompositionResult;

    /// <summary>Nothing that is free is like what was described.</summary>
    public sealed record Unmatched(AllocationResult.Refused Why) : CompositionResult;
}
