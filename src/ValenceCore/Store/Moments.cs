using System.Globalization;

namespace ValenceCore.Store;

/// <summary>A point in time as rows keep it (Unix milliseconds) and as the API shows it (<c>YYYY-MM-DD HH:MM:SS UTC</c>, valence-api 1.1).</summary>
internal static class Moments
{
    private const string Shape = "yyyy-MM-dd HH:mm:ss 'UTC'";

    public static long Now(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static string Show(long moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString(Shape, CultureInfo.InvariantCulture);

    public static string? Show(long? moment) => moment is { } value ? Show(value) : null;
}
