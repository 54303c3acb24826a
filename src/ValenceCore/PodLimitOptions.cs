namespace ValenceCore;

/// <summary>What one pod manager is asked at most; management controllers are small computers.</summary>
public sealed class PodLimitOptions
{
    /// <summary>Requests at one time. Default 16.</summary>
    public int ConcurrentRequests { get; set; } = 16;

    /// <summary>Requests in a second, after as many at once. Default 500.</summary>
    public int RequestsPerSecond { get; set; } = 500;
}
