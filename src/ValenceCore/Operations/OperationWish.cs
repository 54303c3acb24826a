using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>An operation that somebody wants begun.</summary>
/// <param name="AlsoClaimed">Subjects besides its own, e.g. the device that a node is to get.</param>
internal sealed record OperationWish(string Kind, string Subject, JsonObject Input, params IReadOnlyList<string> AlsoClaimed)
{
    /// <summary>Its id where that must be known before; null to choose one.</summary>
    public string? Id { get; init; }

    /// <summary>What it begins with; null for nothing.</summary>
    public JsonObject? Data { get; init; }

    public string? ParentId { get; init; }

    /// <summary>Nobody asked for it: it follows from the end of another operation.</summary>
    public bool IsConsequence { get; init; }

    /// <summary>Until it is given up and undone; null for <see cref="DeadlineOptions.Operation"/>.</summary>
    public TimeSpan? Deadline { get; init; }
}

/// <summary>Rows that are written with an operation, or refuse it.</summary>
internal delegate Task<Failure?> WithOperations(DatabaseSession session);
