namespace Harness.Labs;

/// <summary>What a lab is started with.</summary>
public sealed record LabSettings
{
    /// <summary>Path of the rack file.</summary>
    public required string RackFile { get; init; }

    /// <summary>Same seed, same lab. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Folder with vendors' drivers, as the core's option of that name; null for the built-in ones only.</summary>
    public string? DriversFolder { get; init; }

    /// <summary>Which pod manager the rack looks like, as the simulator's option <c>--profile</c>. Default <c>union</c>.</summary>
    public string Profile { get; init; } = "union";

    /// <summary>Whether the core gives up a request that gets no answer in the time of the lab; else by the wall clock.</summary>
    public bool RequestsFollowClock { get; init; }

    /// <summary>How long a whole piece of the core's work may take, in the time of the lab; null: as long as it does by itself.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether the page shows the core's instances.</summary>
    public bool ShowsInstances { get; init; }
}
