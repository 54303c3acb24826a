namespace Simulator.Hardware;

/// <summary>Redfish <c>BootProgressTypes</c>, by its spelling, as far as a system here passes them.</summary>
public enum BootStage
{
    None,
    PrimaryProcessorInitializationStarted,
    MemoryInitializationStarted,
    PCIResourceConfigStarted,
    SystemHardwareInitializationComplete,
    OSBootStarted,
    OSRunning,
}

/// <summary>How far a boot is.</summary>
/// <param name="Since">When the stage began; null before the first change of power.</param>
public sealed record BootProgress(BootStage Stage, DateTimeOffset? Since)
{
    /// <summary>Stage → share of the time from <c>PoweringOn</c> to <c>On</c> after which it begins.</summary>
    public static IReadOnlyList<(BootStage Stage, double Begins)> Stages { get; } =
    [
        (BootStage.PrimaryProcessorInitializationStarted, 0),
        (BootStage.MemoryInitializationStarted, 0.15),
        (BootStage.PCIResourceConfigStarted, 0.40),
        (BootStage.SystemHardwareInitializationComplete, 0.65),
        (BootStage.OSBootStarted, 0.80),
    ];

    /// <param name="since">When <paramref name="power"/> was reached.</param>
    /// <param name="boot">How long a boot takes. One that takes longer stays in the last stage before the system runs.</param>
    public static BootProgress At(PowerState power, DateTimeOffset? since, DateTimeOffset now, TimeSpan boot)
    {
        if (power != PowerState.PoweringOn || since is not { } start)
        {
            return new BootProgress(power == PowerState.On ? BootStage.OSRunning : BootStage.None, since);
        }

        var (stage, begins) = Stages.Last(s => start + (boot * s.Begins) <= now || s.Begins == 0);
        return new BootProgress(stage, start + (boot * begins));
    }

    /// <summary>Every stage of a boot with its time. The last has no end: a boot that takes longer stays in it.</summary>
    /// <param name="start">When the boot began.</param>
    /// <param name="boot">How long a boot takes.</param>
    public static IEnumerable<(BootStage Stage, DateTimeOffset Begins, DateTimeOffset Ends)> Timeline(DateTimeOffset start, TimeSpan boot) =>
        Stages.Select((s, i) => (
            s.Stage, start + (boot * s.Begins), i + 1 < Stages.Count ? start + (boot * Stages[i + 1].Begins) : DateTimeOffset.MaxValue));
}
