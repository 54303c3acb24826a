using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ValenceCore.PodManagers;

/// <summary>Keeps the status of every pod manager true while the host runs. One bad pod does not hold up the others.</summary>
internal sealed partial class PodHealthPoller(
    PodManagerController controller, TimeProvider time, IOptions<ValenceCoreOptions> options, ILogger<PodHealthPoller> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PollInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.PollInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var pods = await controller.ListAsync(stoppingToken);
                await Parallel.ForEachAsync(
                    pods, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stoppingToken }, PollAsync);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async ValueTask PollAsync(PodManager pod, CancellationToken cancellation)
    {
        var seen = await controller.ProbeAsync(pod, cancellation);
        if (seen.Health.Status != pod.Health.Status)
        {
            LogHealthChanged(logger, pod.Name, pod.Health.Status, seen.Health.Status, seen.Health.Reason);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Pod manager {Name} was {Before}, is {Now} {Reason}")]
    private static partial void LogHealthChanged(ILogger logger, string name, string before, string now, string? reason);
}
