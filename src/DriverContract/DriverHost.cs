using Microsoft.Extensions.Logging;

namespace Valence.DriverContract;

/// <summary>What the core lends to a driver. A driver that uses nothing else obeys the rules of the pod manager and can be replayed.</summary>
public sealed class DriverHost
{
    /// <summary>A client that checks certificates as the pod manager says, speaks only to allowed addresses, follows no redirects and keeps no
    /// cookies. Cheap; dispose of it after use. It has no timeout: pass a token that is cancelled at the deadline of <see cref="Timeouts"/>.</summary>
    public required Func<HttpClient> CreateClient { get; init; }

    /// <summary>Waiting for hardware follows this clock, which may be a simulated one.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>By which a request that gets no answer is given up (<see cref="PodExchange"/>). Default: the wall clock.</summary>
    public TimeProvider RequestClock { get; init; } = TimeProvider.System;

    public required ILoggerFactory Loggers { get; init; }

    public required DriverTimeouts Timeouts { get; init; }
}

/// <summary>How long things may take.</summary>
/// <param name="Request">One short request, by the request clock.</param>
/// <param name="LongRequest">A request answered only when the work is done, by the request clock.</param>
/// <param name="Poll">Pause between two looks at work under way, by the given clock.</param>
/// <param name="Release">Until a node must be gone after it was given back, by the given clock.</param>
public sealed record DriverTimeouts(TimeSpan Request, TimeSpan LongRequest, TimeSpan Poll, TimeSpan Release);
