namespace Simulator.Faults;

/// <summary>Everything that is wrong with a rule, all at once.</summary>
public static class FaultRuleCheck
{
    private static readonly string[] FaceNames = ["redfish", "ironic", "valence", "eem"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>
    /// Whether rules can strike a face at all. The control face is spared: a rule that matches every path must leave a way to
    /// heal it.
    /// </summary>
    public static bool CanStrike(string face) => FaceNames.Contains(face);

    public static IReadOnlyList<string> Problems(FaultRule rule)
    {
        var problems = new List<string>();
        if (rule.Face is { } face && !FaceNames.Contains(face))
        {
            problems.Add($"face: '{face}' is not one of {string.Join(", ", FaceNames)}");
        }

        if (rule.Method is { } method && !Methods.Contains(method))
        {
            problems.Add($"method: '{method}' is not one of {string.Join(", ", Methods)}");
        }

        var hitsRequests = rule.Face is not null || rule.Method is not null || rule.Path is not null;
        if (rule.Step is not null && hitsRequests)
        {
            problems.Add("step: a rule strikes steps or requests (face, method, path), not both");
        }

        if (rule.Step is null && !hitsRequests)
        {
            problems.Add("face, method, path or step: at least one is needed to say where the fault strikes");
        }

        if (rule.Subject is not null && rule.Step is null)
        {
            problems.Add("subject: goes with step");
        }

        if (rule.Step is not null && (rule.Status ?? rule.DarkSeconds ?? (double?)rule.Drop) is not null)
        {
            problems.Add("status, drop, darkSeconds: strike requests; a step can fail or be delayed");
        }

        if (rule.Step is null && rule.Fail is not null)
        {
            problems.Add("fail: goes with step");
        }

        if (rule.Status is null && rule.DelaySeconds is null && rule.Drop is null && rule.DarkSeconds is null && rule.Fail is not true)
        {
            problems.Add("status, delaySeconds, drop, darkSeconds or fail: at least one is needed to say what happens");
        }

        if (rule.Status is not null && (rule.Drop is not null || rule.DarkSeconds is not null))
        {
            problems.Add("status: goes with an answer; drop and darkSeconds give none");
        }

        if (rule.Status is { } status and not (>= 400 and <= 599))
        {
            problems.Add($"status: {status} is not between 400 and 599");
        }

        AddIfNot(problems, rule.RetryAfterSeconds is null || rule.Status is not null, "retryAfterSeconds: goes with status");
        AddIfNot(problems, rule.RetryAfterSeconds is null or >= 0, "retryAfterSeconds: must not be negative");
        AddIfNot(problems, rule.DelaySeconds is null or (>= 0 and <= 86_400), "delaySeconds: must be between 0 and 86400");
        AddIfNot(problems, rule.DarkSeconds is null or (> 0 and <= 86_400), "darkSeconds: must be above 0 and at most 86400");
        AddIfNot(problems, rule.Nth is null or >= 1, "nth: counts from 1");
        AddIfNot(problems, rule.Count is null or >= 1, "count: must be 1 or more");
        AddIfNot(problems, rule.Probability is null or (>= 0 and <= 1), "probability: must be between 0 and 1");
        return problems;
    }

    private static void AddIfNot(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
