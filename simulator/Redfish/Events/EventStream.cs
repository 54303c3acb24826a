using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Simulator.Faces;

namespace Simulator.Redfish;

/// <summary>Events as server-sent events. An open stream is a subscription; either end closes both.</summary>
internal sealed class EventStream(JournalEvents events, Subscriptions subscriptions, IHostApplicationLifetime lifetime)
{
    public async Task OpenAsync(HttpContext context)
    {
        var accept = context.Request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) && !accept.Contains("*/*", StringComparison.Ordinal))
        {
            await RedfishErrors.Answer(StatusCodes.Status406NotAcceptable, [RedfishMessages.HeaderInvalid("Accept")]).ExecuteAsync(context);
            return;
        }

        var after = events.Last;
        if (context.Request.Headers.TryGetValue("Last-Event-ID", out var id)
            && !long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            await RedfishErrors.BadRequest(RedfishMessages.HeaderInvalid("Last-Event-ID")).ExecuteAsync(context);
            return;
        }

        var peer = $"redfish-sse://{new System.Net.IPEndPoint(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.Loopback, context.Connection.RemotePort)}";
        if (subscriptions.Add(newId => new Subscription(newId, peer, $"stream-{newId}", IsStream: true, EventFilter.Everything, RetryPolicy.TerminateAfterRetries)) is not { } added)
        {
            await RedfishErrors.Answer(StatusCodes.Status503ServiceUnavailable, [RedfishMessages.EventSubscriptionLimitExceeded()]).ExecuteAsync(context);
            return;
        }

        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, added.Ended);
            await WriteAsync(context, added.Subscription, after, ends.Token);
        }
        finally
        {
            subscriptions.Remove(added.Subscription.Id);
        }
    }

    private async Task WriteAsync(HttpContext context, Subscription subscription, long after, CancellationToken ends)
    {
        HoldingPipeline.LetClockRun(context);
        context.Response.ContentType = "text/event-stream";
        try
        {
            // The reader learns at once that it is connected; the first event may be long in coming.
            await context.Response.WriteAsync(": connected\n\n", ends);
            await context.Response.Body.FlushAsync(ends);
            await SseFormatter.WriteAsync(ItemsAsync(subscription, after, ends), context.Response.Body, ends);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The reader has gone, the subscription was deleted, or the simulator stops: none is an error.
        }
    }

    private async IAsyncEnumerable<SseItem<string>> ItemsAsync(Subscription subscription, long after, [EnumeratorCancellation] CancellationToken ends)
    {
        await foreach (var happened in events.FollowAsync(after, ends))
        {
            var json = JsonSerializer.Serialize(EventJson.Of(happened, subscription.Context), EventsJsonContext.Default.EventJson);
            yield return new SseItem<string>(json) { EventId = happened.Sequence.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
