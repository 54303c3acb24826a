using Microsoft.Data.Sqlite;

namespace ValenceCore.Store;

/// <summary>Where the rows lie: what the option <c>Database</c> says, read once.</summary>
internal sealed record DatabaseAddress(string ConnectionString, bool IsInMemory, string? File)
{
    /// <summary>Takes a connection string, or a bare path.</summary>
    public static DatabaseAddress Parse(string database)
    {
        var builder = database.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(database)
            : new SqliteConnectionStringBuilder { DataSource = database };
        builder.ForeignKeys = true;
        var isInMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource == ":memory:";
        if (isInMemory)
        {
            // Without a shared cache every connection would see its own empty database.
            builder.Cache = SqliteCacheMode.Shared;
        }

        return new DatabaseAddress(builder.ToString(), isInMemory, isInMemory ? null : Path.GetFullPath(builder.DataSource));
    }

    /// <summary>Says what is wrong with a database option, or null.</summary>
    public static string? Problem(string database)
    {
        if (string.IsNullOrWhiteSpace(database))
        {
            return "a SQLite connection string or a path is needed";
        }

        try
        {
            return Parse(database) is { IsInMemory: false, File: null or "" } ? "'Data Source' is missing" : null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
