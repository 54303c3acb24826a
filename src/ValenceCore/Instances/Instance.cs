using ValenceCore.Failures;

namespace ValenceCore.Instances;

/// <summary>A server that somebody has: a machine, composed for it or pre-set, with an image deployed on it (valence-api 6).</summary>
internal sealed record Instance
{
    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Who asked for it; null when nobody is asked who he is.</summary>
    public string? Owner { get; init; }

    /// <summary>One of <see cref="InstanceStates"/>; moved by <see cref="InstanceLedger"/> alone.</summary>
    public required string State { get; init; }

    /// <summary>The step that is under way, with <c>undo</c> before it on the way back; null at rest.</summary>
    public string? Step { get; init; }

    /// <summary>Ironic's word, as it was when an operation on the instance ended.</summary>
    public string? PowerState { get; init; }

    /// <summary>Null until that is decided, and when there is no machine (any more).</summary>
    public bool? Composed { get; init; }

    public string? FlavorId { get; init; }

    public required InstanceWish Wish { get; init; }

    public string? LockedBy { get; init; }

    /// <summary>The composed node; null for a pre-set server.</summary>
    public string? NodeUuid { get; init; }

    public string? IronicUuid { get; init; }

    /// <summary>Why it is in <c>error</c>.</summary>
    public Failure? Fault { get; init; }

    /// <summary>The last operation on it.</summary>
    public string? OperationId { get; init; }

    /// <summary>The operation that made several at once.</summary>
    public string? BatchId { get; init; }

    public long? LaunchedAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
