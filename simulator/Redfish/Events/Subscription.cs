namespace Simulator.Redfish;

/// <summary>What becomes of a subscription whose destination does not answer; Redfish's spelling.</summary>
internal enum RetryPolicy
{
    TerminateAfterRetries,
    SuspendRetries,
    RetryForever,
    RetryForeverWithBackoff,
}

/// <summary>Somebody who hears of events: by webhook, or on an open stream.</summary>
/// <param name="Destination">Of the webhook, or <c>redfish-sse://ip:port</c> of the reader.</param>
/// <param name="Context">The client's word, sent with each event; a stream's is the service's.</param>
internal sealed record Subscription(string Id, string Destination, string? Context, bool IsStream, EventFilter Filter, RetryPolicy Policy)
{
    /// <summary>Deliveries failed too often; nothing is sent until it is resumed.</summary>
    public bool IsSuspended { get; init; }
}
