using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>Forgets old entries of the audit while the host runs.</summary>
internal sealed partial class AuditPruning(AuditStore store, TimeProvider time, IOptions<ValenceCoreOptions> options, ILogger<AuditPruning> logger)
    : BackgroundService
{
    /// <summary>Few enough that requests which write meanwhile do not wait long.</summary>
    private const int AtOnce = 5_000;

    private readonly AuditOptions audit = options.Value.Audit;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (audit.PruneInterval == TimeSpan.Zero || audit is { KeepFor.Ticks: 0, KeepEntries: 0 })
        {
            return;
        }

        while (true)
        {
            await PruneAsync(stoppingToken);
            await Task.Delay(audit.PruneInterval, time, stoppingToken);
        }
    }

    private async Task PruneAsync(CancellationToken cancellation)
    {
        long? before = audit.KeepFor == TimeSpan.Zero ? null : (time.GetUtcNow() - audit.KeepFor).ToUnixTimeMilliseconds();
        long? most = audit.KeepEntries == 0 ? null : audit.KeepEntries;
        try
        {
            var all = 0;
            int gone;
            do
            {
                gone = await store.PruneAsync(before, most, AtOnce, cancellation);
                all += gone;
            }
            while (gone == AtOnce);

            if (all > 0)
            {
                LogPruned(logger, all);
            }
        }
        catch (DbException exception)
        {
            // The next turn will find the same entries.
            LogNotPruned(logger, exception);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Count} old entries of the audit were forgotten")]
    private static partial void LogPruned(ILogger logger, int count);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Old entries of the audit could not be forgotten")]
    private static partial void LogNotPruned(ILogger logger, Exception exception);
}
