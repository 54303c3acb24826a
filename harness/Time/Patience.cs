using System.Globalization;

namespace Harness.Time;

/// <summary>How long is waited, in real time. Hardware is slower than a simulator: the variable <c>PATIENCE</c> (seconds) makes it longer.</summary>
internal static class Patience
{
    public static TimeSpan Of(int seconds) => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("PATIENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Max(given, seconds) : seconds);
}
