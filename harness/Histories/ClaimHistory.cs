namespace Harness.Histories;

/// <summary>What a client did to a place, or saw of it.</summary>
internal enum ClaimVerb
{
    /// <summary>The holder got the place.</summary>
    Take,

    /// <summary>The holder gave it back.</summary>
    Give,

    /// <summary>The holder was seen to have it.</summary>
    See,
}

/// <summary>One call of one client. What it did took effect at one moment between the two.</summary>
/// <param name="Place">What at most one holder has at a time: a system, a drive.</param>
/// <param name="Holder">Who; with <see cref="ClaimVerb.See"/> null for nobody.</param>
/// <param name="IsCertain">False for a call that may have had no effect.</param>
internal sealed record ClaimCall(string Client, ClaimVerb Verb, string Place, string? Holder, long Begun, long Ended, bool IsCertain = true)
{
    public override string ToString() => $"{Begun}..{Ended} {Client}: {Holder ?? "nobody"} {Verb}{(IsCertain ? "" : "?")} {Place}";
}

/// <summary>What all clients did and saw, in one order of moments that is that of real time.</summary>
internal sealed class ClaimHistory
{
    private readonly List<ClaimCall> _calls = [];
    private readonly Lock _gate = new();
    private long _moment;

    public IReadOnlyList<ClaimCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>To be asked before a request is sent.</summary>
    public long Now() => Interlocked.Increment(ref _moment);

    /// <summary>A call whose answer nobody waited for: it may take effect at any time from its beginning on, or never.</summary>
    public void AddOpen(string client, ClaimVerb verb, string place, string? holder, long begun)
    {
        lock (_gate)
        {
            _calls.Add(new ClaimCall(client, verb, place, holder, begun, long.MaxValue, IsCertain: false));
        }
    }

    /// <summary>To be called when its answer is there.</summary>
    public void Add(string client, ClaimVerb verb, string place, string? holder, long begun, bool isCertain = true)
    {
        var ended = Now();
        lock (_gate)
        {
            _calls.Add(new ClaimCall(client, verb, place, holder, begun, ended, isCertain));
        }
    }
}
