namespace Simulator.Redfish;

/// <summary>What becomes of a subscription whose destination does not answer; Redfish's spelling.</summary>
internal enum RetryPolicy
{
    TerminateAfterRetries,
    SuspendRetries,
    RetryForever,
    RetryForeverWithBackoff,
}

/// <summary>Whether events go out, and if not, why.</summary>
internal enum DeliveryState
{
    Delivering,

    /// <summary>A client asked for it; nothing is sent until one resumes it.</summary>
    SuspendedByClient,

    /// <summary>Deliveries failed too often; likewise.</summary>
    SuspendedByFailures,

    /// <summary>The destination is not on this machine and the operator did not allow that: nothing is ever sent there.</summary>
    NotAllowed,
}

/// <summary>Somebody who hears of events: by webhook, or on an open stream.</summary>
/// <param name="Destination">Of the webhook, or <c>redfish-sse://ip:port</c> of the reader.</param>
/// <param name="Context">The client's word, sent with each event; a stream's is the service's.</param>
internal sealed record Subscription(string Id, string Destination, string? Context, bool IsStream, EventFilter Filter, RetryPolicy Policy)
{
    public DeliveryState Delivery { get; init; }

    /// <summary>As the client called it, which clients of Intel RSD must; null has the service's name.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the account that made it; null without authentication.</summary>
    public string? Owner { get; init; }

    /// <summary>Sent with each event and never answered: they may carry secrets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> HttpHeaders { get; init; } = [];

    /// <summary>Whether the destination must show a certificate that this machine trusts. The standard's default is no.</summary>
    public bool VerifyCertificate { get; init; }

    /// <summary>Minutes between signs of life; null sends none.</summary>
    public int? HeartbeatMinutes { get; init; }

    // Records print their members; of this one a log needs no more than what it is.
    public override string ToString() => $"Subscription {{ Id = {Id}, IsStream = {IsStream}, Delivery = {Delivery} }}";
}
