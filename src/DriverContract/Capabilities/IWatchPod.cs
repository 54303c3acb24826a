namespace Valence.DriverContract;

/// <summary>Tells what changes in a pod as it happens.</summary>
[Capability("events")]
public interface IWatchPod
{
    /// <summary>Changes from now on, until the token is cancelled or the connection ends; throws DriverException when the pod offers no events or
    /// cannot be reached. Changes may be missed or told twice: they say where to look, not what is there.</summary>
    IAsyncEnumerable<PodChange> WatchAsync(CancellationToken cancellation);
}

/// <param name="Uri">Path of what changed; null when the pod does not say.</param>
/// <param name="Message">For people.</param>
public sealed record PodChange(string? Uri, string Message);
