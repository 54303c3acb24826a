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
    private (string Face, DateTimeOffset Until)? _dark;

    public string Id => id;

    public FaultStatus Status => new(rule, _matched, _struck, _dark?.Until);

    /// <summary>What happens to a request; null when the rule leaves it alone.</summary>
    public RequestFault? AskRequest(string face, string method, string path, DateTimeOffset now)
    {
        var where = $"{face} {method} {path}";
        if (_dark is { } dark)
        {
            return AskInTheDark(dark.Face == face && now < dark.Until, face, method, path) ? ForRequest(where, new FaultEffect.Drop(DropMoment.Before)) : null;
        }

        if (!Matches(face, method, path) || !Strikes())
        {
            return null;
        }

        if (rule.DarkSeconds is { } seconds)
        {
            _dark = (face, now + TimeSpan.FromSeconds(seconds));
        }

        return ForRequest(where, FaultEffect.Of(rule, _healed.Task));
    }

    public StepFault? AskStep(string step, string subject) =>
        _step is not null && _step.Matches(step) && (_subject is null || _subject.Matches(subject)) && Strikes()
            ? new StepFault(id, Delay, rule.Fail is true, Message, rule.Hang is true ? _healed.Task : null)
            : null;

    /// <summary>The last strike found nothing that it could change, so it does not count.</summary>
    public void TakeBackStrike() => _struck = Math.Max(0, _struck - 1);

    /// <summary>What hangs by this rule goes on, on the thread that heals: a clock that is held is held again before anything else happens.</summary>
    public void Heal() => _healed.TrySetResult();

    // Once dark, the face is dark for its time, whatever is asked of it; then the rule is over, until it is set again.
    private bool AskInTheDark(bool isDark, string face, string method, string path)
    {
        if (isDark)
        {
            _matched++;
            _struck++;
        }
        else if (Matches(face, method, path))
        {
            _matched++;
        }

        return isDark;
    }

    private bool Matches(string face, string method, string path) =>
        _step is null
        && (rule.Face is null || rule.Face == face)
        && (rule.Method is null || rule.Method == method)
        && (_path is null || _path.Matches(path));

    private bool Strikes()
    {
        _matched++;
        if ((rule.Nth is { } nth && _matched != nth)
            || (rule.Count is { } count && _struck >= count)
            || (rule.Probability is { } probability && chance.NextDouble() >= probability))
        {
            return false;
        }

        _struck++;
        return true;
    }

    private RequestFault ForRequest(string where, FaultEffect? effect) => new(id, where, Delay, effect, Message);

    private TimeSpan Delay => TimeSpan.FromSeconds(rule.DelaySeconds ?? 0);

    private string Message => rule.Message ?? $"Fault rule {id}.";
}
