using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ValenceCore.Store;

/// <summary>One open connection; a thin skin over Dapper so that rooms hold SQL and nothing about connections.</summary>
internal sealed class DatabaseSession(SqliteConnection connection, SemaphoreSlim? gate) : IAsyncDisposable
{
    private DbTransaction? transaction;

    public async Task BeginAsync() => transaction = await connection.BeginTransactionAsync();

    public async Task CommitAsync()
    {
        await transaction!.CommitAsync();
        await transaction.DisposeAsync();
        transaction = null;
    }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(sql, parameters, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

    public Task<T?> SingleAsync<T>(string sql, object? parameters = null) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, parameters, transaction);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        await connection.DisposeAsync();
        gate?.Release();
    }
}
