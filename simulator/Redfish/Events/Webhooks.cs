using System.Net.Http.Headers;
using Simulator.Time;

namespace Simulator.Redfish;

/// <summary>
/// Posts events and metric reports to their destinations, one after the other for each subscription. Waits between attempts are simulated time
/// that passes on its own account: a dead destination must not drive the virtual clock for ever.
/// </summary>
internal sealed partial class Webhooks(
    EventTransport transport, SimulatorClock clock, JournalEvents events, Subscriptions subscriptions, ILogger<Webhooks> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private DeliverySettings _settings = new();

    public DeliverySettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>
    /// Delivers in the background what happens from now on, until the subscription goes. To a destination that is not allowed nothing
    /// is ever sent.
    /// </summary>
    public void Start(Subscription subscription, CancellationToken ended)
    {
        if (subscription.Delivery == DeliveryState.NotAllowed)
        {
            return;
        }

        _ = RunAsync(subscription.Id, events.Last, ended);
        if (subscription.HeartbeatMinutes is { } minutes)
        {
            _ = BeatAsync(subscription.Id, TimeSpan.FromMinutes(minutes), ended);
        }
    }

    private async Task RunAsync(string id, long after, CancellationToken ended)
    {
        try
        {
            await foreach (var happened in events.FollowAsync(after, ended))
            {
                // While suspended, what happens is not kept for later.
                if (subscriptions.Find(id) is { Delivery: DeliveryState.Delivering } subscription && subscription.Filter.Lets(happened))
                {
                    await DeliverAsync(subscription, happened, ended);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The subscription is gone.
        }
        catch (Exception bug)
        {
            Log.DeliveryEnded(logger, bug, id);
            subscriptions.Remove(id);
        }
    }

    // A sign of life that is not taken is not tried again: the next one says the same.
    private async Task BeatAsync(string id, TimeSpan interval, CancellationToken ended)
    {
        try
        {
            for (var beat = 1L; ; beat++)
            {
                await Task.Delay(interval, clock.Background, ended);
                if (subscriptions.Find(id) is { Delivery: DeliveryState.Delivering } subscription)
                {
                    await TrySendAsync(
                        subscription,
                        new PodEvent(events.Last, clock.GetUtcNow(), "Other", MessageRegistries.HeartbeatEvent.Message("RedfishServiceFunctional", []), EventUris.Service, "EventService")
                        {
                            EventId = $"heartbeat-{beat}",
                        },
                        ended);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The subscription is gone.
        }
        catch (Exception bug)
        {
            Log.DeliveryEnded(logger, bug, id);
        }
    }

    private async Task DeliverAsync(Subscription subscription, PodEvent happened, CancellationToken ended)
    {
        for (var failures = 1; !await TrySendAsync(subscription, happened, ended); failures++)
        {
            if (failures > Settings.RetryAttempts && GiveUp(subscription))
            {
                return;
            }

            await Task.Delay(Wait(subscription.Policy, failures), clock.Background, ended);

            // Meanwhile it may have been given another policy or other headers, or have been suspended.
            if (subscriptions.Find(subscription.Id) is not { Delivery: DeliveryState.Delivering } now)
            {
                return;
            }

            subscription = now;
        }
    }

    private TimeSpan Wait(RetryPolicy policy, int failures)
    {
        var wait = TimeSpan.FromSeconds(Settings.RetryIntervalSeconds);
        return policy != RetryPolicy.RetryForeverWithBackoff ? wait
            : TimeSpan.FromTicks((long)Math.Min(LongestWait.Ticks, wait.Ticks * Math.Pow(2, failures - 1)));
    }

    /// <returns>False for a policy that never does.</returns>
    private bool GiveUp(Subscription subscription)
    {
        switch (subscription.Policy)
        {
            case RetryPolicy.TerminateAfterRetries:
                Log.GaveUp(logger, subscription.Id, "removed");
                subscriptions.Remove(subscription.Id);
                return true;
            case RetryPolicy.SuspendRetries:
                Log.GaveUp(logger, subscription.Id, "suspended");
                subscriptions.Change(subscription.Id, s => s with { Delivery = DeliveryState.SuspendedByFailures });
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> TrySendAsync(Subscription subscription, PodEvent happened, CancellationToken ended)
    {
        using var hold = clock.Hold();
        var context = subscriptions.Find(subscription.Id)?.Context;
        using var content = new ByteArrayContent(EventJson.Sent(happened, context));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Destination) { Content = content };
            request.Headers.Add("OData-Version", "4.0");
            foreach (var (name, value) in subscription.HttpHeaders)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await transport.For(subscription).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !ended.IsCancellationRequested))
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event subscription {SubscriptionId} is {Outcome}: its destination does not take events")]
        public static partial void GaveUp(ILogger logger, string subscriptionId, string outcome);

        [LoggerMessage(2, LogLevel.Error, "Delivery of event subscription {SubscriptionId} ended by a bug")]
        public static partial void DeliveryEnded(ILogger logger, Exception bug, string subscriptionId);
    }
}
