using Microsoft.Extensions.Primitives;

namespace Simulator.Redfish;

/// <summary>
/// Conditional requests (RFC 9110, 13.1). Clients of the field send weak and strong forms of what they got; both are taken.
/// </summary>
internal static class ETags
{
    public static bool Match(StringValues header, string etag) =>
        header.Count > 0 && header.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Any(candidate => candidate == "*" || Strong(candidate) == etag);

    /// <summary>Whether resources are what a client says that it saw; one of which it says nothing is.</summary>
    /// <param name="read">A resource as it is now.</param>
    public static bool AreAsSeen(Func<string, Representation?> read, params ReadOnlySpan<(string? Tag, string Uri)> seen)
    {
        foreach (var (tag, uri) in seen)
        {
            if (tag is not null && !(read(uri) is { } present && Match(tag, present.ETag)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Strong(string etag) => etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
}
