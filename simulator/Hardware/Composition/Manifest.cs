namespace Simulator.Hardware.Composition;

/// <summary>One change of a manifest: a system or block to be made, or one to be taken apart.</summary>
public abstract record ManifestStep
{
    private ManifestStep()
    {
    }

    /// <param name="Request">Blocks by name.</param>
    /// <param name="Description">What else goes with them; null for nothing.</param>
    public sealed record Compose(CompositionRequest Request, AllocationRequest? Description) : ManifestStep;

    /// <param name="SystemId">As it is called while it is composed.</param>
    public sealed record Decompose(string SystemId) : ManifestStep;

    /// <param name="Request">The blocks that become one, and what it is called; empty leaves that to the pod.</param>
    /// <param name="Description">What else is to be in it; null for nothing.</param>
    public sealed record ComposeBlock(CompositionRequest Request, AllocationRequest? Description = null) : ManifestStep;

    public sealed record Register(BlockRegistration Request) : ManifestStep;

    public sealed record DecomposeBlock(string BlockId) : ManifestStep;
}

/// <summary>What would become of one step when all steps before it are done.</summary>
/// <param name="BlockIds">That the system would have, or gives back.</param>
/// <param name="Problems">Why it cannot be done; empty when it can.</param>
/// <param name="Unmatched">Likewise, when nothing that is free is like what was described.</param>
public sealed record PlannedStep(
    ManifestStep Step, IReadOnlyList<string> BlockIds, IReadOnlyList<BlockProblem> Problems, AllocationResult.Refused? Unmatched = null)
{
    public bool CanBeDone => Problems.Count == 0 && Unmatched is null;

    /// <summary>The block that would be made; null for other steps.</summary>
    public ResourceBlock? Made { get; init; }

    /// <summary>What would make it possible; empty when nothing that is known does.</summary>
    public IReadOnlyList<NearestRequest> Nearest { get; init; } = [];

    /// <summary>How the search for what is described went; null without a description.</summary>
    internal BlockMatch? Match { get; init; }

    /// <summary>Looks for <see cref="Nearest"/>, when no lock is held; null for a step that can be done, or that nothing helps.</summary>
    internal Func<IReadOnlyList<NearestRequest>>? Advice { get; init; }
}

/// <summary>A whole manifest against the pod as it is.</summary>
/// <param name="Reservation">What holds its blocks from now on; null when nothing was reserved.</param>
public sealed record ManifestPlan(IReadOnlyList<PlannedStep> Steps, Reservation? Reservation)
{
    public bool CanBeDone => Steps.All(s => s.CanBeDone);
}

/// <summary>What a plan is made for.</summary>
public enum PlanPurpose
{
    /// <summary>To tell; nothing is held.</summary>
    Preview,

    /// <summary>To hold the blocks for a while.</summary>
    Reserve,

    /// <summary>To be carried out now: the blocks are held until <see cref="Pod.EndReservation"/>, whatever the clock says.</summary>
    Apply,
}
