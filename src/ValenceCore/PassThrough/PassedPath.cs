namespace ValenceCore.PassThrough;

/// <summary>A path that may be sent to a pod: checked after it was decoded, segment by segment, so that nothing can climb out of what is allowed
/// (S-05: the old service compared first and normalised then).</summary>
internal static class PassedPath
{
    /// <summary>The path below the service root, escaped anew; null with a problem for one that could mean something else to the pod.</summary>
    /// <param name="decoded">As the server has decoded it, once.</param>
    /// <param name="raw">As it came over the wire, without the query.</param>
    public static string? Of(string decoded, string raw, out string? problem)
    {
        problem = Problem(decoded, raw);
        if (problem is not null)
        {
            return null;
        }

        return string.Join('/', decoded.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));
    }

    private static string? Problem(string decoded, string raw)
    {
        if (raw.Contains("%2f", StringComparison.OrdinalIgnoreCase) || raw.Contains("%5c", StringComparison.OrdinalIgnoreCase)
            || raw.Contains('\\', StringComparison.Ordinal))
        {
            return "a slash inside a segment is not passed on";
        }

        // The server resolves dots itself; a path that needs it is refused all the same, for it is not what an honest client sends.
        string[] segments = [.. decoded.Split('/'), .. Uri.UnescapeDataString(raw).Split('/')];
        if (segments.Any(segment => segment is "." or ".."))
        {
            return "segments of dots are not passed on";
        }

        // Decoded twice it could be either of the above.
        return decoded.Contains('%', StringComparison.Ordinal) || decoded.Any(char.IsControl)
            ? "a percent sign or a control character in a segment is not passed on"
            : null;
    }
}
