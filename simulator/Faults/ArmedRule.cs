namespace Simulator.Faults;

/// <summary>A rule in force: what it matches, how often it did, whether it strikes now. Under the lock of <see cref="FaultRules"/>.</summary>
internal sealed class ArmedRule(FaultRule rule, string id, Random chance)
{
    private readonly PathPattern? _path = rule.Path is { } path ? new PathPattern(path) : null;
    private readonly PathPattern? _step = rule.Step is { } step ? new PathPattern(step) : null;
    private readonly PathPattern? _subject = rule.Subject is { } subject ? new PathPattern(subject) : null;
    private readonly TaskCompletionSource _healed = new();
    private int _matched;
    private int _struck;
    private DateTimeOffset? _darkUntil;

    public string Id => id;

    public FaultStatus Status => new(rule, _matched, _struck, _darkUntil);

    public bool MatchesRequest(string face, string method, string path) =>
        _step is null
        && (rule.Face is null || rule.Face == face)
        && (rule.Method is null || rule.Method == method)
        && (_path is null || _path.Matches(path));

    public bool MatchesStep(string step, string subject) =>
        _step is not null && _step.Matches(step) && (_subject is null || _subject.Matches(subject));

    public bool Strikes(DateTimeOffset now)
    {
        _matched++;
        if (_darkUntil is { } until)
        {
            // Once dark, the rule is dark for its time and then over, until it is set again.
            if (now < until)
            {
                _struck++;
                return true;
            }

            return false;
        }

        if ((rule.Nth is { } nth && _matched != nth)
            || (rule.Count is { } count && _struck >= count)
            || (rule.Probability is { } probability && chance.NextDouble() >= probability))
        {
            return false;
        }

        _struck++;
        if (rule.DarkSeconds is { } dark)
        {
            _darkUntil = now + TimeSpan.FromSeconds(dark);
        }

        return true;
    }

    /// <summary>The last strike found nothing that it could change, so it does not count.</summary>
    public void TakeBackStrike() => _struck = Math.Max(0, _struck - 1);

    /// <summary>What hangs by this rule goes on, on the thread that heals: a clock that is held is held again before anything else happens.</summary>
    public void Heal() => _healed.TrySetResult();

    public RequestFault ForRequest(string where) => new(id, where, Delay, FaultEffect.Of(rule, _healed.Task), Message);

    public StepFault ForStep() => new(id, Delay, rule.Fail is true, Message, rule.Hang is true ? _healed.Task : null);

    private TimeSpan Delay => TimeSpan.FromSeconds(rule.DelaySeconds ?? 0);

    private string Message => rule.Message ?? $"Fault rule {id}.";
}
