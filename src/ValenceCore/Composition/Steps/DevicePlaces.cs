using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Where the pod itself says that a device is, for those who do not know whether it did what it was asked.</summary>
internal sealed class DevicePlaces(NodeDrivers drivers)
{
    /// <summary>Whether the operation's device is attached to its node; null when the pod does not tell.</summary>
    public async Task<bool?> IsAttachedAsync(OperationData data, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<IReadInventory>(data.Need(ComposeKeys.PodId), cancellation);
        if (driver.Failure is not null)
        {
            return null;
        }

        try
        {
            var devices = await driver.Value.ReadDevicesAsync(cancellation);
            return devices.FirstOrDefault(device => device.Uri == data.Need(ComposeKeys.DeviceUri)) is { } seen
                ? seen.NodeIndex == data.Need(ComposeKeys.Index)
                : null;
        }
        catch (DriverException)
        {
            // The first error is the one to report.
            return null;
        }
    }
}
