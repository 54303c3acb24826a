using System.Net;
using System.Text;
using Harness.Drivers.Deviations;

namespace Harness.Drivers.Wire;

/// <summary>What happens to requests on their way.</summary>
public enum Meddling
{
    /// <summary>The request arrives and is carried out; its answer is lost.</summary>
    LoseAnswer,

    /// <summary>Nothing is sent and nothing comes.</summary>
    Hang,

    /// <summary>Answered with 500 on the way; the pod is not asked.</summary>
    Error,

    /// <summary>The pod is asked; its answer becomes a page that is no JSON.</summary>
    Garbage,
}

/// <summary>The wire between a driver and its pod: lends the clients, counts and keeps what was said, and can be made to fail.</summary>
public sealed class WireTap(Trust trust, TimeSpan slow) : IDisposable
{
    private readonly SocketsHttpHandler _wire = trust.Handler();
    private readonly Lock _gate = new();
    private readonly List<string> _changes = [];
    private Interference? _interference;
    private int _requests;

    /// <summary>Where the pod does otherwise than is usual.</summary>
    public DeviationList Deviations { get; } = new(slow);

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that were meant to change something, as <c>POST /path</c>; sessions are not.</summary>
    public IReadOnlyList<string> Changes
    {
        get
        {
            lock (_gate)
            {
                return [.. _changes];
            }
        }
    }

    public HttpClient CreateClient() => new(new Line(this), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Meddles with requests until it is disposed.</summary>
    /// <param name="changesOnly">Leaves reading and logging in alone.</param>
    /// <param name="times">With so many of them.</param>
    public Interference Meddle(Meddling how, bool changesOnly = false, int times = int.MaxValue) =>
        _interference = new Interference(this, how, changesOnly, times);

    public void Dispose() => _wire.Dispose();

    private static bool IsChange(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options
        && !request.RequestUri!.AbsolutePath.Contains("/Sessions", StringComparison.Ordinal);

    /// <summary>Meddling under way.</summary>
    public sealed class Interference(WireTap tap, Meddling how, bool changesOnly, int times) : IDisposable
    {
        private int _left = times;

        /// <summary>How many requests were meddled with.</summary>
        public int Struck { get; private set; }

        public void Dispose() => tap._interference = null;

        internal Meddling? Strike(bool isChange)
        {
            lock (tap._gate)
            {
                if (_left == 0 || (changesOnly && !isChange))
                {
                    return null;
                }

                _left--;
                Struck++;
                return how;
            }
        }
    }

    private sealed class Line(WireTap tap) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref tap._requests);
            var isChange = IsChange(request);
            if (isChange)
            {
                lock (tap._gate)
                {
                    tap._changes.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
                }
            }

            switch (tap._interference?.Strike(isChange))
            {
                case null:
                    return await PassAsync(request, cancellationToken);
                case Meddling.Hang:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                    throw new InvalidOperationException("Unreachable.");
                case Meddling.Error:
                    return Made(request, HttpStatusCode.InternalServerError, "");
                case Meddling.Garbage:
                    (await PassAsync(request, cancellationToken)).Dispose();
                    return Made(request, HttpStatusCode.OK, "<html>It works!</html>");
                default:
                    (await PassAsync(request, cancellationToken)).Dispose();
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost on purpose.");
            }
        }

        private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            using var invoker = new HttpMessageInvoker(tap._wire, disposeHandler: false);
            var started = TimeProvider.System.GetTimestamp();
            var response = await invoker.SendAsync(request, cancellation);
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                return response; // Never ends, so it is not kept.
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var type = response.Content.Headers.ContentType;
            tap.Deviations.Look(new Exchange(
                request.Method.Method, request.RequestUri!.AbsolutePath, (int)response.StatusCode, TimeProvider.System.GetElapsedTime(started),
                response.Headers.Location?.OriginalString, response.Headers.ETag?.ToString(), type?.MediaType, Encoding.UTF8.GetString(body)));
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = type;
            response.Content = content;
            return response;
        }

        private static HttpResponseMessage Made(HttpRequestMessage request, HttpStatusCode status, string body) =>
            new(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "text/html") };
    }
}
