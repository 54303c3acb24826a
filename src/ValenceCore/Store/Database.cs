using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ValenceCore.Store;

/// <summary>Opens connections. SQL elsewhere keeps to what SQLite and PostgreSQL share; times are Unix milliseconds.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    private readonly SemaphoreSlim memoryGate = new(1, 1);
    private IAsyncDisposable? owner;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public Database(IOptions<ValenceCoreOptions> options)
    {
        Address = DatabaseAddress.Parse(options.Value.Database);
        Dialect = Address.Kind == StoreKind.Postgres ? new PostgresDialect(Address) : new SqliteDialect(Address);
    }

    public DatabaseAddress Address { get; }

    public IStoreDialect Dialect { get; }

    /// <summary>One unit of work. Dispose it before calling anything that opens another: in memory there is one at a time,
    /// because a shared cache answers "locked" where a file would wait.</summary>
    public async Task<DatabaseSession> OpenAsync(CancellationToken cancellation)
    {
        if (!Address.IsInMemory)
        {
            return new DatabaseSession(await ConnectAsync(cancellation), Dialect.Tell, gate: null);
        }

        await memoryGate.WaitAsync(cancellation);
        try
        {
            return new DatabaseSession(await ConnectAsync(cancellation), Dialect.Tell, memoryGate);
        }
        catch
        {
            memoryGate.Release();
            throw;
        }
    }

    /// <summary>Brings the schema up to date, whichever version it is of. Other replicas that start at the same time wait until
    /// <see cref="SchemaIsMadeAsync"/>.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        owner = await Dialect.OwnSchemaAsync(cancellation);
        await using var session = await OpenAsync(cancellation);
        await Migrations.ApplyAsync(session);
    }

    /// <summary>All that makes tables at a start is done.</summary>
    public async Task SchemaIsMadeAsync()
    {
        if (Dialect.IsShared && owner is not null)
        {
            await owner.DisposeAsync();
            owner = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }

        if (Dialect is IAsyncDisposable connections)
        {
            await connections.DisposeAsync();
        }

        memoryGate.Dispose();
    }

    /// <summary>A constraint refused the row: a name, a url, a node or a claim that exists already.</summary>
    public static bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } || exception.SqlState == PostgresErrorCodes.UniqueViolation;

    /// <summary>The row points at something that is gone.</summary>
    public static bool IsForeignKeyViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: 787 } || exception.SqlState == PostgresErrorCodes.ForeignKeyViolation;

    /// <summary>The database is away or busy; the same may work in a while.</summary>
    public static bool IsPassing(Exception exception) => exception
        is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
        or NpgsqlException { IsTransient: true }
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = Dialect.Connect();
        try
        {
            await connection.OpenAsync(cancellation);
            if (Dialect.Greeting.Length > 0)
            {
                await connection.ExecuteAsync(Dialect.Greeting);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
