using System.Text.Json.Nodes;
using ValenceCore.Failures;

namespace ValenceCore.Operations;

/// <summary>Long work as data: what is wanted, how far it got, and how it ended.</summary>
internal sealed record Operation
{
    public required string Id { get; init; }

    /// <summary>Order of arrival.</summary>
    public long Number { get; init; }

    /// <summary>Name of the plan that carries it out, e.g. <c>compose</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it works on, e.g. <c>node:UUID</c>; one unfinished operation at a time claims a subject.</summary>
    public required string Subject { get; init; }

    public required string State { get; init; }

    /// <summary>What was asked for; never changed.</summary>
    public required JsonObject Input { get; init; }

    /// <summary>What the steps have found out and intend; written before each outside call that it describes.</summary>
    public required JsonObject Data { get; init; }

    public Failure? Error { get; init; }

    /// <summary>What was undone after an error, or what is left to do for a person.</summary>
    public string? Note { get; init; }

    /// <summary>The W3C id of the trace that shows how it went; null when nobody traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Who asked for it; null when nobody is asked who he is.</summary>
    public string? Actor { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The replica that carries it out, or did last.</summary>
    public string? Runner { get; init; }

    /// <summary>How often a runner took it on; whoever holds the newest number may write.</summary>
    public long Fence { get; init; }

    /// <summary>When it is given up and undone.</summary>
    public long? DeadlineAt { get; init; }

    /// <summary>When its state should have been left; null for an end.</summary>
    public long? DueAt { get; init; }

    /// <summary>Who wants it undone; null when nobody does.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>The operation that this one is a part of, such as a batch; null for none.</summary>
    public string? ParentId { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    public bool IsFinished => OperationStates.IsFinal(State);
}

/// <summary>One step as it went; times are Unix milliseconds.</summary>
internal sealed record StepRecord(int Position, string Name, string State, long? StartedAt, long? FinishedAt, string? Detail);
