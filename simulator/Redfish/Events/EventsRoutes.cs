using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class EventUris
{
    public const string Service = "/redfish/v1/EventService";
    public const string Subscriptions = Service + "/Subscriptions";
    public const string Stream = Service + "/SSE";
    public const string SubmitTestEvent = Service + "/Actions/EventService.SubmitTestEvent";

    public const string TestEventSubscription = Service + "/Actions/EventService.TestEventSubscription";
    public const string SubscriptionRoute = Subscriptions + "/{id}";

    public static string Of(string id) => $"{Subscriptions}/{id}";

    public static string Suspend(string id) => $"{Of(id)}/Actions/EventDestination.SuspendSubscription";

    public static string Resume(string id) => $"{Of(id)}/Actions/EventDestination.ResumeSubscription";
}

/// <summary>EventService v1_12_0, EventDestination v1_16_0: subscribe by webhook, or read the stream.</summary>
internal static class EventsRoutes
{
    private const int LongestIntervalSeconds = 86_400;

    private static readonly string[] ReadOnlyOfService =
    [
        "Id", "Name", "Description", "ServiceEnabled", "Status", "EventFormatTypes", "EventTypesForSubscription", "RegistryPrefixes", "ResourceTypes",
        "Severities", "ExcludeMessageId", "ExcludeRegistryPrefix", "OriginResourcesSupported", "SSEFilterPropertiesSupported", "SubordinateResourcesSupported", "IncludeOriginOfConditionSupported", "ServerSentEventUri", "Subscriptions", "Actions",
    ];

    public static RedfishRoutes MapEvents(
        this RedfishRoutes routes, WebApplication app, SimulatorWorld world, Pod pod, PodTasks tasks, PodJobs jobs, TestEvents tests,
        Subscriptions subscriptions, RedfishSettings settings)
    {
        var events = new JournalEvents(world.Journal, pod, tasks, jobs, tests, routes.Kinds);
        var http = EventTransport.Of(settings);
        var webhooks = new Webhooks(http, world.Clock, events, subscriptions, world.Loggers.CreateLogger<Webhooks>());
        Resume(subscriptions, webhooks, settings);
        app.Lifetime.ApplicationStopping.Register(subscriptions.Stop);
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        return routes
            .Resource(
                EventUris.Service, EventsJsonContext.Default.EventServiceJson, _ => ShowService(routes, webhooks),
                patch: context => ConfigureAsync(context, routes, webhooks))
            .Action(EventUris.SubmitTestEvent, context => TestEventAction.RunAsync(context, tests, world.Clock))
            .Action(EventUris.TestEventSubscription, context => TestEventAction.RunPredefinedAsync(context, tests, world.Clock))
            .Stream(EventUris.Stream, new EventStream(events, subscriptions, app.Lifetime, settings.StreamKeepAlive).OpenAsync)
            .Collection(
                EventUris.Subscriptions, "EventDestination",
                _ => ResourceCollection.Of(EventUris.Subscriptions, "Event Subscription Collection", subscriptions.All.Select(s => s.Id)),
                context => SubscribeAsync(
                    context, new SubscriptionReader(settings, EventNames.ResourceTypes(routes.Kinds), uri => routes.Has(uri, context)), subscriptions, webhooks))
            .Resource(
                EventUris.SubscriptionRoute, EventsJsonContext.Default.EventDestinationJson,
                context => subscriptions.Find(RedfishRoutes.Id(context)) is { } found ? EventDestinationJson.Of(found) : null,
                patch: context => SubscriptionPatch.ApplyAsync(context, subscriptions),
                delete: context => Task.FromResult(
                    subscriptions.Remove(RedfishRoutes.Id(context)) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path)))
            .Action(
                $"{EventUris.SubscriptionRoute}/Actions/EventDestination.SuspendSubscription",
                context => MoveAsync(context, subscriptions, "EventDestination.SuspendSubscription", DeliveryState.SuspendedByClient))
            .Action(
                $"{EventUris.SubscriptionRoute}/Actions/EventDestination.ResumeSubscription",
                context => MoveAsync(context, subscriptions, "EventDestination.ResumeSubscription", DeliveryState.Delivering));
    }

    // Of what happened while the service was down nobody is told. Accounts start anew, so none of them is the owner any more; where
    // events may go is what the operator says today.
    private static void Resume(Subscriptions subscriptions, Webhooks webhooks, RedfishSettings settings)
    {
        foreach (var (kept, ended) in subscriptions.Restore())
        {
            var delivery = !SubscriptionReader.MayGoTo(new Uri(kept.Destination), settings) ? DeliveryState.NotAllowed
                : kept.Delivery == DeliveryState.NotAllowed ? DeliveryState.Delivering
                : kept.Delivery;
            if (subscriptions.Change(kept.Id, s => s with { Delivery = delivery, Owner = null }) is { } resumed)
            {
                webhooks.Start(resumed, ended);
            }
        }
    }

    private static EventServiceJson ShowService(RedfishRoutes routes, Webhooks webhooks) => new(webhooks.Settings, EventNames.ResourceTypes(routes.Kinds));

    private static async Task<IResult> SubscribeAsync(
        HttpContext context, SubscriptionReader subscription, Subscriptions subscriptions, Webhooks webhooks)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        if (subscription.Read(reader, Caller.Of(context)?.Account.Id) is not { } create)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (subscriptions.Add(create) is not { } added)
        {
            return RedfishErrors.TooMany(context, RedfishMessages.EventSubscriptionLimitExceeded());
        }

        webhooks.Start(added.Subscription, added.Ended);
        var json = EventDestinationJson.Of(added.Subscription);
        return Created.Answer(context, json, EventsJsonContext.Default.EventDestinationJson);
    }

    private static async Task<IResult> ConfigureAsync(HttpContext context, RedfishRoutes routes, Webhooks webhooks)
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
        return new ResourceResult<EventServiceJson>(ShowService(routes, webhooks), EventsJsonContext.Default.EventServiceJson);
    }

    private static async Task<IResult> MoveAsync(HttpContext context, Subscriptions subscriptions, string action, DeliveryState wanted)
    {
        if (subscriptions.Find(RedfishRoutes.Id(context)) is not { IsStream: false } subscription)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (await NoParameters.RefusalAsync(context, action) is { } refusal)
        {
            return refusal;
        }

        if (subscription.Delivery == DeliveryState.NotAllowed)
        {
            return RedfishErrors.Conflict(EventMessages.DestinationNotAllowed(subscription.Destination));
        }

        return subscriptions.Change(subscription.Id, s => s with { Delivery = wanted }) is null
            ? RedfishErrors.NotFound(context.Request.Path)
            : Results.NoContent();
    }
}
