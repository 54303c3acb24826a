using System.Data.Common;
using System.Reflection;
using Microsoft.Extensions.Logging;
using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Health;

/// <summary>Looks whether the service can do its work. A pod that is off is told and is no reason to take the service out of service.</summary>
internal sealed partial class ServiceHealth(Database database, TimeProvider time, ILogger<ServiceHealth> logger)
{
    private const string Well = "ok";
    private const string Ill = "failing";

    private static readonly string Version =
        typeof(ServiceHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public async Task<HealthJson> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var session = await database.OpenAsync(cancellation);
            var underWay = await session.SingleAsync<long>($"SELECT COUNT(*) FROM operations WHERE state IN ({OperationStates.UnfinishedSql})");
            var overdue = await session.SingleAsync<long>(
                $"SELECT COUNT(*) FROM operations WHERE state IN ({OperationStates.UnfinishedSql}) AND due_at < @Now", new { Now = time.Now() });
            var needAttention = await session.SingleAsync<long>("SELECT COUNT(*) FROM operations WHERE state = @NeedsAttention", new { OperationStates.NeedsAttention });
            var pods = (await session.QueryAsync<Count>("SELECT status, COUNT(*) AS number FROM pod_managers GROUP BY status"))
                .ToDictionary(count => count.Status, count => count.Number);
            var unread = await session.SingleAsync<long>(
                "SELECT COUNT(*) FROM pod_managers WHERE NOT EXISTS (SELECT 1 FROM pod_inventories WHERE podm_id = pod_managers.uuid)");
            return new HealthJson(
                Well, needAttention, overdue, underWay,
                new PodCountsJson(
                    pods.GetValueOrDefault(PodHealth.Offline), pods.GetValueOrDefault(PodHealth.Online), pods.GetValueOrDefault(PodHealth.Unknown),
                    unread),
                Well, Version);
        }
        catch (Exception exception) when (exception is DbException or IOException or InvalidOperationException)
        {
            LogDatabase(logger, exception);
            return new HealthJson(Ill, null, null, null, null, Ill, Version);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The database does not answer")]
    private static partial void LogDatabase(ILogger logger, Exception exception);

    private sealed class Count
    {
        public string Status { get; init; } = "";

        public long Number { get; init; }
    }
}
