namespace ValenceCore.Access;

/// <summary>How long it is remembered who asked for what.</summary>
public sealed class AuditOptions
{
    /// <summary>Entries older than this are forgotten. Default 90 days; zero: age alone is no reason.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>So many entries are kept, the newest. Default one million, some 300 MB; zero: number alone is no reason.</summary>
    public long KeepEntries { get; set; } = 1_000_000;

    /// <summary>How often the old ones are looked for, beginning with the start. Default an hour; zero switches it off.</summary>
    public TimeSpan PruneInterval { get; set; } = TimeSpan.FromHours(1);
}
