namespace Simulator.Faces;

/// <summary>Sends what a face logs to the logs of the whole simulator, except that an answer was cut on purpose.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Forwarding(loggers.CreateLogger(categoryName));

    public void Dispose()
    {
        // The factory belongs to the simulator, which outlives its faces.
    }

    private sealed class Forwarding(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not AnswerCutException)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
