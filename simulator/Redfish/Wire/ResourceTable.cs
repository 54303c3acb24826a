using Microsoft.AspNetCore.Routing.Template;

namespace Simulator.Redfish;

/// <summary>
/// Every resource that can be read, by the pattern of its path: what a link leads to can be read without HTTP, for queries
/// that look into other resources. Filled while routes are mapped, only read afterwards.
/// </summary>
/// <param name="mayRead">Whether the asker may read what lies under a pattern.</param>
internal sealed class ResourceTable(Func<HttpContext, string, bool> mayRead)
{
    private readonly List<Entry> _entries = [];

    /// <param name="pattern">Route pattern below the host.</param>
    /// <param name="read">The resource as it is now; null when it is not there.</param>
    public void Add(string pattern, Func<HttpContext, Representation?> read)
    {
        var template = TemplateParser.Parse(pattern);
        _entries.Add(new Entry(RoutePrecedence.ComputeInbound(template), new TemplateMatcher(template, []), pattern, read));
        _entries.Sort((a, b) => a.Precedence.CompareTo(b.Precedence));
    }

    /// <summary>What a GET of that path by the same caller would find; null when nothing is there.</summary>
    public Representation? Read(string path, HttpContext asker)
    {
        var values = new RouteValueDictionary();
        foreach (var entry in _entries)
        {
            values.Clear();
            if (entry.Matcher.TryMatch(path, values))
            {
                // What the asker may not read is, for its query, not there: the link to it stays a link.
                var ask = Ask(path, values, asker);
                return mayRead(ask, entry.Pattern) ? entry.Read(ask) : null;
            }
        }

        return null;
    }

    private static DefaultHttpContext Ask(string path, RouteValueDictionary values, HttpContext asker)
    {
        var context = new DefaultHttpContext { RequestServices = asker.RequestServices, User = asker.User, Items = asker.Items };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = path;
        context.Request.RouteValues = values;
        return context;
    }

    private sealed record Entry(decimal Precedence, TemplateMatcher Matcher, string Pattern, Func<HttpContext, Representation?> Read);
}
