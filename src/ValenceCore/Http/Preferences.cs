using Microsoft.AspNetCore.Http;

namespace ValenceCore.Http;

/// <summary>What a caller would rather have (RFC 7240).</summary>
internal static class Preferences
{
    /// <summary>True when the caller wants a 202 with the operation instead of waiting.</summary>
    public static bool WantNoWait(HttpRequest request) =>
        request.Headers["Prefer"].Any(value => value?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true);
}
