using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.PodManagers;
using ValenceCore.Store;
using ValenceCore.Telemetry;

namespace ValenceCore.Inventory;

/// <summary>Reads racks and systems from a pod, and keeps the pooled devices in step with the pods.</summary>
internal sealed partial class InventoryController(
    PodManagerStore pods, DeviceStore devices, IDriverOf<IReadInventory> drivers, IOptions<ValenceCoreOptions> options,
    CoreMeter meter, TimeProvider time, ILogger<InventoryController> logger)
{
    public async Task<Outcome<IReadOnlyList<PodSystem>>> ListSystemsAsync(
        string? podId, IReadOnlyDictionary<string, string> filters, CancellationToken cancellation)
    {
        var reader = await ReaderAsync(podId, cancellation);
        if (reader.Failed(out var failure))
        {
            return failure;
        }

        var filter = SystemFilter.Parse(filters);
        return filter.Failed(out var invalid)
            ? invalid
            : Outcome<IReadOnlyList<PodSystem>>.Of([.. (await reader.Value.ReadSystemsAsync(cancellation)).Where(filter.Value)]);
    }

    public async Task<Outcome<IReadOnlyList<PodRack>>> ListRacksAsync(string? podId, CancellationToken cancellation)
    {
        var reader = await ReaderAsync(podId, cancellation);
        return reader.Failed(out var failure)
            ? failure
            : Outcome<IReadOnlyList<PodRack>>.Of(await reader.Value.ReadRacksAsync(cancellation));
    }

    /// <param name="filters">By names out of <see cref="DeviceStore.FilterNames"/>.</param>
    public Task<IReadOnlyList<DeviceRow>> ListDevicesAsync(IReadOnlyDictionary<string, string> filters, CancellationToken cancellation) =>
        devices.ListAsync(filters, cancellation);

    public Task<Outcome<DeviceRow>> ShowDeviceAsync(string uuid, CancellationToken cancellation) => devices.ShowAsync(uuid, cancellation);

    /// <summary>Synchronises the devices of one pod; null when that went well.</summary>
    public async Task<Failure?> SynchroniseAsync(string podId, CancellationToken cancellation)
    {
        var reader = await ReaderAsync(podId, cancellation);
        if (reader.Failed(out var failure))
        {
            meter.Synchronised(Outcomes.NotOffered);
            return failure;
        }

        try
        {
            var began = time.Now();
            await devices.SynchroniseAsync(podId, await reader.Value.ReadDevicesAsync(cancellation), began, options.Value.NewId, cancellation);
            meter.Synchronised(Outcomes.Ok);
            return null;
        }
        catch (DriverException exception)
        {
            meter.Synchronised(Outcomes.Of(exception));
            LogSyncFailed(logger, podId, exception.Failure.Detail);
            return exception.Failure;
        }
    }

    private async Task<Outcome<IReadInventory>> ReaderAsync(string? podId, CancellationToken cancellation)
    {
        if (podId is null)
        {
            return Failure.Invalid("podm_id: is required, as a query parameter or in the body");
        }

        var pod = await pods.FindAsync(podId, cancellation);
        return pod.Failed(out var missing) ? missing : drivers.For(pod.Value);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The devices of pod manager {PodId} could not be read: {Reason}")]
    private static partial void LogSyncFailed(ILogger logger, string podId, string reason);
}
