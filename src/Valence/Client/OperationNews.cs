using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Valence.Client;

/// <summary>How operations move, as the service tells it: live, and by asking again where the live stream is missing or lost.</summary>
internal static class OperationNews
{
    private const string Events = Operations.Path + "/events";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int Patience = 10;

    /// <summary>A stream can lose news (a slow watcher, a proxy that holds them back); so much silence and we ask.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>Every state that is seen of one operation; ends after a final one.</summary>
    public static async IAsyncEnumerable<JsonObject> OfOneAsync(Call call, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The stream before the first look, so that nothing falls between the two.
        await using var stream = await LiveStream.OpenAsync(call, id, cancellation);
        while (true)
        {
            var seen = await AskAsync(call, id);
            yield return seen;
            if (Operations.IsFinal(seen))
            {
                yield break;
            }

            while (await stream.NextAsync(cancellation) is { } news)
            {
                yield return news;
                if (Operations.IsFinal(news))
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Everything that moves from now on, until the service stops or the watcher goes.</summary>
    public static async IAsyncEnumerable<JsonObject> OfAllAsync(Call call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = await call.Service.StreamAsync(Events, cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
        {
            if (item.EventType == "operation" && JsonNode.Parse(item.Data) is JsonObject operation)
            {
                yield return operation;
            }
        }
    }

    /// <summary>A service that restarts is given a while to come back.</summary>
    private static async Task<JsonObject> AskAsync(Call call, string id)
    {
        for (var left = Patience; ; left--)
        {
            try
            {
                return await call.GetAsync($"{Operations.Path}/{id.Escaped()}") as JsonObject
                    ?? throw new CommandFailure(ExitCode.Failed, $"The service answered something that is no operation to {Operations.Path}/{id}.");
            }
            catch (CommandFailure failure) when (failure.Code == ExitCode.Unreachable && left > 0)
            {
                await Task.Delay(Pause, call.Terminal.Time, call.Cancellation);
            }
        }
    }

    /// <summary>News of one operation, read ahead in the background. Without a stream it only paces the asking.</summary>
    private sealed class LiveStream : IAsyncDisposable
    {
        private readonly Channel<JsonObject> news = Channel.CreateUnbounded<JsonObject>();
        private readonly CancellationTokenSource ended;
        private readonly TimeProvider time;
        private readonly Stream? stream;
        private readonly Task reading;

        private LiveStream(Stream? stream, string id, TimeProvider time, CancellationToken cancellation)
        {
            this.stream = stream;
            this.time = time;
            ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            reading = stream is null ? Task.CompletedTask : ReadAsync(stream, id);
        }

        public static async Task<LiveStream> OpenAsync(Call call, string id, CancellationToken cancellation)
        {
            Stream? opened = null;
            try
            {
                opened = await call.Service.StreamAsync(Events, cancellation);
            }
            catch (CommandFailure)
            {
                // A service or a proxy without the stream is asked again and again instead.
            }

            return new LiveStream(opened, id, call.Terminal.Time, cancellation);
        }

        /// <summary>The next news, or null when it is time to ask.</summary>
        public async Task<JsonObject?> NextAsync(CancellationToken cancellation)
        {
            if (news.Reader.TryRead(out var ready))
            {
                return ready;
            }

            var isLive = !reading.IsCompleted;
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var next = isLive ? NextOrNullAsync(enough.Token) : Task.FromResult<JsonObject?>(null);
            var pause = Task.Delay(isLive ? Silence : Pause, time, enough.Token);
            await Task.WhenAny(isLive ? next : pause, pause);
            await enough.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return await next;
        }

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }

            await reading;
            ended.Dispose();
        }

        private async Task<JsonObject?> NextOrNullAsync(CancellationToken cancellation)
        {
            try
            {
                return await news.Reader.WaitToReadAsync(cancellation) && news.Reader.TryRead(out var next) ? next : null;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        private async Task ReadAsync(Stream source, string id)
        {
            try
            {
                await foreach (var item in SseParser.Create(source).EnumerateAsync(ended.Token))
                {
                    if (item.EventType == "operation" && JsonNode.Parse(item.Data) is JsonObject operation && Operations.IdOf(operation) == id)
                    {
                        news.Writer.TryWrite(operation);
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException or System.Text.Json.JsonException)
            {
                // The stream is gone; whoever waits goes on by asking.
            }
            finally
            {
                news.Writer.TryComplete();
            }
        }
    }
}
