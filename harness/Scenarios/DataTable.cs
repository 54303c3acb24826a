namespace Harness.Scenarios;

/// <summary>A step's table: the first row is the header, the rest are rows of as many cells.</summary>
public sealed class DataTable
{
    public DataTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Header = header;
        Rows = [.. rows.Select(cells => new DataTableRow(header, cells))];
    }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<DataTableRow> Rows { get; }

    public int RowCount => Rows.Count;
}

/// <summary>One row below the header; cells by column name or by index.</summary>
public sealed class DataTableRow
{
    private readonly IReadOnlyList<string> _header;

    internal DataTableRow(IReadOnlyList<string> header, IReadOnlyList<string> cells)
    {
        if (cells.Count != header.Count)
        {
            throw new ArgumentException($"The row has {cells.Count} cells, the header has {header.Count}.", nameof(cells));
        }

        _header = header;
        Values = cells;
    }

    public IReadOnlyList<string> Keys => _header;

    public IReadOnlyList<string> Values { get; }

    public int Count => Values.Count;

    public string this[int index] => Values[index];

    /// <exception cref="KeyNotFoundException">No such column; names those there are.</exception>
    public string this[string column] => TryGetValue(column, out var value)
        ? value
        : throw new KeyNotFoundException($"The table has no column '{column}'; it has: {string.Join(", ", _header)}.");

    public bool ContainsKey(string column) => _header.Contains(column, StringComparer.Ordinal);

    public bool TryGetValue(string column, out string value)
    {
        for (var index = 0; index < _header.Count; index++)
        {
            if (string.Equals(_header[index], column, StringComparison.Ordinal))
            {
                value = Values[index];
                return true;
            }
        }

        value = "";
        return false;
    }
}
