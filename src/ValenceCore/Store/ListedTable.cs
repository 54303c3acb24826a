namespace ValenceCore.Store;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">Null for all.</param>
/// <param name="Marker">The id of the last element seen; null for the beginning.</param>
/// <param name="SortKey">Null for the list's own order.</param>
/// <param name="Filters">What columns have to be equal to.</param>
internal sealed record PageWish(int? Limit, string? Marker, string? SortKey, bool IsDescending, IReadOnlyDictionary<string, string> Filters);

/// <summary>A page of a list.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Rows, bool HasMore);

/// <summary>A column under the name that clients know.</summary>
/// <param name="Read">What a client's words mean here; null for what no row can be equal to.</param>
internal sealed record ListedColumn(string Name, string Sql, Func<string, object?> Read)
{
    public static ListedColumn Text(string name) => new(name, name, words => words);

    public static ListedColumn Number(string name, string sql) => new(name, sql, words =>
        long.TryParse(words, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null);
}

/// <summary>
/// A table that is listed in pages, the newest row first unless another order is wanted. The database filters, sorts and cuts: a page starts behind the
/// values of its marker's row, so that rows that come meanwhile move nothing and no page costs what the ones before it did.
/// </summary>
/// <param name="table">Its column <c>number</c> is unique and grows.</param>
/// <param name="selected">The columns of a row.</param>
/// <param name="id">The column of markers.</param>
/// <param name="columns">What can be sorted and filtered by.</param>
internal sealed class ListedTable(string table, string selected, ListedColumn id, IReadOnlyList<ListedColumn> columns)
{
    private readonly Dictionary<string, ListedColumn> known = columns.ToDictionary(column => column.Name);

    /// <summary>Null when no row has the marker (any more).</summary>
    public async Task<Page<T>?> ReadAsync<T>(DatabaseSession session, PageWish wish)
    {
        var sort = wish.SortKey is { } key ? known[key].Sql : null;
        var conditions = wish.Filters.Keys.Select(name => $"{known[name].Sql} = @{name}").ToList();
        var values = wish.Filters.ToDictionary(pair => pair.Key, pair => known[pair.Key].Read(pair.Value));
        if (wish.Marker is { } marker)
        {
            var seen = await session.SingleAsync<Seen>(
                $"SELECT number AS seen_number, {sort ?? "number"} AS seen_value FROM {table} WHERE {id.Sql} = @marker", new { marker = id.Read(marker) });
            if (seen is null)
            {
                return null;
            }

            conditions.Add(sort is null ? "number < @SeenNumber" : Behind(sort, seen.SeenValue is null, wish.IsDescending));
            (values["SeenNumber"], values["SeenValue"]) = (seen.SeenNumber, seen.SeenValue);
        }

        // One row more than wanted tells whether there is a next page.
        values["Count"] = wish.Limit + 1L;
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        var rows = await session.QueryAsync<T>(
            $"SELECT {selected} FROM {table} {where} ORDER BY {Order(sort, wish.IsDescending)} {(wish.Limit is null ? "" : "LIMIT @Count")}", values);
        return rows.Count > wish.Limit ? new Page<T>([.. rows.Take(wish.Limit.Value)], HasMore: true) : new Page<T>(rows, HasMore: false);
    }

    /// <summary>What has no value comes first, and last the other way round; databases differ in that unless they are told.</summary>
    private static string Order(string? sort, bool isDescending)
    {
        var direction = isDescending ? "DESC" : "ASC";
        return sort is null ? "number DESC" : $"CASE WHEN {sort} IS NULL THEN 0 ELSE 1 END {direction}, {sort} {direction}, number DESC";
    }

    private static string Behind(string sort, bool isEmpty, bool isDescending) => (isEmpty, isDescending) switch
    {
        (true, false) => $"({sort} IS NOT NULL OR number < @SeenNumber)",
        (true, true) => $"({sort} IS NULL AND number < @SeenNumber)",
        (false, false) => $"({sort} > @SeenValue OR ({sort} = @SeenValue AND number < @SeenNumber))",
        (false, true) => $"({sort} IS NULL OR {sort} < @SeenValue OR ({sort} = @SeenValue AND number < @SeenNumber))",
    };

    private sealed class Seen
    {
        public long SeenNumber { get; init; }

        public object? SeenValue { get; init; }
    }
}
