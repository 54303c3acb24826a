using System.Globalization;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>Event v1_13_0: one thing that happened, as it is sent.</summary>
internal sealed record EventJson(string Id, string? Context, IReadOnlyList<EventRecordJson> Events)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Event.v1_13_0.Event";

    public string Name => "Pod Manager Event";

    [JsonPropertyName("Events@odata.count")]
    public int Count => Events.Count;

    public static EventJson Of(PodEvent happened, string? context)
    {
        var id = happened.Sequence.ToString(CultureInfo.InvariantCulture);
        return new EventJson(id, context, [new EventRecordJson(
            happened.Type, happened.EventId ?? id, "0", happened.At, happened.Message.Id, happened.Message.Args, happened.Message.Message,
            happened.Message.Severity, happened.Message.Resolution, happened.Origin is { } origin ? new Link(origin) : null)]);
    }
}

internal sealed record EventRecordJson(
    string EventType,
    string EventId,
    string MemberId,
    DateTimeOffset EventTimestamp,
    string MessageId,
    IReadOnlyList<string> MessageArgs,
    string Message,
    string MessageSeverity,
    string Resolution,
    Link? OriginOfCondition)
{
    /// <summary>The deprecated twin of <c>MessageSeverity</c>, still read by clients.</summary>
    public string Severity => MessageSeverity;
}

/// <summary>EventService v1_12_0.</summary>
internal sealed class EventServiceJson(DeliverySettings delivery)
    : Resource(EventUris.Service, Type, "EventService", "Event Service"), IResource
{
    public static string Type => "#EventService.v1_12_0.EventService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public int DeliveryRetryAttempts => delivery.RetryAttempts;

    public int DeliveryRetryIntervalSeconds => delivery.RetryIntervalSeconds;

    public IReadOnlyList<string> EventFormatTypes => ["Event"];

    public IReadOnlyList<string> EventTypesForSubscription => EventNames.Types;

    public IReadOnlyList<string> RegistryPrefixes => EventNames.Prefixes;

    public IReadOnlyList<string> ResourceTypes => EventNames.ResourceTypes;

    public IReadOnlyList<string> Severities => EventNames.Severities;

    public bool SubordinateResourcesSupported => false;

    public bool IncludeOriginOfConditionSupported => false;

    public string ServerSentEventUri => EventUris.Stream;

    public Link Subscriptions => new(EventUris.Subscriptions);

    public EventServiceActions Actions => new();
}

internal sealed record EventServiceActions
{
    [JsonPropertyName("#EventService.SubmitTestEvent")]
    public ActionTarget SubmitTestEvent => new(EventUris.SubmitTestEvent);
}

internal sealed record ActionTarget([property: JsonPropertyName("target")] string Target);

/// <summary>EventDestination v1_16_0.</summary>
internal sealed class EventDestinationJson(string uri, string subscriptionId)
    : Resource(uri, Type, subscriptionId, $"Subscription {subscriptionId}"), IResource
{
    public static string Type => "#EventDestination.v1_16_0.EventDestination";

    public required string Destination { get; init; }

    public string Protocol => "Redfish";

    public required string SubscriptionType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Context { get; init; }

    public string EventFormatType => "Event";

    public required string? DeliveryRetryPolicy { get; init; }

    public required EventDestinationStatus Status { get; init; }

    public IReadOnlyList<string>? EventTypes { get; init; }

    public IReadOnlyList<string>? RegistryPrefixes { get; init; }

    public IReadOnlyList<string>? ResourceTypes { get; init; }

    public IReadOnlyList<string>? MessageIds { get; init; }

    public IReadOnlyList<string>? Severities { get; init; }

    public IReadOnlyList<Link>? OriginResources { get; init; }

    [JsonPropertyName("OriginResources@odata.count")]
    public int? OriginResourcesCount => OriginResources?.Count;

    public EventDestinationActions? Actions { get; init; }

    public static EventDestinationJson Of(Subscription subscription) => new(EventUris.Of(subscription.Id), subscription.Id)
    {
        Destination = subscription.Destination,
        SubscriptionType = subscription.IsStream ? "SSE" : "RedfishEvent",
        Context = subscription.Context,
        DeliveryRetryPolicy = subscription.IsStream ? null : subscription.Policy.ToString(),
        Status = new EventDestinationStatus(subscription.IsSuspended ? "Disabled" : "Enabled", subscription.IsSuspended ? "Warning" : "OK"),
        EventTypes = Given(subscription.Filter.EventTypes),
        RegistryPrefixes = Given(subscription.Filter.RegistryPrefixes),
        ResourceTypes = Given(subscription.Filter.ResourceTypes),
        MessageIds = Given(subscription.Filter.MessageIds),
        Severities = Given(subscription.Filter.Severities),
        OriginResources = Given(subscription.Filter.OriginResources) is { } origins ? Link.All(origins) : null,
        Actions = subscription.IsStream ? null : new EventDestinationActions(new ActionTarget(EventUris.Resume(subscription.Id))),
    };

    private static IReadOnlyList<string>? Given(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}

internal sealed record EventDestinationStatus(string State, string Health);

internal sealed record EventDestinationActions([property: JsonPropertyName("#EventDestination.ResumeSubscription")] ActionTarget Resume);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(EventServiceJson))]
[JsonSerializable(typeof(EventDestinationJson))]
internal sealed partial class EventsJsonContext : JsonSerializerContext;
