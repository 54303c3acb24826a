namespace ValenceCore.Access;

/// <summary>How much one caller, and all together, may ask for.</summary>
public sealed class LimitOptions
{
    /// <summary>Largest request body in bytes; above it 413. Default 1 MiB.</summary>
    public long BodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Deepest nesting of a body; below it 400. Default 32.</summary>
    public int JsonDepth { get; set; } = 32;

    /// <summary>Until a request that does not wait for hardware must be answered, by the wall clock; after it 504. Default 2 minutes.</summary>
    public TimeSpan RequestTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The same for requests that wait for hardware. Default 45 minutes: longer than the deadlines of the operations they wait
    /// for, so that a caller gets the operation's own answer.</summary>
    public TimeSpan WaitingRequestTime { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>Requests under way at one time; one more is 503. Default 1000.</summary>
    public int ConcurrentRequests { get; set; } = 1000;

    /// <summary>Watchers of the event stream at one time, which are not counted above. Default 200.</summary>
    public int ConcurrentStreams { get; set; } = 200;

    /// <summary>Requests a second of one caller; above it 429. A quiet caller saves up for two seconds. Default 50, and no limit in mode
    /// <c>none</c>, where callers cannot be told apart; zero: no limit.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>Wrong credentials from one address in a minute; above it 429 before they are looked at. Default 20; zero: no limit.</summary>
    public int FailedLoginsPerMinute { get; set; } = 20;
}
