using System.Text;
using System.Text.RegularExpressions;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Turns URIs of this service into those of a release, and back.</summary>
internal sealed partial class ProfileUris(RedfishProfile profile, Pod pod)
{
    private const string Below = ServiceRootRoutes.Root + "/";

    private readonly (string[] Here, string[] There)[] _moved = [.. profile.Moved.Select(m => (m.Here.Split('/'), m.There.Split('/')))];

    /// <summary>As the release wrote it. A fragment or a query stays.</summary>
    public string Out(string uri)
    {
        var path = uri.Split('#', '?')[0];
        return Map(path, m => m.Here, m => m.There) is { } moved ? moved + uri[path.Length..] : uri;
    }

    /// <summary>As this service has it; null when the release had nothing at that place, because it had it elsewhere.</summary>
    public string? In(string path) =>
        Map(path, m => m.There, m => m.Here) ?? (Map(path, m => m.Here, m => m.There) is null ? path : null);

    /// <summary>The links in the body of a request. They are found as text: what is wrong with the body is told by whoever reads it.</summary>
    public byte[] In(byte[] body) => _moved.Length == 0
        ? body
        : Encoding.Latin1.GetBytes(Links().Replace(Encoding.Latin1.GetString(body), link => In(link.Value) ?? link.Value));

    private string? Map(string path, Func<(string[] Here, string[] There), string[]> from, Func<(string[] Here, string[] There), string[]> to)
    {
        if (_moved.Length == 0 || !path.StartsWith(Below, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var segments = path[Below.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var moved in _moved)
        {
            if (Match(from(moved), segments) is { } found)
            {
                return Below + string.Join('/', Fill(to(moved), found));
            }
        }

        return null;
    }

    // What the wildcards stand for, or null.
    private Queue<string>? Match(string[] pattern, string[] path)
    {
        var found = new Queue<string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**")
            {
                path[i..].ToList().ForEach(found.Enqueue);
                return found;
            }

            if (i == path.Length || !IsLike(pattern[i], path[i]))
            {
                return null;
            }

            if (IsWild(pattern[i]))
            {
                found.Enqueue(path[i]);
            }
        }

        return pattern.Length == path.Length ? found : null;
    }

    private static IEnumerable<string> Fill(string[] pattern, Queue<string> found) =>
        pattern.SelectMany(p => p == "**" ? found : (IEnumerable<string>)[IsWild(p) ? found.Dequeue() : p]);

    private bool IsLike(string pattern, string segment) => pattern switch
    {
        "*" => true,
        "{shelf}" => pod.StorageServices.ContainsKey(segment),
        _ => string.Equals(pattern, segment, StringComparison.OrdinalIgnoreCase), // as routes do
    };

    private static bool IsWild(string pattern) => pattern is "*" or "{shelf}";

    [GeneratedRegex("""(?<=")/redfish/v1/[^"\\#?]+(?=["#?])""", RegexOptions.CultureInvariant)]
    private static partial Regex Links();
}
