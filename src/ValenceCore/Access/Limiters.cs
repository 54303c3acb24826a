using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ValenceCore.Access;

/// <summary>Counts what is under way, who asks how often, and who fails to log in. By the wall clock, as the network is.</summary>
internal sealed class Limiters : IDisposable
{
    private readonly ConcurrencyLimiter requests;
    private readonly ConcurrencyLimiter streams;
    private readonly PartitionedRateLimiter<string> callers;
    private readonly PartitionedRateLimiter<string> failures;

    public Limiters(IOptions<ValenceCoreOptions> options)
    {
        var limits = options.Value.Limits;
        requests = AtOnce(limits.ConcurrentRequests);
        streams = AtOnce(limits.ConcurrentStreams);
        var perSecond = limits.RequestsPerSecond ?? (options.Value.Access.Mode == AccessModes.None ? 0 : 50);
        callers = By(perSecond, key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

        // A window, since a bucket that is filling again holds parts of a token, which are enough for a look.
        failures = By(limits.FailedLoginsPerMinute, key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limits.FailedLoginsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));
    }

    /// <summary>A place among the requests under way, to be given back; not acquired when there is none.</summary>
    public RateLimitLease Enter(Pace pace) => (pace == Pace.Streams ? streams : requests).AttemptAcquire();

    public bool MayAsk(string caller, out TimeSpan retryAfter) => Take(callers, caller, 1, out retryAfter);

    /// <summary>False when the address has failed too often of late. Looks only, and counts nothing.</summary>
    public bool MayLogIn(string address, out TimeSpan retryAfter) => Take(failures, address, 0, out retryAfter);

    public void LoginFailed(string address) => Take(failures, address, 1, out _);

    public void Dispose()
    {
        requests.Dispose();
        streams.Dispose();
        callers.Dispose();
        failures.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string key, int permits, out TimeSpan retryAfter)
    {
        using var lease = limiter.AttemptAcquire(key, permits);

        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return lease.IsAcquired;
    }

    private static ConcurrencyLimiter AtOnce(int limit) => new(new ConcurrencyLimiterOptions { PermitLimit = limit });

    private static PartitionedRateLimiter<string> By(int limit, Func<string, RateLimitPartition<string>> partition) =>
        PartitionedRateLimiter.Create<string, string>(key => limit == 0 ? RateLimitPartition.GetNoLimiter(key) : partition(key));
}
