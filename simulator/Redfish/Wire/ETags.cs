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

    private static string Strong(string etag) => etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
}
