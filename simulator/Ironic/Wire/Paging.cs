using System.Globalization;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>One page of a list: order, marker, limit, and the link to the next page.</summary>
internal static class Paging
{
    public const int Largest = 1_000;

    /// <summary>Arguments that every list knows.</summary>
    public static readonly IReadOnlyDictionary<string, int> Arguments =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["limit"] = 1, ["marker"] = 1, ["sort_key"] = 1, ["sort_dir"] = 1 };

    /// <param name="all">In the order of their creation.</param>
    /// <param name="query">The request's arguments.</param>
    /// <param name="uuid">What a marker names.</param>
    /// <param name="table">Fields by which the list can be sorted.</param>
    /// <param name="wire">For writing what is sorted by.</param>
    /// <param name="kind">For the error of an unknown marker, <c>Node</c>.</param>
    public static Outcome<Page<T>> Cut<T>(
        IEnumerable<T> all, QueryArguments query, Func<T, string> uuid, FieldTable<T> table, WireContext wire, string kind)
        where T : class
    {
        var limit = 0;
        if (query.Text("limit") is { } text
            && (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit) || limit < 0))
        {
            return IronicErrors.Invalid($"Limit must be positive; got {text}");
        }

        var direction = query.Text("sort_dir") ?? "asc";
        if (direction is not ("asc" or "desc"))
        {
            return IronicErrors.Invalid($"Invalid sort direction: {direction}. Acceptable values are 'asc' or 'desc'");
        }

        var key = query.Text("sort_key") ?? "id";
        if (key != "id" && table.SortKey(key) is null)
        {
            return IronicErrors.Invalid($"The sort_key value \"{key}\" is an invalid field for sorting");
        }

        limit = limit is 0 or > Largest ? Largest : limit;
        List<T> sorted = key == "id" ? [.. all] : [.. all.OrderBy(i => table.SortKey(key)!.Write(i, wire)?.ToString() ?? "", StringComparer.Ordinal)];
        if (direction == "desc")
        {
            sorted.Reverse();
        }

        var start = 0;
        if (query.Text("marker") is { } marker)
        {
            if (!Guid.TryParse(marker, out _))
            {
                return IronicErrors.Invalid($"Expected UUID for marker: {marker}");
            }

            start = sorted.FindIndex(i => string.Equals(uuid(i), marker, StringComparison.OrdinalIgnoreCase)) + 1;
            if (start == 0)
            {
                return IronicErrors.NotFound(kind, marker);
            }
        }

        var items = sorted.GetRange(start, Math.Min(limit, sorted.Count - start));
        var next = items.Count == limit ? Next(query, key, direction, limit, uuid(items[^1])) : null;
        return new Page<T>(items, next);
    }

    private static string Next(QueryArguments query, string key, string direction, int limit, string marker)
    {
        var kept = query.Given.Where(g => !Arguments.ContainsKey(g.Key)).Select(g => $"{g.Key}={Uri.EscapeDataString(g.Value)}");
        string[] own = [$"sort_key={key}", $"sort_dir={direction}", $"limit={limit.ToString(CultureInfo.InvariantCulture)}", $"marker={marker}"];
        return string.Join('&', kept.Concat(own));
    }
}

/// <param name="Items">What this page holds.</param>
/// <param name="NextQuery">Query of the next page; null when this one was not full.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextQuery)
{
    public JsonReply Reply(string collection, string path, WireContext wire, Func<T, JsonNode> write)
    {
        var body = new JsonObject { [collection] = new JsonArray([.. Items.Select(write)]) };
        if (NextQuery is not null)
        {
            body["next"] = $"{wire.Base}/v1/{path}?{NextQuery}";
        }

        return JsonReply.Ok(body);
    }
}
