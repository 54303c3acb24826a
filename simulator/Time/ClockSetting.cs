using System.Globalization;

namespace Simulator.Time;

/// <summary>How the simulator's clock runs.</summary>
public enum ClockMode
{
    /// <summary>Wall-clock time.</summary>
    Real,

    /// <summary>Wall-clock time, a whole number of times faster.</summary>
    Scaled,

    /// <summary>Jumps to the next due moment whenever nothing is running.</summary>
    Virtual,
}

/// <summary>The value of <c>--clock</c>: <c>real</c>, <c>scaled=N</c> (N from 1 to 100,000) or <c>virtual</c>.</summary>
public sealed record ClockSetting
{
    private const int MostScale = 100_000;

    private ClockSetting(ClockMode mode, int scale) => (Mode, Scale) = (mode, scale);

    public static ClockSetting Real { get; } = new(ClockMode.Real, 1);

    public static ClockSetting Virtual { get; } = new(ClockMode.Virtual, 1);

    public ClockMode Mode { get; }

    /// <summary>Simulated seconds per real second; 1 unless <see cref="ClockMode.Scaled"/>.</summary>
    public int Scale { get; }

    public static bool TryParse(string text, out ClockSetting setting)
    {
        setting = Real;
        switch (text)
        {
            case "real":
                return true;
            case "virtual":
                setting = Virtual;
                return true;
        }

        if (text.StartsWith("scaled=", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan("scaled=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var scale)
            && scale is >= 1 and <= MostScale)
        {
            setting = new ClockSetting(ClockMode.Scaled, scale);
            return true;
        }

        return false;
    }

    public override string ToString() => Mode switch
    {
        ClockMode.Scaled => $"scaled={Scale}",
        ClockMode.Virtual => "virtual",
        _ => "real",
    };
}
