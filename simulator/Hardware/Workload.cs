namespace Simulator.Hardware;

/// <summary>
/// How busy a system is, as a share from 0 to 1 of what it can: it follows the stages of a boot, then swings between idle and
/// busy. A function of the serial number and of the time since the last change of power, so that it needs no memory.
/// </summary>
public static class Workload
{
    private const double Resting = 0.06;

    // A swing from idle to busy and back takes from 12 to 32 minutes, from machine to machine.
    private const double ShortestSwingSeconds = 720;
    private const double SwingSpreadSeconds = 1_200;

    /// <summary>Of a system in that state of power.</summary>
    /// <param name="serialNumber">Of the system.</param>
    /// <param name="progress">How far its boot is.</param>
    public static double Of(string serialNumber, PowerState power, BootProgress progress, DateTimeOffset now) => power switch
    {
        PowerState.Off => 0,
        PowerState.PoweringOff => Resting,
        PowerState.PoweringOn => Of(progress.Stage),
        _ => Running(serialNumber, progress.Since is { } since ? now - since : TimeSpan.Zero),
    };

    /// <summary>Of a stage of a boot.</summary>
    public static double Of(BootStage stage) => stage switch
    {
        BootStage.None => 0,
        BootStage.PrimaryProcessorInitializationStarted => 0.35,
        BootStage.MemoryInitializationStarted => 0.70,
        BootStage.PCIResourceConfigStarted => 0.45,
        BootStage.SystemHardwareInitializationComplete => 0.40,
        BootStage.OSBootStarted => 0.85,
        _ => Resting,
    };

    /// <summary>The swing of a running system.</summary>
    public static Swing SwingOf(string serialNumber) => new(
        Resting, Resting + 0.3 + (0.6 * Spread.Of(serialNumber, "busy")), ShortestSwingSeconds + (SwingSpreadSeconds * Spread.Of(serialNumber, "swing")));

    private static double Running(string serialNumber, TimeSpan since) => SwingOf(serialNumber).At(since.TotalSeconds);
}
