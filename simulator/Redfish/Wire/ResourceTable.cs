using Microsoft.AspNetCore.Routing.Template;

namespace Simulator.Redfish;

/// <summary>
/// Every resource that can be read, by the pattern of its path: what a link leads to can be read without HTTP, for queries
/// that look into other resources. Filled while routes are mapped, only read afterwards.
/// </summary>
/// <param name="mayRead">Whether the asker may read what lies under a pattern.</param>
internal sealed class ResourceTable(Func<HttpContext, string, bool> mayRead)
{
    private const string AnyBranch = "*";

    // By branch and depth: a large collection asks for each of its members here.
    private readonly Dictionary<string, List<Entry>> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="pattern">Route pattern below the host.</param>
    /// <param name="read">The resource as it is now; null when it is not there.</param>
    public void Add(string pattern, Func<HttpContext, Representation?> read)
    {
        var template = TemplateParser.Parse(pattern);
        var (place, _) = PlacesOf(pattern);
        if (!_entries.TryGetValue(place, out var entries))
        {
            _entries[place] = entries = [];
        }

        entries.Add(new Entry(RoutePrecedence.ComputeInbound(template), new TemplateMatcher(template, []), pattern, read));
        entries.Sort((a, b) => a.Precedence.CompareTo(b.Precedence));
    }

    /// <summary>Reads what a GET of a path by the same caller would find; null when nothing is there. For one request, one path after the other.</summary>
    public Func<string, Representation?> For(HttpContext asker)
    {
        var ask = new DefaultHttpContext { RequestServices = asker.RequestServices, User = asker.User, Items = asker.Items };

        // What the asker may not read is, for its query, not there: the link to it stays a link.
        return path => Find(path, ask) is { } entry && mayRead(ask, entry.Pattern) ? entry.Read(ask) : null;
    }

    /// <summary>Likewise for the service itself, which may read everything. Resources that depend on who asks are not for it.</summary>
    public Representation? Read(string path)
    {
        var ask = new DefaultHttpContext();
        return Find(path, ask) is { } entry ? entry.Read(ask) : null;
    }

    private Entry? Find(string path, DefaultHttpContext ask)
    {
        var values = new RouteValueDictionary();
        var (inBranch, inAny) = PlacesOf(path);
        foreach (var entry in At(inBranch).Concat(At(inAny)))
        {
            values.Clear();
            if (entry.Matcher.TryMatch(path, values))
            {
                Prepare(ask, path, values);
                return entry;
            }
        }

        return null;
    }

    // "/redfish/v1/Systems/{id}/Bios" lies in the branch Systems, five deep; a pattern whose branch is a parameter lies in all of them.
    private static (string InBranch, string InAny) PlacesOf(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var branch = segments.ElementAtOrDefault(2) ?? "";
        return ($"{segments.Length} {(branch.StartsWith('{') ? AnyBranch : branch)}", $"{segments.Length} {AnyBranch}");
    }

    private List<Entry> At(string place) => _entries.GetValueOrDefault(place) ?? [];

    private static void Prepare(DefaultHttpContext context, string path, RouteValueDictionary values)
    {
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = path;
        context.Request.RouteValues = values;
    }

    private sealed record Entry(decimal Precedence, TemplateMatcher Matcher, string Pattern, Func<HttpContext, Representation?> Read);
}
