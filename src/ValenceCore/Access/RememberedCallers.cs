using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ValenceCore.Access;

/// <summary>Credentials that were found good a moment ago, since looking at them is slow. Keyed by a hash under a key of this process,
/// so that the memory holds nothing to log in with. By the wall clock: credentials do not follow a simulated one.</summary>
internal sealed class RememberedCallers(IOptions<ValenceCoreOptions> options) : IDisposable
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly MemoryCache callers = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public Caller? Find(string credentials) => callers.Get<Caller>(Key(credentials));

    /// <param name="until">When the credentials themselves run out; null when they do not.</param>
    public void Remember(string credentials, Caller caller, DateTimeOffset? until = null)
    {
        var span = options.Value.Access.RememberFor;
        var left = until is { } end ? end - TimeProvider.System.GetUtcNow() : span;
        span = left < span ? left : span;
        if (span > TimeSpan.Zero)
        {
            callers.Set(Key(credentials), caller, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = span, Size = 1 });
        }
    }

    public void Dispose() => callers.Dispose();

    private string Key(string credentials) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(credentials)));
}
