using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class AttachPromises
{
    private const string Attach = "IAttachDevices.AttachAsync";
    private const string Detach = "IAttachDevices.DetachAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("attach", Attach, "A device is attached when the call returns, a second call is refused with 409; detached likewise, with 400.", ThereAndBackAsync) { Changes = true },
        new("attach", Attach, "A device that does not exist is refused, and nothing is attached.", async bench =>
        {
            var node = await bench.NodeAsync();
            var device = await FreeAsync(bench);
            await Seen.FailureAsync(
                bench, () => TryAsync(() => bench.Need<IAttachDevices>().AttachAsync(node, $"{device.Uri[..device.Uri.LastIndexOf('/')]}/no-such-device-0", bench.Never)),
                DriverFault.Refused, DriverFault.Missing);
        }) { Changes = true },
        new("attach", Detach, "A device that is not attached is not detached.", async bench =>
        {
            var node = await bench.NodeAsync();
            var device = await FreeAsync(bench);
            await Seen.FailureAsync(bench, () => TryAsync(() => bench.Need<IAttachDevices>().DetachAsync(node, device.Uri, bench.Never)), DriverFault.Refused, DriverFault.Missing);
        }) { Changes = true },
    ];

    private static async Task ThereAndBackAsync(Bench bench)
    {
        var node = await bench.NodeAsync();
        var device = await FreeAsync(bench);
        var driver = bench.Need<IAttachDevices>();
        await TryAsync(() => driver.AttachAsync(node, device.Uri, bench.Never));
        try
        {
            Seen.That(await HolderAsync(bench, device) == node.Index, $"attached, and the inventory shows it with {await HolderAsync(bench, device) ?? "nobody"}");
            var twice = await Seen.FailureAsync(bench, () => driver.AttachAsync(node, device.Uri, bench.Never), DriverFault.Refused);
            Seen.That(twice.Status == 409, $"a second call is refused with {twice.Status}");
        }
        finally
        {
            await driver.DetachAsync(node, device.Uri, bench.Never);
        }

        Seen.That(await HolderAsync(bench, device) is null, $"detached, and the inventory still shows it with {await HolderAsync(bench, device)}");
        var again = await Seen.FailureAsync(bench, () => driver.DetachAsync(node, device.Uri, bench.Never), DriverFault.Refused);
        Seen.That(again.Status == 400, $"a second detach is refused with {again.Status}");
    }

    private static async Task<PooledDevice> FreeAsync(Bench bench) =>
        (await bench.Need<IReadInventory>().ReadDevicesAsync(bench.Never)).FirstOrDefault(device => device.NodeIndex is null)
        ?? throw new NotJudgedException("the pod has no pooled device that is free");

    private static async Task<string?> HolderAsync(Bench bench, PooledDevice device) =>
        (await bench.Need<IReadInventory>().ReadDevicesAsync(bench.Never)).FirstOrDefault(one => one.Uri == device.Uri)?.NodeIndex;

    /// <summary>A driver may serve pods that cannot do it; saying so is all that is promised then.</summary>
    private static async Task TryAsync(Func<Task> verb)
    {
        try
        {
            await verb();
        }
        catch (DriverException exception) when (exception.Failure.Status == 501)
        {
            throw new NotJudgedException($"this pod cannot: {exception.Failure.Detail}");
        }
    }
}
