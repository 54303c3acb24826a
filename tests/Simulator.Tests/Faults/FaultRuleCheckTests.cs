using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Faults;

public sealed class FaultRuleCheckTests
{
    private static IEnumerable<FaultRule> Good()
    {
        yield return new FaultRule { Face = "redfish", Status = 400 };
        yield return new FaultRule { Method = "PATCH", Status = 599, RetryAfterSeconds = 0 };
        yield return new FaultRule { Path = "/redfish/**", DelaySeconds = 0 };
        yield return new FaultRule { Face = "ironic", Drop = DropMoment.After, Nth = 1, Count = 1, Probability = 1 };
        yield return new FaultRule { Face = "valence", DarkSeconds = 86_400 };
        yield return new FaultRule { Step = "assemble/*", Subject = "7", Fail = true, DelaySeconds = 1 };
    }

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Row(new FaultRule(),
            "face, method, path or step: at least one is needed to say where the fault strikes",
            "status, delaySeconds, drop, darkSeconds or fail: at least one is needed to say what happens");
        yield return Row(new FaultRule { Face = "moon", Method = "get", Status = 200 },
            "face: 'moon' is not one of redfish, ironic, valence, eem",
            "method: 'get' is not one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
            "status: 200 is not between 400 and 599");
        yield return Row(new FaultRule { Step = "a/b", Face = "redfish", Fail = true },
            "step: a rule strikes steps or requests (face, method, path), not both");
        yield return Row(new FaultRule { Step = "a/b", Status = 500 },
            "status, drop, darkSeconds: strike requests; a step can fail or be delayed");
        yield return Row(new FaultRule { Face = "redfish", Subject = "7", Fail = true },
            "subject: goes with step", "fail: goes with step");
        yield return Row(new FaultRule { Step = "a/b", Fail = false },
            "status, delaySeconds, drop, darkSeconds or fail: at least one is needed to say what happens");
        yield return Row(
            new FaultRule { Face = "redfish", Status = 600, RetryAfterSeconds = -1, DelaySeconds = -1, DarkSeconds = 0, Nth = 0, Count = 0, Probability = 1.1 },
            "status: goes with an answer; drop and darkSeconds give none", "status: 600 is not between 400 and 599",
            "retryAfterSeconds: must not be negative",
            "delaySeconds: must be between 0 and 86400",
            "darkSeconds: must be above 0 and at most 86400",
            "nth: counts from 1",
            "count: must be 1 or more",
            "probability: must be between 0 and 1");
        yield return Row(new FaultRule { Face = "redfish", DelaySeconds = 86_401, DarkSeconds = 86_401 },
            "delaySeconds: must be between 0 and 86400", "darkSeconds: must be above 0 and at most 86400");
        yield return Row(
            new FaultRule { Face = "redfish", Status = 503, Drop = DropMoment.After }, "status: goes with an answer; drop and darkSeconds give none");
        yield return Row(new FaultRule { Face = "redfish", DelaySeconds = 1, RetryAfterSeconds = 5 }, "retryAfterSeconds: goes with status");

        static TestCaseData Row(FaultRule rule, params string[] problems) => new(rule, problems);
    }

    [TestCaseSource(nameof(Good))]
    public void A_good_rule_has_no_problems(FaultRule rule) => FaultRuleCheck.Problems(rule).ShouldBeEmpty();

    [TestCaseSource(nameof(Bad))]
    public void All_problems_of_a_rule_are_listed(FaultRule rule, string[] problems) =>
        FaultRuleCheck.Problems(rule).ShouldBe(problems, ignoreOrder: true);
}
