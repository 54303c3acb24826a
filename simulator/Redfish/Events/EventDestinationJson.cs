using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>EventDestination v1_16_0.</summary>
internal sealed class EventDestinationJson(string uri, string subscriptionId, string? subscriptionName)
    : Resource(uri, Type, subscriptionId, subscriptionName ?? $"Subscription {subscriptionId}"), IResource
{
    public static string Type => "#EventDestination.v1_16_0.EventDestination";

    public required string Destination { get; init; }

    public string Protocol => "Redfish";

    public required string SubscriptionType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Context { get; init; }

    public required string EventFormatType { get; init; }

    public required string? DeliveryRetryPolicy { get; init; }

    public required EventDestinationStatus Status { get; init; }

    public IReadOnlyList<string>? EventTypes { get; init; }

    public IReadOnlyList<string>? RegistryPrefixes { get; init; }

    public IReadOnlyList<string>? ExcludeRegistryPrefixes { get; init; }

    public IReadOnlyList<string>? ResourceTypes { get; init; }

    public IReadOnlyList<string>? MessageIds { get; init; }

    public IReadOnlyList<string>? ExcludeMessageIds { get; init; }

    public IReadOnlyList<string>? Severities { get; init; }

    public IReadOnlyList<Link>? OriginResources { get; init; }

    [JsonPropertyName("OriginResources@odata.count")]
    public int? OriginResourcesCount => OriginResources?.Count;

    public bool? SubordinateResources { get; init; }

    public IReadOnlyList<Link>? MetricReportDefinitions { get; init; }

    [JsonPropertyName("MetricReportDefinitions@odata.count")]
    public int? MetricReportDefinitionsCount => MetricReportDefinitions?.Count;

    /// <summary>Always empty: headers are written and never read.</summary>
    public IReadOnlyList<string>? HttpHeaders { get; init; }

    public bool? VerifyCertificate { get; init; }

    public bool? SendHeartbeat { get; init; }

    public int? HeartbeatIntervalMinutes { get; init; }

    public EventDestinationActions? Actions { get; init; }

    public static EventDestinationJson Of(Subscription subscription) => new(EventUris.Of(subscription.Id), subscription.Id, subscription.Name)
    {
        Destination = subscription.Destination,
        SubscriptionType = subscription.IsStream ? "SSE" : "RedfishEvent",
        EventFormatType = subscription.Filter.WantsReports ? EventNames.MetricReport : EventNames.Event,
        Context = subscription.Context,
        DeliveryRetryPolicy = subscription.IsStream ? null : subscription.Policy.ToString(),
        Status = EventDestinationStatus.Of(subscription),
        EventTypes = Given(subscription.Filter.EventTypes),
        RegistryPrefixes = Given(subscription.Filter.RegistryPrefixes),
        ExcludeRegistryPrefixes = Given(subscription.Filter.ExcludeRegistryPrefixes),
        ResourceTypes = Given(subscription.Filter.ResourceTypes),
        MessageIds = Given(subscription.Filter.MessageIds),
        ExcludeMessageIds = Given(subscription.Filter.ExcludeMessageIds),
        Severities = Given(subscription.Filter.Severities),
        OriginResources = Given(subscription.Filter.OriginResources) is { } origins ? Link.All(origins) : null,
        SubordinateResources = subscription.Filter.SubordinateResources,
        MetricReportDefinitions = Given(subscription.Filter.ReportDefinitions) is { } definitions ? Link.All(definitions) : null,
        HttpHeaders = subscription.IsStream ? null : [],
        VerifyCertificate = subscription.IsStream ? null : subscription.VerifyCertificate,
        SendHeartbeat = subscription.HeartbeatMinutes is null ? null : true,
        HeartbeatIntervalMinutes = subscription.HeartbeatMinutes,
        Actions = subscription.IsStream ? null : new EventDestinationActions(
            new ActionTarget(EventUris.Suspend(subscription.Id)), new ActionTarget(EventUris.Resume(subscription.Id))),
    };

    private static IReadOnlyList<string>? Given(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}

/// <summary>Whether events go out; when they do not through no wish of a client, a condition says why.</summary>
internal sealed record EventDestinationStatus(string State, string Health, IReadOnlyList<EventDestinationCondition>? Conditions)
{
    public static EventDestinationStatus Of(Subscription subscription) => subscription.Delivery switch
    {
        DeliveryState.Delivering => new("Enabled", "OK", null),
        DeliveryState.SuspendedByClient => new("Disabled", "OK", null),
        DeliveryState.SuspendedByFailures => new("Disabled", "Warning", [EventDestinationCondition.Of(EventMessages.DestinationSilent(subscription.Destination))]),
        _ => new("Disabled", "Warning", [EventDestinationCondition.Of(EventMessages.DestinationNotAllowed(subscription.Destination))]),
    };
}

/// <summary>One of <c>Status.Conditions</c> (Resource v1_23_0).</summary>
internal sealed record EventDestinationCondition(string MessageId, IReadOnlyList<string> MessageArgs, string Message, string Severity, string Resolution)
{
    // Nothing but this subscription suffers, so it is not as grave as the same message would be for a request.
    public static EventDestinationCondition Of(RedfishMessage message) => new(message.Id, message.Args, message.Message, "Warning", message.Resolution);
}

internal sealed record EventDestinationActions(
    [property: JsonPropertyName("#EventDestination.SuspendSubscription")] ActionTarget Suspend,
    [property: JsonPropertyName("#EventDestination.ResumeSubscription")] ActionTarget Resume);
