using System.Globalization;
using System.Text;
using Simulator.Faces;

namespace Simulator.Redfish;

/// <summary>Events as server-sent events. An open stream is a subscription; either end closes both.</summary>
/// <param name="keepAlive">After so long without an event a comment is sent: somebody on the way may close a silent line. Real time.</param>
internal sealed class EventStream(JournalEvents events, Subscriptions subscriptions, IHostApplicationLifetime lifetime, TimeSpan keepAlive)
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

        var (lets, refusal) = StreamFilter.Read(context.Request.Query);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var peer = $"redfish-sse://{new System.Net.IPEndPoint(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.Loopback, context.Connection.RemotePort)}";
        if (subscriptions.Add(newId => new Subscription(newId, peer, $"stream-{newId}", IsStream: true, EventFilter.Everything, RetryPolicy.TerminateAfterRetries)
            {
                Owner = Caller.Of(context)?.Account.Id,
            }) is not { } added)
        {
            await RedfishErrors.TooMany(context, RedfishMessages.EventSubscriptionLimitExceeded()).ExecuteAsync(context);
            return;
        }

        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, added.Ended);
            await WriteAsync(context, added.Subscription, events.FollowAsync(after, ends.Token), lets, ends.Token);
        }
        finally
        {
            subscriptions.Remove(added.Subscription.Id);
        }
    }

    private async Task WriteAsync(
        HttpContext context, Subscription subscription, IAsyncEnumerable<PodEvent> happenings, Func<PodEvent, bool> lets, CancellationToken ends)
    {
        HoldingPipeline.LetClockRun(context);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        try
        {
            // The reader learns at once that it is connected; the first event may be long in coming.
            await SendAsync(": connected\n\n");
            await using var following = happenings.GetAsyncEnumerator(ends);
            var next = following.MoveNextAsync().AsTask();
            try
            {
                while (await KeepAliveUntilAsync(next) && await next)
                {
                    var happened = following.Current;
                    if (happened.IsGap || lets(happened))
                    {
                        await SendAsync(Record(happened));
                    }

                    next = following.MoveNextAsync().AsTask();
                }
            }
            finally
            {
                // What follows must have come to rest before it is disposed of; it does when the stream ends.
                await Task.WhenAny(next);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The reader has gone, the subscription was deleted, or the simulator stops: none is an error.
        }

        async Task<bool> KeepAliveUntilAsync(Task<bool> next)
        {
            while (!next.IsCompleted)
            {
                using var idle = CancellationTokenSource.CreateLinkedTokenSource(ends);
                await Task.WhenAny(next, Task.Delay(keepAlive, TimeProvider.System, idle.Token));
                await idle.CancelAsync();
                if (!next.IsCompleted && !ends.IsCancellationRequested)
                {
                    await SendAsync(": alive\n\n");
                }
            }

            return true;
        }

        async Task SendAsync(string text)
        {
            await context.Response.WriteAsync(text, ends);
            await context.Response.Body.FlushAsync(ends);
        }

        // An event is one line of JSON, so its record is three lines: id, data and the blank one that ends it.
        string Record(PodEvent happened)
        {
            var json = Encoding.UTF8.GetString(EventJson.Sent(happened, subscription.Context));
            return string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\ndata: {json}\n\n");
        }
    }
}
