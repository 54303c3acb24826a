using System.Data.Common;
using Npgsql;

namespace ValenceCore.Store;

/// <summary>A server that any number of replicas share.</summary>
internal sealed class PostgresDialect(DatabaseAddress address) : IStoreDialect, IAsyncDisposable
{
    /// <summary>Number of the advisory lock under which the schema is made; any number that nobody else uses.</summary>
    private const long SchemaLock = 0x56_41_4C_45_4E_43_45;

    /// <summary>All connections of this process, for Quartz too.</summary>
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(address.ConnectionString);

    public string Greeting => "";

    public bool IsShared => true;

    public string? Tell => $"SELECT pg_notify('{Channel}', @subject)";

    /// <summary>Where replicas tell each other what moved.</summary>
    public static string Channel => "valence_operations";

    // The scheduler keeps a row of each replica; the others delete it when they take its work on.
    public string? IsGone(string column) => $"{column} NOT IN (SELECT instance_name FROM qrtz_scheduler_state)";

    public DbConnection Connect() => Source.CreateConnection();

    public async Task<IAsyncDisposable> OwnSchemaAsync(CancellationToken cancellation)
    {
        var connection = Source.CreateConnection();
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@number)", connection);
        command.Parameters.AddWithValue("number", SchemaLock);
        await command.ExecuteNonQueryAsync(cancellation);

        // The lock goes with the connection's session, which is reset as it returns to the pool.
        return connection;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
