namespace Simulator.Faces;

/// <summary>Sends what a face logs to the logs of the whole simulator.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The factory belongs to the simulator, which outlives its faces.
    }
}
