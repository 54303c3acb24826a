namespace ValenceCore.PodManagers;

/// <summary>A service that answers for one pod, and how to reach it. The password is in clear here, and only here.</summary>
internal sealed record PodManager
{
    public required string Uuid { get; init; }

    public required string Name { get; init; }

    /// <summary>As registered; scheme, host and port, perhaps a path.</summary>
    public required string Url { get; init; }

    public required string Driver { get; init; }

    public required PodCredentials Credentials { get; init; }

    public required VerifyCa VerifyCa { get; init; }

    public required PodHealth Health { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public string? ResourceUri { get; init; }

    /// <summary>Grows with every change of how the pod is reached; a driver built for an older revision is dropped .</summary>
    public long Revision { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
