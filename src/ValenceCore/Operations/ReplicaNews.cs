using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>Passes on what other replicas tell of operations, so that anybody can be asked about any. Idle on a database that is not shared.</summary>
internal sealed partial class ReplicaNews(Database database, OperationStore store, OperationFeed feed, ILogger<ReplicaNews> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.Dialect.IsShared)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                LogLost(logger, exception.Message);
                await DatabaseOutage.PauseAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var told = new Queue<string>();
        await using var connection = (NpgsqlConnection)database.Dialect.Connect();
        await connection.OpenAsync(cancellation);
        connection.Notification += (_, news) =>
        {
            // What this process says itself it has published already.
            if (store.ReadNews(news.Payload) is { } id)
            {
                told.Enqueue(id);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgresDialect.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        // What was said while nobody listened here.
        foreach (var id in await store.UnfinishedAsync(cancellation))
        {
            told.Enqueue(id);
        }

        while (true)
        {
            while (told.TryDequeue(out var id))
            {
                if ((await store.FindAsync(id, cancellation)) is { Failure: null } found)
                {
                    feed.Publish(found.Value);
                }
            }

            await connection.WaitAsync(cancellation);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Lost the connection on which replicas tell each other what moves, and tries again: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
