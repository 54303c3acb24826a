namespace Simulator.Redfish;

/// <summary>Which paths a profile serves.</summary>
internal sealed class ProfilePaths(RedfishProfile profile)
{
    private readonly string[][]? _serves = profile.Serves?.Select(p => p.Split('/')).ToArray();
    private readonly string[][] _servesNot = [.. profile.ServesNot.Select(p => p.Split('/'))];

    /// <param name="path">For example <c>/redfish/v1/Systems/r1-d1-s1</c>; a fragment plays no part.</param>
    public bool Serve(string path)
    {
        var below = path.Split('#')[0];
        if (_serves is null || !below.StartsWith(ServiceRootRoutes.Root, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var segments = below[ServiceRootRoutes.Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == 0
            || (_serves.Any(p => Matches(p, segments)) && !_servesNot.Any(p => Matches(p, segments)));
    }

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Matches(pattern[1..], path) || (!path.IsEmpty && Matches(pattern, path[1..]));
        }

        // As routes do, without regard to case.
        return !path.IsEmpty && (pattern[0] == "*" || string.Equals(pattern[0], path[0], StringComparison.OrdinalIgnoreCase)) && Matches(pattern[1..], path[1..]);
    }
}
