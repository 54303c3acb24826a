namespace Simulator.Hardware.Composition;

/// <summary>How many systems were left after one requirement.</summary>
public sealed record FilterCount(string Filter, int Left);

/// <summary>The outcome of an allocation: a node, or why there is none.</summary>
public abstract record AllocationResult
{
    private AllocationResult()
    {
    }

    public sealed record Allocated(ComposedNode Node) : AllocationResult;

    /// <param name="Available">Systems in the pod.</param>
    /// <param name="Counts">Each filter up to the one that left nothing.</param>
    /// <param name="Reason">What the last filter looked for and did not find, in one sentence.</param>
    public sealed record Refused(int Available, IReadOnlyList<FilterCount> Counts, string Reason) : AllocationResult;
}
