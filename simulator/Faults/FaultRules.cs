using Simulator.Chance;

namespace Simulator.Faults;

/// <summary>What a fault does to one request.</summary>
/// <param name="Rule">Id of the rule that struck.</param>
/// <param name="Where">The request, in words.</param>
/// <param name="Delay">Comes first.</param>
/// <param name="Effect">Null: it is delayed, and that is all.</param>
/// <param name="Message">For an error answer.</param>
public sealed record RequestFault(string Rule, string Where, TimeSpan Delay, FaultEffect? Effect, string Message);

/// <summary>What a fault does to one step of work.</summary>
/// <param name="Rule">Id of the rule that struck.</param>
/// <param name="Healed">Not null: the step waits for this.</param>
public sealed record StepFault(string Rule, TimeSpan Delay, bool Fails, string Message, Task? Healed);

/// <summary>A rule and how often it matched and struck so far.</summary>
public sealed record FaultStatus(FaultRule Rule, int Matched, int Struck, DateTimeOffset? DarkUntil);

/// <summary>The rules in force. Asked by the request pipeline and by Work; the first rule that strikes decides.</summary>
public sealed class FaultRules(TimeProvider clock, Seed seed)
{
    private readonly Lock _lock = new();
    private readonly List<ArmedRule> _rules = [];
    private int _lastId;

    /// <summary>Raised after a rule struck: rule id, what it struck, what it did.</summary>
    public event Action<string, string, string>? Struck;

    /// <summary>Raised when a rule was to change an answer and could not: rule id, which request's, why.</summary>
    public event Action<string, string, string>? Missed;

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

    /// <summary>Puts a checked rule in force (see <see cref="FaultRuleCheck"/>). A rule of the same id is healed and replaced.</summary>
    public FaultStatus Add(FaultRule rule)
    {
        ArmedRule armed;
        List<ArmedRule> healed;
        lock (_lock)
        {
            var id = string.IsNullOrEmpty(rule.Id) ? $"fault-{++_lastId}" : rule.Id;
            healed = TakeOut_NeedsLock(id);
            armed = new ArmedRule(rule with { Id = id }, id, seed.For($"fault/{id}"));
            _rules.Add(armed);
        }

        healed.ForEach(r => r.Heal());
        return armed.Status;
    }

    /// <summary>Heals: removes the rule, and what hangs by it goes on. False when there is none of that id.</summary>
    public bool Remove(string id)
    {
        List<ArmedRule> healed;
        lock (_lock)
        {
            healed = TakeOut_NeedsLock(id);
        }

        healed.ForEach(r => r.Heal());
        return healed.Count > 0;
    }

    /// <summary>Heals everything.</summary>
    public void Clear()
    {
        List<ArmedRule> healed;
        lock (_lock)
        {
            healed = [.. _rules];
            _rules.Clear();
        }

        healed.ForEach(r => r.Heal());
    }

    /// <summary>What happens to a request. Of one whose answer is to be changed it is told afterwards what became of that: <see cref="TellChange"/>.</summary>
    public RequestFault? AskRequest(string face, string method, string path)
    {
        RequestFault? fault;
        lock (_lock)
        {
            fault = _rules.Select(r => r.AskRequest(face, method, path, clock.GetUtcNow())).FirstOrDefault(f => f is not null);
        }

        if (fault is { Effect: not FaultEffect.ChangedAnswer })
        {
            Struck?.Invoke(fault.Rule, fault.Where, FaultWords.What(fault));
        }

        return fault;
    }

    /// <param name="fault">One that changes an answer.</param>
    /// <param name="missed">Why it could not, and so does not count; null when it did.</param>
    public void TellChange(RequestFault fault, string? missed)
    {
        if (missed is null)
        {
            Struck?.Invoke(fault.Rule, fault.Where, FaultWords.What(fault));
            return;
        }

        lock (_lock)
        {
            _rules.Find(r => r.Id == fault.Rule)?.TakeBackStrike();
        }

        Missed?.Invoke(fault.Rule, fault.Where, missed);
    }

    public StepFault? AskStep(string step, string subject)
    {
        StepFault? fault;
        lock (_lock)
        {
            fault = _rules.Select(r => r.AskStep(step, subject)).FirstOrDefault(f => f is not null);
        }

        if (fault is not null)
        {
            Struck?.Invoke(fault.Rule, $"{step} of {subject}", FaultWords.What(fault));
        }

        return fault;
    }

    private List<ArmedRule> TakeOut_NeedsLock(string id)
    {
        var found = _rules.FindAll(r => r.Id == id);
        _rules.RemoveAll(r => r.Id == id);
        return found;
    }
}
