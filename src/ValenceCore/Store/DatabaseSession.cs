using System.Data;
using System.Data.Common;
using Dapper;

namespace ValenceCore.Store;

/// <summary>One open connection; a thin skin over Dapper so that rooms hold SQL and nothing about connections.</summary>
internal sealed class DatabaseSession(DbConnection connection, string? tell, SemaphoreSlim? gate) : IAsyncDisposable
{
    private DbTransaction? transaction;
    private bool isFenced;

    public async Task BeginAsync() => transaction = await connection.BeginTransactionAsync();

    /// <summary>All that is read from here on is of one moment.</summary>
    public async Task BeginSnapshotAsync() => transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);

    public async Task CommitAsync()
    {
        await transaction!.CommitAsync();
        await transaction.DisposeAsync();
        transaction = null;
        isFenced = false;
    }

    /// <summary>A write. Under a fence it is part of a transaction that holds the fence.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        using var activity = WriteTrace.Begin(sql);
        if (Fence.Current is not { } fence || isFenced)
        {
            return await connection.ExecuteAsync(sql, parameters, transaction);
        }

        var isOwn = transaction is null;
        if (isOwn)
        {
            await BeginAsync();
        }

        await HoldAsync(fence);
        var changed = await connection.ExecuteAsync(sql, parameters, transaction);
        if (isOwn)
        {
            await CommitAsync();
        }

        return changed;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

    public Task<T?> SingleAsync<T>(string sql, object? parameters = null) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, parameters, transaction);

    /// <summary>The rows of any of the keys, read in portions: a statement takes a limited number of parameters, and what a list as one parameter
    /// becomes differs between databases.</summary>
    /// <param name="sql">The statement around the names of the parameters, e.g. <c>… WHERE id IN (names)</c>.</param>
    public async Task<IReadOnlyList<T>> QueryAmongAsync<T>(Func<string, string> sql, IReadOnlyList<string> keys)
    {
        var rows = new List<T>();
        foreach (var portion in keys.Chunk(500))
        {
            var parameters = new DynamicParameters();
            for (var index = 0; index < portion.Length; index++)
            {
                parameters.Add($"key{index}", portion[index]);
            }

            rows.AddRange(await QueryAsync<T>(sql(string.Join(", ", portion.Select((_, index) => $"@key{index}"))), parameters));
        }

        return rows;
    }

    /// <summary>The next number of a sequence, without gaps where nothing is rolled back.</summary>
    public async Task<long> NextAsync(string sequence) => await SingleAsync<long>(
        """
        INSERT INTO sequences (name, value) VALUES (@sequence, 1)
        ON CONFLICT (name) DO UPDATE SET value = sequences.value + 1 RETURNING value
        """,
        new { sequence });

    /// <summary>Tells the other replicas, when the transaction is through; nobody where there are none.</summary>
    public async Task TellAsync(string subject)
    {
        if (tell is not null)
        {
            await connection.ExecuteAsync(tell, new { subject }, transaction);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        await connection.DisposeAsync();
        gate?.Release();
    }

    /// <summary>Locks the operation's row until the commit, or finds that it is not ours any more.</summary>
    private async Task HoldAsync(Fence fence)
    {
        if (await connection.ExecuteAsync(
            "UPDATE operations SET fence = fence WHERE id = @OperationId AND fence = @Number", fence, transaction) == 0)
        {
            throw new FenceLostException(fence);
        }

        isFenced = true;
    }
}
