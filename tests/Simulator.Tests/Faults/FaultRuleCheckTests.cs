using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Faults;

public sealed class FaultRuleCheckTests
{
    private static readonly JsonElement Five = JsonElement.Parse("5");

    private static IEnumerable<FaultRule> Good()
    {
        yield return new FaultRule { Face = "redfish", Status = 400 };
        yield return new FaultRule { Method = "PATCH", Status = 599, RetryAfterSeconds = 0 };
        yield return new FaultRule { Path = "/redfish/**", DelaySeconds = 0 };
        yield return new FaultRule { Face = "ironic", Drop = DropMoment.After, Nth = 1, Count = 1, Probability = 1 };
        yield return new FaultRule { Face = "valence", DarkSeconds = 86_400 };
        yield return new FaultRule { Step = "assemble/*", Subject = "7", Fail = true, DelaySeconds = 1 };
        yield return new FaultRule { Face = "redfish", DarkSeconds = 1, Drop = DropMoment.After };
        yield return new FaultRule { Step = "assemble/*", Hang = true };
        yield return new FaultRule { Face = "eem", Hang = true, CutBody = false };
        yield return new FaultRule { Face = "eem", CutBody = true, DelaySeconds = 1 };
        yield return new FaultRule { Face = "redfish", Malformed = "" };
        yield return new FaultRule { Face = "redfish", Status = 502, Malformed = "<html>" };
        yield return new FaultRule { Face = "redfish", ExpireSessions = SessionScope.All };
        yield return new FaultRule
        {
            Path = "**",
            Edit =
            [
                new BodyEdit { Path = "", Value = Five }, new BodyEdit { Path = "/a~1b/0/~0", Value = JsonElement.Parse("null") },
                new BodyEdit { Path = "/a", Remove = true },
            ],
        };
    }

    private static IEnumerable<TestCaseData> Bad()
    {
        const string nothing = "status, delaySeconds, drop, darkSeconds, cutBody, edit, malformed, expireSessions, hang or fail: at least one is needed to say what happens";
        yield return Row(new FaultRule(), "face, method, path or step: at least one is needed to say where the fault strikes", nothing);
        yield return Row(new FaultRule { Face = "redfish", CutBody = false, Hang = false }, nothing);
        yield return Row(new FaultRule { Step = "a/b", Fail = false }, nothing);
        yield return Row(new FaultRule { Face = "moon", Method = "get", Status = 200 },
            "face: 'moon' is not one of redfish, ironic, valence, eem, agent",
            "method: 'get' is not one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
            "status: 200 is not between 400 and 599");
        yield return Row(new FaultRule { Step = "a/b", Face = "redfish", Fail = true },
            "step: a rule strikes steps or requests (face, method, path), not both");
        yield return Row(new FaultRule { Step = "a/b", Malformed = "x" },
            "malformed: strikes requests; a step can fail, hang or be delayed");
        yield return Row(new FaultRule { Face = "redfish", Subject = "7", Fail = true },
            "subject: goes with step", "fail: goes with step");
        yield return Row(
            new FaultRule { Face = "redfish", Status = 600, RetryAfterSeconds = -1, DelaySeconds = -1, Nth = 0, Count = 0, Probability = 1.1 },
            "status: 600 is not between 400 and 599",
            "retryAfterSeconds: must not be negative",
            "delaySeconds: -1 is not between 0 and 86400",
            "nth: counts from 1",
            "count: must be 1 or more",
            "probability: 1.1 is not between 0 and 1");
        yield return Row(new FaultRule { Face = "redfish", DelaySeconds = 86_401, DarkSeconds = 0 },
            "delaySeconds: 86401 is not between 0 and 86400", "darkSeconds: 0 is not above 0 and at most 86400");
        yield return Row(
            new FaultRule { Face = "redfish", Status = 503, Drop = DropMoment.After, Malformed = "x" },
            "status, drop, malformed: a rule does one of these (malformed may go with status, drop with darkSeconds)");
        yield return Row(new FaultRule { Step = "a/b", Hang = true, Fail = true }, "hang, fail: a rule does one of these (malformed may go with status, drop with darkSeconds)");
        yield return Row(new FaultRule { Face = "redfish", Hang = true, DelaySeconds = 1 }, "delaySeconds: does not go with hang, which waits by itself");
        yield return Row(new FaultRule { Face = "redfish", DelaySeconds = 1, RetryAfterSeconds = 5 }, "retryAfterSeconds: goes with status");
        yield return Row(new FaultRule { Path = "**", ExpireSessions = SessionScope.Caller }, "expireSessions: goes with face redfish, the only one that has sessions");
        yield return Row(new FaultRule { Face = "redfish", Malformed = "[]" }, "malformed: is JSON; edit changes an answer into other JSON");
        yield return Row(new FaultRule { Face = "redfish", Edit = [] }, "edit: lists no change");
        yield return Row(
            new FaultRule
            {
                Face = "redfish",
                Edit =
                [
                    new BodyEdit { Path = "a", Value = Five, Remove = true }, new BodyEdit { Path = "/a~2" }, new BodyEdit { Value = Five, Remove = false },
                    new BodyEdit { Path = "", Remove = true },
                ],
            },
            "edit[0].path: 'a' is not a JSON Pointer, such as /Status/State; ~ is written ~0, a slash in a name ~1",
            "edit[0].value or remove: exactly one is needed, remove being true",
            "edit[1].path: '/a~2' is not a JSON Pointer, such as /Status/State; ~ is written ~0, a slash in a name ~1",
            "edit[1].value or remove: exactly one is needed, remove being true",
            "edit[2].path: is missing",
            "edit[3].path: the whole answer cannot be removed; malformed sends something else");

        static TestCaseData Row(FaultRule rule, params string[] problems) => new(rule, problems);
    }

    [TestCaseSource(nameof(Good))]
    public void A_good_rule_has_no_problems(FaultRule rule) => FaultRuleCheck.Problems(rule).ShouldBeEmpty();

    [TestCaseSource(nameof(Bad))]
    public void All_problems_of_a_rule_are_listed(FaultRule rule, string[] problems) =>
        FaultRuleCheck.Problems(rule).ShouldBe(problems, ignoreOrder: true);
}
