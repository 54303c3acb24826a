using System.Threading.RateLimiting;

namespace ValenceCore.Drivers;

/// <summary>
/// Stands before every request to one pod manager, whichever driver makes it: no more at one time, and no more in a second, than the pod can take.
/// Who comes too many waits; a stream of events counts until it has begun. What is still under way when the gate is taken down passes freely.
/// </summary>
internal sealed class PodGate : IDisposable
{
    private readonly ConcurrencyLimiter width;
    private readonly TokenBucketRateLimiter pace;

    public PodGate(PodLimitOptions limits)
    {
        width = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = limits.ConcurrentRequests,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        pace = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.RequestsPerSecond,
            TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>A client that passes the gate on its way to <paramref name="inner"/>, which is the factory's to dispose of.</summary>
    public HttpClient ClientOver(HttpMessageHandler inner) =>
        new(new Passage(this, inner), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        width.Dispose();
        pace.Dispose();
    }

    private static async Task<RateLimitLease?> EnterAsync(RateLimiter limiter, CancellationToken cancellation)
    {
        try
        {
            return await limiter.AcquireAsync(1, cancellation);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private sealed class Passage(PodGate gate, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var place = await EnterAsync(gate.width, cancellationToken);
            using var turn = await EnterAsync(gate.pace, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
