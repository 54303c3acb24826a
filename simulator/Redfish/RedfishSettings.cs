namespace Simulator.Redfish;

/// <summary>Who may log in at the Redfish face.</summary>
/// <param name="User">Name of the start account, an administrator.</param>
/// <param name="Password">Its password; never answered or logged.</param>
/// <param name="Authentication">False lets everybody in (loopback only).</param>
public sealed record RedfishSettings(string User, string Password, bool Authentication = true)
{
    /// <summary>A session ends after so long without a request (SessionService.SessionTimeout, which a PATCH changes). Default 30 minutes.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>True lets event subscriptions name destinations beyond this machine. Default false.</summary>
    public bool RemoteEvents { get; init; }

    /// <summary>Answers SSDP searches, when the operator gave it an interface; null otherwise.</summary>
    public SsdpResponder? Ssdp { get; init; }

    /// <summary>The transport of event deliveries; null is the network.</summary>
    public Func<HttpMessageHandler>? EventTransport { get; init; }

    /// <summary>Where event subscriptions are kept over restarts; null keeps none.</summary>
    public string? SubscriptionsFile { get; init; }

    /// <summary>Which pod manager the face looks like. Default: everything, in the newest form.</summary>
    public RedfishProfile Profile { get; init; } = RedfishProfile.Union;

    /// <summary>An event stream on which nothing happens sends a comment after so long. Default 15 seconds of real time.</summary>
    public TimeSpan StreamKeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So many sessions at one time; one more is refused (SessionLimitExceeded).</summary>
    public int SessionLimit { get; init; } = 256;

    // Records print their members; this one keeps its secret.
    public override string ToString() => $"RedfishSettings {{ User = {User}, Authentication = {Authentication} }}";
}
