namespace Simulator.Hardware;

/// <summary>A value that goes from <paramref name="Low"/> to <paramref name="High"/> and back, smoothly, for ever; at zero seconds it is low.</summary>
/// <param name="PeriodSeconds">From low to low.</param>
public sealed record Swing(double Low, double High, double PeriodSeconds)
{
    private const double Turn = 2 * Math.PI;

    public double At(double seconds) => Low + ((High - Low) * (1 - Math.Cos(Turn * seconds / PeriodSeconds)) / 2);

    /// <summary>Of its values, cut off at <paramref name="cap"/>: value times seconds from zero seconds on. Exact, whatever the time.</summary>
    public double SumUntil(double seconds, double cap)
    {
        // A cap that it never reaches may be infinite, and infinity times no time is no number.
        cap = Math.Min(cap, High);
        var turns = Math.Floor(seconds / PeriodSeconds);
        var angle = Turn * ((seconds / PeriodSeconds) - turns);
        return PeriodSeconds / Turn * ((turns * UpTo(Turn, cap)) + UpTo(angle, cap));
    }

    // Over angles instead of seconds. The way down mirrors the way up, and between the two crossings the cap alone counts.
    private double UpTo(double angle, double cap)
    {
        var span = High - Low;
        if (cap <= Low)
        {
            return cap * angle;
        }

        var crossing = cap >= High ? Math.PI : Math.Acos(1 - (2 * (cap - Low) / span));
        if (angle <= crossing)
        {
            return Free(angle);
        }

        return angle <= Turn - crossing
            ? Free(crossing) + (cap * (angle - crossing))
            : (2 * Free(crossing)) + (cap * (Turn - (2 * crossing))) - Free(Turn - angle);
    }

    private double Free(double angle) => (Low * angle) + ((High - Low) / 2 * (angle - Math.Sin(angle)));
}
