using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Tests.Peers;

/// <summary>Keeps every line that anything in the host logs, at every level, with the scopes it stands in.</summary>
internal sealed class SeenLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Writer(string category, SeenLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var parts = new List<string> { category, formatter(state, exception), $"{exception}", Fields(state) };
            log.scopes.ForEachScope((scope, all) => all.Add($"{scope} {Fields(scope)}"), parts);
            log.lines.Enqueue(string.Join(' ', parts));
        }

        private static string Fields(object? state) =>
            state is System.Collections.IEnumerable fields and not string ? string.Join(' ', fields.Cast<object>()) : "";
    }
}
