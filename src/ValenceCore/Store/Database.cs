using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ValenceCore.Store;

/// <summary>Opens connections. SQL elsewhere keeps to what SQLite and PostgreSQL share; times are Unix milliseconds.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DatabaseAddress address;
    private readonly SemaphoreSlim memoryGate = new(1, 1);
    private SqliteConnection? keeper;
    private FileStream? owner;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public Database(IOptions<ValenceCoreOptions> options) => address = DatabaseAddress.Parse(options.Value.Database);

    /// <summary>One unit of work. Dispose it before calling anything that opens another: in memory there is one at a time,
    /// because a shared cache answers "locked" where a file would wait.</summary>
    public async Task<DatabaseSession> OpenAsync(CancellationToken cancellation)
    {
        if (!address.IsInMemory)
        {
            return new DatabaseSession(await ConnectAsync(cancellation), gate: null);
        }

        await memoryGate.WaitAsync(cancellation);
        try
        {
            return new DatabaseSession(await ConnectAsync(cancellation), memoryGate);
        }
        catch
        {
            memoryGate.Release();
            throw;
        }
    }

    /// <summary>Brings the schema up to date. Safe to call again.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (address.File is { } file && Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            owner = Own(file);
        }

        // An in-memory database lives as long as one connection to it is open.
        keeper = address.IsInMemory ? await ConnectAsync(cancellation) : null;
        await using var session = await OpenAsync(cancellation);
        if (!address.IsInMemory)
        {
            await session.ExecuteAsync("PRAGMA journal_mode=WAL");
        }

        await Migrations.ApplyAsync(session);
    }

    public async ValueTask DisposeAsync()
    {
        if (keeper is not null)
        {
            await keeper.DisposeAsync();
        }

        if (owner is not null)
        {
            await owner.DisposeAsync();
        }

        memoryGate.Dispose();
    }

    /// <summary>True when a constraint refused the row: a name, a url, a node or a claim that exists already.</summary>
    public static bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>True when the row points at something that is gone.</summary>
    public static bool IsForeignKeyViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 787 };

    /// <summary>Operations run in one process; a second one on the same file would call those of the first interrupted.</summary>
    private static FileStream Own(string file)
    {
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"The database {file} is in use by another process.", exception);
        }
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(address.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
