using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ValenceCore.Store;

/// <summary>One file, one process. Every commit is on the disk before it is answered, so a power cut loses nothing that was said.</summary>
internal sealed class SqliteDialect(DatabaseAddress address) : IStoreDialect
{
    public string Greeting => address.IsInMemory ? "" : "PRAGMA synchronous=FULL";

    public bool IsShared => false;

    public string? Tell => null;

    public string? IsGone(string column) => null;

    public DbConnection Connect() => new SqliteConnection(address.ConnectionString);

    /// <summary>The file is owned as long as the process lives; a second process on it would run the operations of the first.</summary>
    public async Task<IAsyncDisposable> OwnSchemaAsync(CancellationToken cancellation)
    {
        if (address.File is not { } file)
        {
            // An in-memory database lives as long as one connection to it is open.
            var keeper = Connect();
            await keeper.OpenAsync(cancellation);
            return keeper;
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var owner = Own(file);
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancellation);
        return owner;
    }

    private static FileStream Own(string file)
    {
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"The database {file} is in use by another process; several replicas need PostgreSQL.", exception);
        }
    }
}
