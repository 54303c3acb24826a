namespace Simulator.Hardware;

/// <summary>How far something is that takes its time; what it shows follows the clock, so nobody has to write it down.</summary>
public sealed record Progress(DateTimeOffset Since, TimeSpan Duration)
{
    /// <summary>0 to 99: what is over is no longer in progress, even when it takes longer than expected.</summary>
    public int PercentAt(DateTimeOffset now) =>
        Duration <= TimeSpan.Zero ? 99 : (int)Math.Clamp((now - Since) / Duration * 100, 0, 99);
}
