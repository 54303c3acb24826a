namespace Simulator.Hardware;

/// <summary>One line of the log of a system.</summary>
/// <param name="Number">1, 2, 3 … per system; never used again.</param>
public sealed record SystemLogEntry(long Number, DateTimeOffset At, HardwareChange Change);

/// <summary>What happened to a system: the last <see cref="Kept"/> entries, oldest first. Replaced whole, so a reader sees one moment.</summary>
public sealed record SystemLog(long LastNumber, IReadOnlyList<SystemLogEntry> Entries)
{
    /// <summary>Older entries give way.</summary>
    public const int Kept = 50;

    public static SystemLog Empty { get; } = new(0, []);

    public SystemLog With(DateTimeOffset at, HardwareChange change) =>
        new(LastNumber + 1, [.. Entries.Skip(Entries.Count - Kept + 1), new SystemLogEntry(LastNumber + 1, at, change)]);

    public SystemLog Without(Func<SystemLogEntry, bool> cleared) => this with { Entries = [.. Entries.Where(e => !cleared(e))] };
}
