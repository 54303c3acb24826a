using System.Globalization;
using System.Text.Json;
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

    /// <summary>What is sent: the event, or the metric report that it brings, on one line.</summary>
    public static byte[] Sent(PodEvent happened, string? context) => happened.Report is { } report
        ? JsonSerializer.SerializeToUtf8Bytes(report.For(context), TelemetryJsonContext.Default.MetricReportJson)
        : JsonSerializer.SerializeToUtf8Bytes(Of(happened, context), EventsJsonContext.Default.EventJson);

    private static EventJson Of(PodEvent happened, string? context)
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
/// <param name="delivery">How deliveries are tried again.</param>
/// <param name="resourceTypes">What events can be about.</param>
internal sealed class EventServiceJson(DeliverySettings delivery, IReadOnlyList<string> resourceTypes)
    : Resource(EventUris.Service, Type, "EventService", "Event Service"), IResource
{
    public static string Type => "#EventService.v1_12_0.EventService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public int DeliveryRetryAttempts => delivery.RetryAttempts;

    public int DeliveryRetryIntervalSeconds => delivery.RetryIntervalSeconds;

    public IReadOnlyList<string> EventFormatTypes => EventNames.Formats;

    public IReadOnlyList<string> EventTypesForSubscription => EventNames.Types;

    public IReadOnlyList<string> RegistryPrefixes => EventNames.Prefixes;

    public IReadOnlyList<string> ResourceTypes => resourceTypes;

    public IReadOnlyList<string> Severities => EventNames.Severities;

    public bool ExcludeMessageId => true;

    public bool ExcludeRegistryPrefix => true;

    public bool OriginResourcesSupported => true;

    public bool SubordinateResourcesSupported => true;

    public bool IncludeOriginOfConditionSupported => false;

    public string ServerSentEventUri => EventUris.Stream;

    [JsonPropertyName("SSEFilterPropertiesSupported")]
    public StreamFilterProperties StreamFilterProperties => new();

    public Link Subscriptions => new(EventUris.Subscriptions);

    public EventServiceActions Actions => new();
}

internal sealed record EventServiceActions
{
    [JsonPropertyName("#EventService.SubmitTestEvent")]
    public ActionTarget SubmitTestEvent => new(EventUris.SubmitTestEvent);

    [JsonPropertyName("#EventService.TestEventSubscription")]
    public ActionTarget TestEventSubscription => new(EventUris.TestEventSubscription);
}

/// <summary>What <c>$filter</c> of a stream takes; <see cref="StreamFilter"/> does what is announced here.</summary>
internal sealed record StreamFilterProperties
{
    public bool EventFormatType => true;

    public bool MessageId => true;

    public bool MetricReportDefinition => true;

    public bool OriginResource => true;

    public bool RegistryPrefix => true;

    public bool ResourceType => true;

    public bool SubordinateResources => true;
}

internal sealed record ActionTarget([property: JsonPropertyName("target")] string Target);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(EventServiceJson))]
[JsonSerializable(typeof(EventDestinationJson))]
internal sealed partial class EventsJsonContext : JsonSerializerContext;
