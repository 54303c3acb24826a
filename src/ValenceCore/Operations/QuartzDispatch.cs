using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>
/// Carries operations out as jobs of Quartz on the same database: a job that a dead process had is started again, by the next life of that
/// process or, on PostgreSQL, by another replica. It has a container of its own, so that a host with a scheduler keeps its own.
/// </summary>
internal sealed partial class QuartzDispatch(
    OperationExecutor executor, OperationStore store, Database database, IOptions<ValenceCoreOptions> options, ILoggerFactory loggers)
    : BackgroundService, IDispatchOperations
{
    private const string Group = "operations";

    /// <summary>What could not be handed over when it was stored, is found within this time.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private readonly ILogger logger = loggers.CreateLogger<QuartzDispatch>();
    private readonly ServiceProvider services = Build(executor, database, options.Value, loggers);
    private IScheduler? scheduler;

    public bool IsShared => database.Dialect.IsShared;

    public async Task<bool> DispatchAsync(Operation operation)
    {
        try
        {
            if (scheduler is null)
            {
                return false;
            }

            // The replica that was asked has the caller who waits, so it is the first to carry it out while it lives.
            var trigger = TriggerBuilder.Create().WithIdentity(operation.Id, Group).StartNow();
            await scheduler.ScheduleJob(
                JobBuilder.Create<OperationJob>().WithIdentity(operation.Id, Group).RequestRecovery().Build(),
                (IsShared ? trigger.WithPreferredNode(PreferredNode.For(options.Value.Replica)) : trigger).Build());
            return true;
        }
        catch (ObjectAlreadyExistsException)
        {
            return false;
        }
        catch (SchedulerException exception)
        {
            LogNotHandedOver(logger, exception, operation.Id);
            return false;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.Start(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
        {
            // Jobs are asked to stop; what they leave is handed to whoever runs next.
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    public override void Dispose()
    {
        services.Dispose();
        base.Dispose();
    }

    /// <summary>Finds operations without a job: their process died, or lost the database, between storing the one and the other.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private static ServiceProvider Build(OperationExecutor executor, Database database, ValenceCoreOptions options, ILoggerFactory loggers)
    {
        var parts = new ServiceCollection();
        parts.AddSingleton(loggers);
        parts.AddSingleton(executor);
        parts.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "valence";

                // A recovered job is not always announced to the thread that fires; it looks by itself.
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                if (database.Dialect.IsShared)
                {
                    scheduler.InstanceId = options.Replica;
                }
            });
            quartz.UseDefaultThreadPool(options.ConcurrentOperations);
            quartz.UsePersistentStore(persistent =>
            {
                persistent.ProvisionSchema();
                if (database.Dialect is PostgresDialect server)
                {
                    persistent.UsePostgres(data => data.DataSourceFactory = _ => server.Source);
                    persistent.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = options.ReplicaCheckIn;
                        cluster.CheckinMisfireThreshold = options.ReplicaCheckIn * 2;
                    });
                }
                else
                {
                    persistent.UseSqlite(data => data.ConnectionString = database.Address.ConnectionString);
                }

                persistent.ConfigureStore(jobs => jobs.RecoverFiringsCancelledByShutdown = true);
            });
        });
        return parts.BuildServiceProvider();
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var id in await store.UnfinishedAsync(cancellation))
            {
                if (await scheduler!.GetJobDetail(new JobKey(id, Group), cancellation) is not null)
                {
                    continue;
                }

                var found = await store.FindAsync(id, cancellation);
                if (found.Failure is null && !found.Value.IsFinished && await DispatchAsync(found.Value))
                {
                    LogFound(logger, id);
                }
            }
        }
        catch (Exception exception) when (Database.IsPassing(exception) || exception is SchedulerException)
        {
            // The next turn finds it.
            LogNotSwept(logger, exception.Message);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Operation {OperationId} is stored and could not be handed over yet")]
    private static partial void LogNotHandedOver(ILogger logger, Exception exception, string operationId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Operation {OperationId} was stored without anybody to carry it out, and goes on now")]
    private static partial void LogFound(ILogger logger, string operationId);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Could not look for operations that nobody carries out: {Reason}")]
    private static partial void LogNotSwept(ILogger logger, string reason);
}

/// <summary>One firing for one operation; its key is the operation's id.</summary>
[DisallowConcurrentExecution]
internal sealed class OperationJob(OperationExecutor executor) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await executor.CarryOutAsync(context.JobDetail.Key.Name, cancellationToken);
}
