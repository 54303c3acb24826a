using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Tests.Peers;

/// <summary>Keeps every line that anything in the host logs, at every level.</summary>
internal sealed class SeenLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, lines);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category} {formatter(state, exception)} {exception} {(state as System.Collections.IEnumerable is { } fields ? string.Join(' ', fields.Cast<object>()) : "")}");
    }
}
