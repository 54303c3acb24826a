using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>
/// What a list is asked for besides its filters: <c>limit</c> and <c>marker</c> (the id of the last element seen), <c>sort_key</c>,
/// <c>sort_dir</c>, <c>fields</c>. Additive to valence-api: without any of them a list is whole and in its own order.
/// </summary>
/// <param name="Fields">Null for all.</param>
/// <param name="Filters">What is left of the query.</param>
internal sealed record CollectionQuery(
    int? Limit, string? Marker, string? SortKey, bool IsDescending, IReadOnlyList<string>? Fields, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>The words that are never filters.</summary>
    public static readonly IReadOnlyList<string> Words = ["limit", "marker", "sort_key", "sort_dir", "fields"];

    /// <summary>Reads the query, or says everything that is wrong with it.</summary>
    /// <param name="element">What the list is of; its properties can be asked for, the plain ones sorted by.</param>
    /// <param name="filters">Names of filters; null where somebody else checks them.</param>
    /// <param name="maxLimit">The longest page.</param>
    public static Outcome<CollectionQuery> Read(
        HttpContext context, JsonTypeInfo element, IReadOnlyCollection<string>? filters = null, int maxLimit = int.MaxValue) =>
        Read(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), element, filters, maxLimit);

    public static Outcome<CollectionQuery> Read(
        IReadOnlyDictionary<string, string> query, JsonTypeInfo element, IReadOnlyCollection<string>? filters = null, int maxLimit = int.MaxValue)
    {
        var problems = new List<string>();
        var read = new CollectionQuery(
            LimitOf(query, maxLimit, problems), query.GetValueOrDefault("marker"), OneOf(query, "sort_key", SortKeys(element), problems),
            OneOf(query, "sort_dir", ["asc", "desc"], problems) == "desc", FieldsOf(query, element, problems),
            query.Where(pair => !Words.Contains(pair.Key)).ToDictionary());
        problems.AddRange(read.Filters.Keys.Where(name => filters?.Contains(name) == false)
            .Select(name => $"{name}: unknown filter, allowed are {string.Join(", ", filters!)}"));
        return problems.Count > 0 ? Failure.Invalid(problems) : read;
    }

    public static IReadOnlyList<string> SortKeys(JsonTypeInfo element) =>
        [.. element.Properties.Where(property => IsPlain(property.PropertyType)).Select(property => property.Name)];

    public Failure NoSuchMarker() => Failure.Invalid($"marker: there is no element '{Marker}' in this list (any more)");

    private static bool IsPlain(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsPrimitive;

    private static int? LimitOf(IReadOnlyDictionary<string, string> query, int max, List<string> problems)
    {
        if (!query.TryGetValue("limit", out var text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 && limit <= max)
        {
            return limit;
        }

        problems.Add(max == int.MaxValue ? $"limit: '{text}' is not a whole number above zero" : $"limit: '{text}' is not a whole number from 1 to {max}");
        return null;
    }

    private static string? OneOf(
        IReadOnlyDictionary<string, string> query, string name, IReadOnlyList<string> allowed, List<string> problems)
    {
        if (query.GetValueOrDefault(name) is { } text && !allowed.Contains(text))
        {
            problems.Add($"{name}: '{text}' is not allowed, use one of {string.Join(", ", allowed)}");
        }

        return query.GetValueOrDefault(name);
    }

    private static string[]? FieldsOf(IReadOnlyDictionary<string, string> query, JsonTypeInfo element, List<string> problems)
    {
        if (!query.TryGetValue("fields", out var text))
        {
            return null;
        }

        var known = element.Properties.Select(property => property.Name).ToList();
        var fields = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        problems.AddRange(fields.Where(field => !known.Contains(field))
            .Select(field => $"fields: there is no '{field}', known are {string.Join(", ", known)}"));
        if (fields.Length == 0)
        {
            problems.Add($"fields: names none, known are {string.Join(", ", known)}");
        }

        return fields;
    }
}
