using Microsoft.Extensions.Logging;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>A driver that was made for a pod manager, with the gate before it.</summary>
internal sealed partial class KeptDriver(PodManager pod, object driver, PodGate gate)
{
    /// <summary>By the wall clock, and more than a driver needs that obeys its contract: nobody waits longer for a pod to say goodbye.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public long Revision => pod.Revision;

    public string Name => pod.Driver;

    public object Driver => driver;

    /// <summary>Disposes of the driver, which logs out there if it has to. Whatever goes wrong is logged and nothing more.</summary>
    public async Task LeaveAsync(ILogger logger)
    {
        try
        {
            if (driver is IAsyncDisposable leaving)
            {
                await leaving.DisposeAsync().AsTask().WaitAsync(Patience);
            }
            else
            {
                (driver as IDisposable)?.Dispose();
            }
        }
        catch (Exception exception)
        {
            // A vendor's code runs here.
            LogNotLeft(logger, pod.Driver, pod.Name, exception.Message);
        }
        finally
        {
            gate.Dispose();
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Driver {Driver} did not take its leave of pod manager {PodName}: {Reason}")]
    private static partial void LogNotLeft(ILogger logger, string driver, string podName, string reason);
}
