namespace Simulator.Work;

public enum WorkState
{
    Running,
    Done,
    Failed,
    Cancelled,
}

public enum WorkStepState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>One step of a piece of work as a person sees it.</summary>
/// <param name="Due">When the step is expected to be over; null before it starts.</param>
/// <param name="Detail">Why it failed, or what it found.</param>
public sealed record WorkStepRecord(
    string Name, WorkStepState State, DateTimeOffset? Since = null, DateTimeOffset? Due = null, string? Detail = null);

/// <summary>A snapshot of long work: what it is, how far it is, what it waits for.</summary>
/// <param name="Kind">What is done, in one word: <c>power</c>, <c>assemble</c>, <c>provision</c>.</param>
/// <param name="Subject">Id of what it is done to.</param>
public sealed record WorkItem(
    string Id,
    string Kind,
    string Subject,
    string Title,
    WorkState State,
    DateTimeOffset Since,
    DateTimeOffset? Ended,
    IReadOnlyList<WorkStepRecord> Steps,
    string? Error)
{
    /// <summary>Finished steps in percent of all, 0 to 100.</summary>
    public int PercentComplete => Steps.Count == 0 ? 100 : Steps.Count(s => s.State == WorkStepState.Done) * 100 / Steps.Count;
}
