using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ValenceCore.Tests.Drivers.Redfish;

/// <summary>A Redfish service with one collection, that takes queries as well or as badly as a test says. Anything else is a 404.</summary>
internal sealed class ExpandingService : HttpMessageHandler
{
    public const string Collection = "/redfish/v1/Things";

    private readonly Lock gate = new();
    private readonly List<string> asked = [];

    /// <summary>How many members there are.</summary>
    public int Count { get; set; } = 120;

    /// <summary>What the root says of queries; null says nothing.</summary>
    public JsonObject? Features { get; set; } = Offer();

    /// <summary>Status of the answer to a query that is refused; null answers it.</summary>
    public Func<Query, HttpStatusCode?> Refuses { get; set; } = _ => null;

    /// <summary>Queries that are never answered.</summary>
    public Func<Query, bool> Swallows { get; set; } = _ => false;

    /// <summary>The members stay links.</summary>
    public bool StopsShort { get; set; }

    public bool IgnoresSkip { get; set; }

    public bool IgnoresTop { get; set; }

    /// <summary>No answer holds more members than these.</summary>
    public int MostAtOnce { get; set; } = int.MaxValue;

    /// <summary>What is left out is told by a link to the next page.</summary>
    public bool LinksNext { get; set; }

    /// <summary><c>Members@odata.count</c> is that of the answer and not that of the collection.</summary>
    public bool CountsPage { get; set; }

    /// <summary>Members that are gone as soon as the collection was read once.</summary>
    public HashSet<int> Vanishing { get; } = [];

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public static JsonObject Offer(bool levels = true, int? maxLevels = null, bool topSkip = true, bool select = false, string form = "NoLinks") => new()
    {
        ["TopSkipQuery"] = topSkip,
        ["SelectQuery"] = select,
        ["ExpandQuery"] = new JsonObject { [form] = true, ["Levels"] = levels, ["MaxLevels"] = maxLevels },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var query = Query.Read(uri.Query);
        if (uri.AbsolutePath == Collection && Swallows(query))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        lock (gate)
        {
            asked.Add(uri.PathAndQuery);
            return Answer(uri.AbsolutePath, query);
        }
    }

    private HttpResponseMessage Answer(string path, Query query)
    {
        if (path == "/redfish/v1/")
        {
            return Json(new JsonObject { ["Id"] = "Root", ["ProtocolFeaturesSupported"] = Features?.DeepClone() });
        }

        if (path == Collection)
        {
            return query.IsEmpty || Refuses(query) is not { } status ? Json(Page(query)) : new HttpResponseMessage(status);
        }

        return path.StartsWith(Collection + "/", StringComparison.Ordinal) && int.TryParse(path[(Collection.Length + 1)..], out var number) && IsThere(number)
            ? Json(Member(number, levels: 0))
            : new HttpResponseMessage(HttpStatusCode.NotFound);
    }

    private bool IsThere(int number) => number < Count && !(Vanishing.Contains(number) && asked.Any(one => one.StartsWith(Collection + "?", StringComparison.Ordinal)));

    private JsonObject Page(Query query)
    {
        var there = Enumerable.Range(0, Count).Where(IsThere).Skip(IgnoresSkip ? 0 : query.Skip).ToList();
        var chosen = there.Take(IgnoresTop ? int.MaxValue : query.Top ?? int.MaxValue).ToList();
        var shown = chosen.Take(query.IsEmpty ? int.MaxValue : MostAtOnce).ToList();
        var page = new JsonObject
        {
            ["Members"] = new JsonArray([.. shown.Select(number => query.Levels > 0 && !StopsShort ? Member(number, query.Levels) : Link(number))]),
            ["Members@odata.count"] = CountsPage ? shown.Count : Count,
        };
        if (LinksNext && shown.Count < chosen.Count)
        {
            page["Members@odata.nextLink"] = query.After(shown.Count).Path;
        }

        return page;
    }

    /// <summary>Two levels deep: a member and what it links.</summary>
    private static JsonObject Member(int number, int levels) => new()
    {
        ["@odata.id"] = $"{Collection}/{number}",
        ["@odata.type"] = "#Thing.v1_0_0.Thing",
        ["Id"] = $"{number}",
        ["Levels"] = levels,
    };

    private static JsonObject Link(int number) => new() { ["@odata.id"] = $"{Collection}/{number}" };

    private static HttpResponseMessage Json(JsonObject body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    internal sealed record Query(int Levels, int? Top, int Skip, string? Select, char Sign)
    {
        public bool IsEmpty => Levels == 0 && Top is null && Skip == 0 && Select is null;

        public string Path =>
            $"{Collection}?$expand={Sign}($levels={Levels})" + (Top is { } top ? $"&$top={top}" : "") + $"&$skip={Skip}" + (Select is null ? "" : $"&$select={Select}");

        public static Query Read(string query)
        {
            var parts = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
            var expand = parts.GetValueOrDefault("$expand");
            var levels = expand is null ? 0 : expand.Length == 1 ? 1 : int.Parse(expand[(expand.IndexOf('=') + 1)..^1]);
            return new Query(
                levels, parts.TryGetValue("$top", out var top) ? int.Parse(top) : null, int.Parse(parts.GetValueOrDefault("$skip", "0")), parts.GetValueOrDefault("$select"),
                expand is null ? ' ' : expand[0]);
        }

        public Query After(int shown) => this with { Skip = Skip + shown, Top = Top - shown };
    }
}
