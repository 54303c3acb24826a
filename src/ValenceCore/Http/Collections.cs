using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Answers a list, or the page of it that was asked for. The body stays a bare array (valence-api 1.1); the next page is in <c>Link</c>.</summary>
internal static class Collections
{
    /// <param name="id">The property that tells elements apart, for the marker.</param>
    /// <param name="filters">Filters that are compared here; what the elements were chosen by already is not among them.</param>
    public static IResult Page<T>(
        HttpContext context, CollectionQuery query, IEnumerable<T> elements, JsonTypeInfo<T> type, string id, bool filters = false,
        IReadOnlyDictionary<string, string>? keep = null)
    {
        var rows = elements.Select(element => (JsonObject)JsonSerializer.SerializeToNode(element, type)!);
        if (filters)
        {
            rows = rows.Where(row => query.Filters.All(filter => row[filter.Key]?.ToString() == filter.Value));
        }

        if (query.SortKey is { } key)
        {
            // Stable, so that equal elements keep the list's own order and a page never skips one.
            rows = query.IsDescending ? rows.OrderDescending(By(key)) : rows.Order(By(key));
        }

        var all = rows.ToList();
        var start = 0;
        if (query.Marker is { } marker)
        {
            start = all.FindIndex(row => row[id]?.ToString() == marker) + 1;
            if (start == 0)
            {
                return Replies.Failed(context, query.NoSuchMarker());
            }
        }

        var page = all.Skip(start).Take(query.Limit ?? int.MaxValue).ToList();
        return Answer(context, query, page, start + page.Count < all.Count, id, keep);
    }

    /// <summary>Answers a page that was filtered, sorted and cut already, where the rows come from.</summary>
    public static IResult ReadPage<T>(
        HttpContext context, CollectionQuery query, IEnumerable<T> page, bool hasMore, JsonTypeInfo<T> type, string id) =>
        Answer(context, query, [.. page.Select(element => (JsonObject)JsonSerializer.SerializeToNode(element, type)!)], hasMore, id, keep: null);

    private static IResult Answer(
        HttpContext context, CollectionQuery query, List<JsonObject> page, bool hasMore, string id, IReadOnlyDictionary<string, string>? keep)
    {
        if (page.Count > 0 && hasMore)
        {
            context.Response.Headers.Link = $"<{Next(context.Request, page[^1][id]!.ToString(), keep)}>; rel=\"next\"";
        }

        return Replies.Ok(
            new JsonArray([.. page.Select(row => Only(row, query.Fields))]), HttpJsonContext.Default.JsonArray);
    }

    private static Comparer<JsonObject> By(string key) => Comparer<JsonObject>.Create((one, other) => Compare(one[key], other[key]));

    /// <summary>Numbers by value, everything else by its text; what is not there comes first.</summary>
    private static int Compare(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ when one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number =>
            decimal.Parse(one.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                .CompareTo(decimal.Parse(other.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => string.CompareOrdinal(one.ToString(), other.ToString()),
    };

    private static JsonObject Only(JsonObject row, IReadOnlyList<string>? fields) =>
        fields is null
            ? row
            : new JsonObject(row.Where(pair => fields.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    /// <summary>Without scheme and host, which a proxy before this service may have changed.</summary>
    private static string Next(HttpRequest request, string marker, IReadOnlyDictionary<string, string>? keep)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "marker" && keep?.ContainsKey(pair.Key) != true))
        {
            { "marker", marker },
        };
        foreach (var (name, value) in keep ?? new Dictionary<string, string>())
        {
            query.Add(name, value);
        }

        return $"{request.PathBase}{request.Path}{query.ToQueryString()}";
    }
}
