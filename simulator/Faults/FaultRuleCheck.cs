namespace Simulator.Faults;

/// <summary>Everything that is wrong with a rule, all at once.</summary>
public static class FaultRuleCheck
{
    private const int Day = 86_400;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>The faces that rules can strike.</summary>
    public static IReadOnlyList<string> FaceNames { get; } = ["redfish", "ironic", "valence", "eem", "agent"];

    /// <summary>
    /// Whether rules can strike a face at all. The control face is spared: a rule that matches every path must leave a way to
    /// heal it.
    /// </summary>
    public static bool CanStrike(string face) => FaceNames.Contains(face);

    public static IReadOnlyList<string> Problems(FaultRule rule) => [.. Where(rule), .. What(rule), .. Values(rule), .. When(rule)];

    private static IEnumerable<string> Where(FaultRule rule)
    {
        if (rule.Face is { } face && !CanStrike(face))
        {
            yield return $"face: '{face}' is not one of {string.Join(", ", FaceNames)}";
        }

        if (rule.Method is { } method && !Methods.Contains(method))
        {
            yield return $"method: '{method}' is not one of {string.Join(", ", Methods)}";
        }

        var hitsRequests = rule.Face is not null || rule.Method is not null || rule.Path is not null;
        if (rule.Step is not null && hitsRequests)
        {
            yield return "step: a rule strikes steps or requests (face, method, path), not both";
        }

        if (rule.Step is null && !hitsRequests)
        {
            yield return "face, method, path or step: at least one is needed to say where the fault strikes";
        }

        if (rule.Subject is not null && rule.Step is null)
        {
            yield return "subject: goes with step";
        }
    }

    private static IEnumerable<string> What(FaultRule rule)
    {
        string[] ofRequests = [.. NamesOfRequestEffects(rule)];
        string[] all = [.. ofRequests, .. rule.Hang is true ? ["hang"] : Array.Empty<string>(), .. rule.Fail is true ? ["fail"] : Array.Empty<string>()];
        if (rule.Step is not null && ofRequests.Length > 0)
        {
            yield return $"{string.Join(", ", ofRequests)}: strikes requests; a step can fail, hang or be delayed";
        }

        if (rule.Step is null && rule.Fail is not null)
        {
            yield return "fail: goes with step";
        }

        if (all.Length == 0 && rule.DelaySeconds is null)
        {
            yield return "status, delaySeconds, drop, darkSeconds, cutBody, edit, malformed, expireSessions, hang or fail: at least one is needed to say what happens";
        }

        if (all.Length > 1 && all is not (["status", "malformed"] or ["drop", "darkSeconds"]))
        {
            yield return $"{string.Join(", ", all)}: a rule does one of these (malformed may go with status, drop with darkSeconds)";
        }

        if (rule.Hang is true && rule.DelaySeconds is not null)
        {
            yield return "delaySeconds: does not go with hang, which waits by itself";
        }

        if (rule.RetryAfterSeconds is not null && rule.Status is null)
        {
            yield return "retryAfterSeconds: goes with status";
        }

        if (rule.ExpireSessions is not null && rule.Face != "redfish")
        {
            yield return "expireSessions: goes with face redfish, the only one that has sessions";
        }
    }

    private static IEnumerable<string> NamesOfRequestEffects(FaultRule rule)
    {
        (string Name, bool IsThere)[] effects =
        [
            ("status", rule.Status is not null), ("drop", rule.Drop is not null), ("darkSeconds", rule.DarkSeconds is not null),
            ("cutBody", rule.CutBody is true), ("edit", rule.Edit is not null), ("malformed", rule.Malformed is not null),
            ("expireSessions", rule.ExpireSessions is not null),
        ];
        return effects.Where(e => e.IsThere).Select(e => e.Name);
    }

    private static IEnumerable<string> Values(FaultRule rule)
    {
        if (rule.Status is { } status and not (>= 400 and <= 599))
        {
            yield return $"status: {status} is not between 400 and 599";
        }

        if (rule.RetryAfterSeconds < 0)
        {
            yield return "retryAfterSeconds: must not be negative";
        }

        if (rule.DelaySeconds is { } delay and not (>= 0 and <= Day))
        {
            yield return $"delaySeconds: {delay} is not between 0 and {Day}";
        }

        if (rule.DarkSeconds is { } dark and not (> 0 and <= Day))
        {
            yield return $"darkSeconds: {dark} is not above 0 and at most {Day}";
        }

        if (rule.Edit is { Count: 0 })
        {
            yield return "edit: lists no change";
        }

        foreach (var problem in (rule.Edit ?? []).SelectMany((edit, i) => edit.Problems().Select(p => $"edit[{i}].{p}")))
        {
            yield return problem;
        }

        if (rule.Malformed is { } text && FaultEffect.Malformed.IsJson(text))
        {
            yield return "malformed: is JSON; edit changes an answer into other JSON";
        }
    }

    private static IEnumerable<string> When(FaultRule rule)
    {
        if (rule.Nth < 1)
        {
            yield return "nth: counts from 1";
        }

        if (rule.Count < 1)
        {
            yield return "count: must be 1 or more";
        }

        if (rule.Probability is not (null or (>= 0 and <= 1)))
        {
            yield return $"probability: {rule.Probability} is not between 0 and 1";
        }
    }
}
