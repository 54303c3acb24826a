using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class EventUris
{
    public const string Service = "/redfish/v1/EventService";
    public const string Subscriptions = Service + "/Subscriptions";
    public const string Stream = Service + "/SSE";
    public const string SubmitTestEvent = Service + "/Actions/EventService.SubmitTestEvent";

    public static string Of(string id) => $"{Subscriptions}/{id}";

    public static string Resume(string id) => $"{Of(id)}/Actions/EventDestination.ResumeSubscription";
}

/// <summary>EventService v1_12_0, EventDestination v1_16_0: subscribe by webhook, or read the stream.</summary>
internal static class EventsRoutes
{
    private const int LongestIntervalSeconds = 86_400;

    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "Destination", "Protocol", "SubscriptionType", "EventFormatType", "EventTypes", "RegistryPrefixes",
        "ResourceTypes", "MessageIds", "Severities", "OriginResources", "Status", "Actions",
    ];

    private static readonly string[] ReadOnlyOfService =
    [
        "Id", "Name", "Description", "ServiceEnabled", "Status", "EventFormatTypes", "EventTypesForSubscription", "RegistryPrefixes", "ResourceTypes",
        "Severities", "SubordinateResourcesSupported", "IncludeOriginOfConditionSupported", "ServerSentEventUri", "Subscriptions", "Actions",
    ];

    public static RedfishRoutes MapEvents(
        this RedfishRoutes routes, WebApplication app, SimulatorWorld world, Pod pod, PodTasks tasks, PodJobs jobs, TestEvents tests, RedfishSettings settings)
    {
        var events = new JournalEvents(world.Journal, pod, tasks, jobs, tests);
        var subscriptions = new Subscriptions();
        var http = Webhooks.CreateClient(settings);
        var webhooks = new Webhooks(http, world.Clock, events, subscriptions, world.Loggers.CreateLogger<Webhooks>());
        app.Lifetime.ApplicationStopping.Register(subscriptions.Clear);
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        return routes
            .Resource(
                EventUris.Service, EventsJsonContext.Default.EventServiceJson, _ => new EventServiceJson(webhooks.Settings),
                patch: context => ConfigureAsync(context, webhooks))
            .Action(EventUris.SubmitTestEvent, context => TestEventAction.RunAsync(context, tests, world.Clock))
            .Stream(EventUris.Stream, new EventStream(events, subscriptions, app.Lifetime).OpenAsync)
            .Collection(
                EventUris.Subscriptions, "EventDestination",
                _ => ResourceCollection.Of(EventUris.Subscriptions, "Event Subscription Collection", subscriptions.All.Select(s => s.Id)),
                context => SubscribeAsync(context, new SubscriptionReader(pod, settings), subscriptions, webhooks))
            .Resource(
                $"{EventUris.Subscriptions}/{{id}}", EventsJsonContext.Default.EventDestinationJson,
                context => subscriptions.Find(RedfishRoutes.Id(context)) is { } found ? EventDestinationJson.Of(found) : null,
                patch: context => ChangeAsync(context, subscriptions),
                delete: context => Task.FromResult(
                    subscriptions.Remove(RedfishRoutes.Id(context)) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path)))
            .Action(
                $"{EventUris.Subscriptions}/{{id}}/Actions/EventDestination.ResumeSubscription", context => ResumeAsync(context, subscriptions));
    }

    private static async Task<IResult> SubscribeAsync(
        HttpContext context, SubscriptionReader subscription, Subscriptions subscriptions, Webhooks webhooks)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        if (subscription.Read(reader) is not { } create)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (subscriptions.Add(create) is not { } added)
        {
            return RedfishErrors.Answer(StatusCodes.Status503ServiceUnavailable, [RedfishMessages.EventSubscriptionLimitExceeded()]);
        }

        webhooks.Start(added.Subscription, added.Ended);
        var json = EventDestinationJson.Of(added.Subscription);
        context.Response.Headers.Location = json.ODataId;
        context.Response.StatusCode = StatusCodes.Status201Created;
        return new ResourceResult<EventDestinationJson>(json, EventsJsonContext.Default.EventDestinationJson);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Subscriptions subscriptions)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = RedfishRoutes.Id(context);
        var reader = new BodyReader(body, []);
        var isGiven = false;
        string? text = null;

        // A stream's context is the service's own word.
        if (subscriptions.Find(id) is { IsStream: true })
        {
            reader.ReadOnly(["Context"]);
        }
        else
        {
            text = reader.TextOrNull("Context", out isGiven);
        }

        reader.ReadOnly([.. ReadOnlyProperties, "DeliveryRetryPolicy"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return subscriptions.Change(id, s => isGiven ? s with { Context = text } : s) is { } changed
            ? new ResourceResult<EventDestinationJson>(EventDestinationJson.Of(changed), EventsJsonContext.Default.EventDestinationJson)
            : RedfishErrors.NotFound(context.Request.Path);
    }

    private static async Task<IResult> ConfigureAsync(HttpContext context, Webhooks webhooks)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var (attempts, interval) = (reader.Count("DeliveryRetryAttempts"), reader.Count("DeliveryRetryIntervalSeconds"));
        if (interval > LongestIntervalSeconds)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                reader.Pointer("DeliveryRetryIntervalSeconds"), $"{interval}", $"from 1 to {LongestIntervalSeconds}"));
        }

        reader.ReadOnly(ReadOnlyOfService);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var settings = webhooks.Settings;
        webhooks.Settings = new DeliverySettings(attempts ?? settings.RetryAttempts, interval ?? settings.RetryIntervalSeconds);
        return new ResourceResult<EventServiceJson>(new EventServiceJson(webhooks.Settings), EventsJsonContext.Default.EventServiceJson);
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, Subscriptions subscriptions)
    {
        if (subscriptions.Find(RedfishRoutes.Id(context)) is not { IsStream: false } subscription)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        reader.NoOtherParameters("EventDestination.ResumeSubscription");
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return subscriptions.Change(subscription.Id, s => s with { IsSuspended = false }) is null
            ? RedfishErrors.NotFound(context.Request.Path)
            : Results.NoContent();
    }
}
