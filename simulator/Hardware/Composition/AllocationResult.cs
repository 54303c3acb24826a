namespace Simulator.Hardware.Composition;

/// <summary>How many systems were left after one requirement.</summary>
public sealed record FilterCount(string Filter, int Left);

/// <summary>What there was not.</summary>
public enum AllocationLack
{
    /// <summary>A system that meets all requirements.</summary>
    System,

    /// <summary>A pool with room for the volume.</summary>
    Room,

    /// <summary>The volume that was named, free and healthy.</summary>
    Volume,
}

/// <summary>The request with one requirement less: it would succeed at this moment.</summary>
/// <param name="Item">The requirement, for example <c>Memory[0].CapacityMiB</c>.</param>
/// <param name="Asked">Its value.</param>
/// <param name="Instead">The most that can be had; null when it must be left out.</param>
public sealed record NearestRequest(string Item, string Asked, string? Instead)
{
    /// <summary>For people.</summary>
    public override string ToString() => Instead is null ? $"without {Item} ({Asked})" : $"with {Item} {Instead} instead of {Asked}";
}

/// <summary>The outcome of an allocation: a node, or why there is none.</summary>
public abstract record AllocationResult
{
    private AllocationResult()
    {
    }

    public sealed record Allocated(ComposedNode Node) : AllocationResult;

    /// <param name="Available">Systems in the pod.</param>
    /// <param name="Counts">Each filter up to the one that left nothing.</param>
    /// <param name="Reason">What was looked for and not found, in one sentence.</param>
    public sealed record Refused(int Available, IReadOnlyList<FilterCount> Counts, string Reason) : AllocationResult
    {
        public AllocationLack Lack { get; init; }

        /// <summary>Requests that would succeed, the nearest first.</summary>
        public IReadOnlyList<NearestRequest> Nearest { get; init; } = [];

        /// <summary>Holds what would have done; null when that is not why.</summary>
        public string? ReservationId { get; init; }
    }
}

/// <summary>A request tried on paper.</summary>
/// <param name="Available">Systems in the pod.</param>
/// <param name="Steps">Each filter up to the one that left nothing.</param>
/// <param name="Choice">What it would get; null when it would be refused.</param>
/// <param name="Refused">Why; null when it would not be.</param>
public sealed record AllocationExplanation(
    int Available, IReadOnlyList<ExplainedFilter> Steps, ExplainedChoice? Choice, AllocationResult.Refused? Refused);

/// <param name="Dropped">Ids of the systems that did not pass, each with what it is or has instead.</param>
public sealed record ExplainedFilter(string Filter, IReadOnlyList<string> Left, IReadOnlyList<ExplainedSystem> Dropped);

public sealed record ExplainedSystem(string System, string Why);

/// <param name="Pool">Storage service whose pool gives the volume, or has it; null without one.</param>
/// <param name="Volume">An existing one.</param>
public sealed record ExplainedChoice(string System, IReadOnlyList<string> Devices, IReadOnlyList<NicVlans> Vlans, string? Pool, string? Volume);
