using Microsoft.Data.Sqlite;
using Npgsql;

namespace ValenceCore.Store;

internal enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>Where the rows lie: what the option <c>Database</c> says, read once.</summary>
/// <param name="File">Of SQLite on disk, else null.</param>
internal sealed record DatabaseAddress(StoreKind Kind, string ConnectionString, bool IsInMemory, string? File)
{
    private const string Unnamed = ":memory:";

    private static int unnamed;

    /// <summary>Takes a connection string of SQLite or (with <c>Host=</c>) of PostgreSQL, or a bare path.</summary>
    public static DatabaseAddress Parse(string database) => IsPostgres(database)
        ? new DatabaseAddress(StoreKind.Postgres, new NpgsqlConnectionStringBuilder(database).ToString(), IsInMemory: false, File: null)
        : ParseSqlite(database);

    /// <summary>Says what is wrong with a database option, or null.</summary>
    public static string? Problem(string database)
    {
        if (string.IsNullOrWhiteSpace(database))
        {
            return "a path, or a connection string of SQLite or PostgreSQL (Host=…) is needed";
        }

        try
        {
            return Parse(database) is { Kind: StoreKind.Sqlite, IsInMemory: false, File: null or "" } ? "'Data Source' is missing" : null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>For people: never the password.</summary>
    public string Shown => Kind == StoreKind.Postgres
        ? new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"PostgreSQL {server.Database} at {server.Host}" : ""
        : File ?? "memory";

    private static bool IsPostgres(string database) => database.Split(';')
        .Select(part => part.Split('=', 2)[0].Trim())
        .Any(key => key.Equals("Host", StringComparison.OrdinalIgnoreCase) || key.Equals("Server", StringComparison.OrdinalIgnoreCase))
        && database.Contains('=', StringComparison.Ordinal);

    private static DatabaseAddress ParseSqlite(string database)
    {
        var builder = database.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(database)
            : new SqliteConnectionStringBuilder { DataSource = database };
        builder.ForeignKeys = true;
        var isInMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource == Unnamed;
        if (isInMemory)
        {
            // Without a shared cache every connection would see its own empty database, and only one with a name can be shared.
            builder.Mode = SqliteOpenMode.Memory;
            builder.Cache = SqliteCacheMode.Shared;
            if (builder.DataSource == Unnamed)
            {
                builder.DataSource = $"valence-{Interlocked.Increment(ref unnamed)}";
            }
        }

        return new DatabaseAddress(StoreKind.Sqlite, builder.ToString(), isInMemory, isInMemory ? null : Path.GetFullPath(builder.DataSource));
    }
}
