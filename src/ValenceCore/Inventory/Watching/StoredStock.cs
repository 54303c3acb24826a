using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>The stock of a pod out of the store where its watcher keeps it fresh, else read now.</summary>
internal sealed class StoredStock(
    PodInventoryStore inventories, DeviceStore devices, NodeDrivers drivers, TimeProvider time, IOptions<ValenceCoreOptions> options) : IKnowStock
{
    /// <summary>So many intervals old it is not believed any more.</summary>
    private const int StaleAfter = 4;

    /// <summary>So long a pod is waited for, by the wall clock, before a node is placed without knowing what that pod has.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Stock?> FindAsync(PodManager pod, bool mayRead, CancellationToken cancellation)
    {
        if (await inventories.FindAsync(pod.Uuid, cancellation) is { } kept && IsFresh(kept))
        {
            return new Stock(kept.Systems, await DevicesAsync(pod.Uuid, cancellation), kept.ReadAt);
        }

        return !mayRead || pod.Health.Status == PodHealth.Offline ? null : await ReadAsync(pod.Uuid, cancellation);
    }

    private bool IsFresh(PodInventory kept) =>
        time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(kept.ReadAt) < options.Value.PollInterval * StaleAfter;

    private async Task<IReadOnlyList<PooledDevice>> DevicesAsync(string podId, CancellationToken cancellation) =>
        [.. (await devices.ListAsync(new Dictionary<string, string> { ["podm_id"] = podId }, cancellation)).Select(row => row.ToDevice())];

    private async Task<Stock?> ReadAsync(string podId, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<IReadInventory>(podId, cancellation);
        if (driver.Failed(out _))
        {
            return null;
        }

        using var due = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        due.CancelAfter(Patience);
        try
        {
            var began = time.Now();
            return new Stock(await driver.Value.ReadSystemsAsync(due.Token), await driver.Value.ReadDevicesAsync(due.Token), began);
        }
        catch (DriverException)
        {
            // The pod will say so itself when it is asked.
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
