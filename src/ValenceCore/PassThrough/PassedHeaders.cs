namespace ValenceCore.PassThrough;

/// <summary>Which headers go through. Towards the pod only those named here; back, all but those of the connection and of logins.</summary>
internal static class PassedHeaders
{
    private static readonly HashSet<string> ToPod = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Language", "Content-Type", "If-Match", "If-None-Match", "OData-MaxVersion", "OData-Version", "Prefer",
    };

    /// <summary>RFC 9110, 7.6.1; cookies, tokens and challenges; and what this service says for itself.</summary>
    private static readonly HashSet<string> NotBack = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Authorization", "Set-Cookie", "Set-Cookie2", "WWW-Authenticate", "X-Auth-Token",
        "Allow", "Content-Length", "Date", "Server", "Strict-Transport-Security", "X-Content-Type-Options",
    };

    public static bool GoesToPod(string name) => ToPod.Contains(name);

    /// <summary>The address of the pod is nobody's business.</summary>
    private static string PathOf(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address.PathAndQuery : location;

    public static IEnumerable<KeyValuePair<string, string>> Back(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        // A sender may declare more headers to be of the connection.
        var declared = headers.Where(header => header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return headers
            .Where(header => !NotBack.Contains(header.Key) && !declared.Contains(header.Key)
                && !header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)
                ? KeyValuePair.Create(header.Key, PathOf(header.Value))
                : header);
    }
}
