using Microsoft.Extensions.Logging;
using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>Brings what is stored of one pod up to date: its health, devices, systems and nodes. Each part that its driver cannot read is left out.</summary>
internal sealed partial class PodReading(
    PodManagerController pods, InventoryController inventory, PodInventoryStore inventories, NodeReconciliation reconciliation,
    NodeDrivers drivers, TimeProvider time, ILogger<PodReading> logger)
{
    /// <summary>Asks the pod manager how it is; what it looked like before is in <paramref name="pod"/>.</summary>
    public async Task<PodHealth> ProbeAsync(PodManager pod, CancellationToken cancellation)
    {
        var seen = (await pods.ProbeAsync(pod, cancellation)).Health;
        if (seen.Status != pod.Health.Status)
        {
            LogHealthChanged(logger, pod.Name, pod.Health.Status, seen.Status, seen.Reason);
        }

        return seen;
    }

    public async Task ReadAsync(PodManager pod, CancellationToken cancellation)
    {
        await inventory.SynchroniseAsync(pod.Uuid, cancellation);
        await PartAsync<IReadInventory>(
            pod,
            async driver =>
            {
                var began = time.Now();
                await inventories.KeepAsync(pod.Uuid, await driver.ReadSystemsAsync(cancellation), began, cancellation);
            },
            cancellation);
        await PartAsync<IListNodes>(
            pod,
            async driver =>
            {
                var began = time.Now();
                await reconciliation.ReconcileAsync(pod.Uuid, await driver.ListNodesAsync(cancellation), began, cancellation);
            },
            cancellation);
    }

    private async Task PartAsync<T>(PodManager pod, Func<T, Task> read, CancellationToken cancellation)
        where T : class
    {
        var driver = await drivers.ForAsync<T>(pod.Uuid, cancellation);
        if (driver.Failed(out _))
        {
            return;
        }

        try
        {
            await read(driver.Value);
        }
        catch (DriverException exception)
        {
            LogNotRead(logger, pod.Name, exception.Failure.Detail);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Pod manager {PodName} was {Before}, is {Now} {Reason}")]
    private static partial void LogHealthChanged(ILogger logger, string podName, string before, string now, string? reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Pod manager {PodName} could not be read: {Reason}")]
    private static partial void LogNotRead(ILogger logger, string podName, string reason);
}
