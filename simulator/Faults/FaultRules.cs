using Simulator.Chance;

namespace Simulator.Faults;

/// <summary>What a fault does to one request.</summary>
/// <param name="Rule">Id of the rule that struck.</param>
public sealed record RequestFault(string Rule, TimeSpan Delay, DropMoment? Drop, int? Status, int? RetryAfterSeconds, string Message);

/// <summary>What a fault does to one step of work.</summary>
public sealed record StepFault(string Rule, TimeSpan Delay, bool Fails, string Message);

/// <summary>A rule and how often it matched and struck so far.</summary>
public sealed record FaultStatus(FaultRule Rule, int Matched, int Struck, DateTimeOffset? DarkUntil);

/// <summary>The rules in force. Asked by the request pipeline and by Work; the first rule that strikes decides.</summary>
public sealed class FaultRules(TimeProvider clock, Seed seed)
{
    private readonly Lock _lock = new();
    private readonly List<Armed> _rules = [];
    private int _lastId;

    /// <summary>Raised after a rule struck: rule id, what it struck, what it did.</summary>
    public event Action<string, string, string>? Struck;

    public IReadOnlyList<FaultStatus> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules.Select(r => r.Status)];
            }
        }
    }

    /// <summary>Puts a checked rule in force (see <see cref="FaultRuleCheck"/>). A rule of the same id is replaced.</summary>
    public FaultStatus Add(FaultRule rule)
    {
        lock (_lock)
        {
            var id = string.IsNullOrEmpty(rule.Id) ? $"fault-{++_lastId}" : rule.Id;
            _rules.RemoveAll(r => r.Id == id);
            var armed = new Armed(rule with { Id = id }, id, seed.For($"fault/{id}"));
            _rules.Add(armed);
            return armed.Status;
        }
    }

    /// <summary>Heals: removes the rule. False when there is none of that id.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            return _rules.RemoveAll(r => r.Id == id) > 0;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    public RequestFault? AskRequest(string face, string method, string path)
    {
        RequestFault? fault = null;
        lock (_lock)
        {
            foreach (var armed in _rules)
            {
                if (armed.MatchesRequest(face, method, path) && armed.Strikes(clock.GetUtcNow()))
                {
                    fault = armed.ForRequest();
                    break;
                }
            }
        }

        if (fault is not null)
        {
            Struck?.Invoke(fault.Rule, $"{face} {method} {path}", Describe(fault));
        }

        return fault;
    }

    public StepFault? AskStep(string step, string subject)
    {
        StepFault? fault = null;
        lock (_lock)
        {
            foreach (var armed in _rules)
            {
                if (armed.MatchesStep(step, subject) && armed.Strikes(clock.GetUtcNow()))
                {
                    fault = armed.ForStep();
                    break;
                }
            }
        }

        if (fault is not null)
        {
            Struck?.Invoke(fault.Rule, $"{step} of {subject}", fault.Fails ? $"fails: {fault.Message}" : $"is delayed by {fault.Delay}");
        }

        return fault;
    }

    private static string Describe(RequestFault fault) => fault switch
    {
        { Drop: DropMoment.Before } => "connection dropped before the work",
        { Drop: DropMoment.After } => "answer lost after the work",
        { Status: { } status } => $"answered {status}",
        _ => $"delayed by {fault.Delay}",
    };

    private sealed class Armed(FaultRule rule, string id, Random chance)
    {
        private readonly PathPattern? _path = rule.Path is { } path ? new PathPattern(path) : null;
        private readonly PathPattern? _step = rule.Step is { } step ? new PathPattern(step) : null;
        private readonly PathPattern? _subject = rule.Subject is { } subject ? new PathPattern(subject) : null;
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

        public RequestFault ForRequest() => new(
            id,
            TimeSpan.FromSeconds(rule.DelaySeconds ?? 0),
            rule.DarkSeconds is not null ? DropMoment.Before : rule.Drop,
            rule.Status,
            rule.RetryAfterSeconds,
            rule.Message ?? $"Fault rule {id}.");

        public StepFault ForStep() => new(
            id, TimeSpan.FromSeconds(rule.DelaySeconds ?? 0), rule.Fail is true, rule.Message ?? $"Fault rule {id}.");
    }
}
