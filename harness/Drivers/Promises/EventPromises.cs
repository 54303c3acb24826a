using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class EventPromises
{
    private const string Watch = "IWatchPod.WatchAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("events", Watch, "Watching ends when it is cancelled.", async bench =>
        {
            using var stop = new CancellationTokenSource();
            var watching = WatchAsync(bench.Need<IWatchPod>(), stop.Token);
            await Task.WhenAny(watching, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System));
            await stop.CancelAsync();
            try
            {
                await watching.WaitAsync(bench.Settings.Grace, TimeProvider.System);
            }
            catch (OperationCanceledException)
            {
                // One of the two ways to end.
            }
            catch (TimeoutException)
            {
                throw new PromiseBrokenException($"still watched {bench.Settings.Grace.TotalSeconds:0.#} s after it was cancelled");
            }
            catch (DriverException exception)
            {
                throw new NotJudgedException($"this pod cannot be watched: {exception.Failure.Detail}");
            }
        }),
        new("events", Watch, "A pod that is off is told as Unreachable.", bench =>
            Seen.FailureAsync(bench, () => WatchAsync(bench.ForNobody<IWatchPod>(), bench.Never), DriverFault.Unreachable)),
    ];

    private static async Task WatchAsync(IWatchPod pod, CancellationToken cancellation)
    {
        await foreach (var _ in pod.WatchAsync(cancellation).WithCancellation(cancellation))
        {
            // Where to look is told; nobody looks here.
        }
    }
}
