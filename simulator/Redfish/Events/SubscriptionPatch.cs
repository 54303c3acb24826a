namespace Simulator.Redfish;

/// <summary>PATCH of a subscription: the client's word, and how its events are sent. What it hears of is settled when it is made.</summary>
internal static class SubscriptionPatch
{
    private static readonly string[] Writable = ["Context", "DeliveryRetryPolicy", "HttpHeaders", "VerifyCertificate"];

    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "Destination", "Protocol", "SubscriptionType", "EventFormatType", "EventTypes", "RegistryPrefixes",
        "ExcludeRegistryPrefixes", "ResourceTypes", "MessageIds", "ExcludeMessageIds", "Severities", "OriginResources", "SubordinateResources", "MetricReportDefinitions",
        "SendHeartbeat", "HeartbeatIntervalMinutes", "Status", "Actions",
    ];

    public static async Task<IResult> ApplyAsync(HttpContext context, Subscriptions subscriptions)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = RedfishRoutes.Id(context);
        var reader = new BodyReader(body, []);
        Func<Subscription, Subscription> edit = s => s;

        // A stream is the service's own, its context too.
        if (subscriptions.Find(id) is { IsStream: true })
        {
            reader.ReadOnly(Writable);
        }
        else
        {
            edit = Read(reader);
        }

        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return subscriptions.Change(id, edit) is { } changed
            ? new ResourceResult<EventDestinationJson>(EventDestinationJson.Of(changed), EventsJsonContext.Default.EventDestinationJson)
            : RedfishErrors.NotFound(context.Request.Path);
    }

    private static Func<Subscription, Subscription> Read(BodyReader reader)
    {
        var text = reader.TextOrNull("Context", out var isGiven);
        var (policy, headers, verify) = (reader.OneOf<RetryPolicy>("DeliveryRetryPolicy"), EventHeaders.Read(reader), reader.Flag("VerifyCertificate"));
        return s => s with
        {
            Context = isGiven ? text : s.Context,
            Policy = policy ?? s.Policy,
            HttpHeaders = headers ?? s.HttpHeaders,
            VerifyCertificate = verify ?? s.VerifyCertificate,
        };
    }
}
