namespace ValenceCore.Access;

/// <summary>One request that was meant to change something, and how it ended. It names who and where, and never what was sent.</summary>
internal sealed record AuditEntry
{
    /// <summary>Grows with each entry; the marker of the list.</summary>
    public long Number { get; init; }

    public required long Moment { get; init; }

    /// <summary>Null for somebody who did not say, or could not prove, who he is.</summary>
    public string? Actor { get; init; }

    public string? Role { get; init; }

    public required string Method { get; init; }

    /// <summary>Without the query, with everything unusual escaped.</summary>
    public required string Path { get; init; }

    /// <summary>Null while it is under way, and for ever when the service was killed meanwhile.</summary>
    public int? Status { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The id under which another service sent it (OpenStack's global request id); null when there is none.</summary>
    public string? GlobalRequestId { get; init; }

    public string? OperationId { get; init; }

    public string? RemoteAddress { get; init; }
}
