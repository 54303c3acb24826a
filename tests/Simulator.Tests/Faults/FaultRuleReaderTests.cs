using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Faults;

public sealed class FaultRuleReaderTests
{
    [Test]
    public void A_rule_is_read_with_all_its_members()
    {
        var (rules, isList, problems) = Read(
            """
            {
              "id": "x", "face": "redfish", "method": "GET", "path": "/a", "edit": [{"path": "/b", "value": null}, {"path": "/c", "remove": true}],
              "nth": 2, "count": 3, "probability": 0.5, "message": "m"
            }
            """);

        problems.ShouldBeEmpty();
        isList.ShouldBeFalse();
        var rule = rules.ShouldHaveSingleItem();
        (rule with { Edit = null }).ShouldBe(
            new FaultRule { Id = "x", Face = "redfish", Method = "GET", Path = "/a", Nth = 2, Count = 3, Probability = 0.5, Message = "m" });
        rule.Edit!.Select(e => (e.Path, e.Value.ValueKind, e.Remove))
            .ShouldBe([("/b", JsonValueKind.Null, null), ("/c", JsonValueKind.Undefined, true)]);
    }

    [TestCase("drop", "before", DropMoment.Before)]
    [TestCase("drop", "After", DropMoment.After)]
    public void Words_are_taken_in_any_case(string member, string word, DropMoment moment) =>
        Read($$"""{"face":"redfish","{{member}}":"{{word}}"}""").Rules[0].Drop.ShouldBe(moment);

    [Test]
    public void A_list_is_read_as_one()
    {
        Read("""[{"face":"redfish","status":500},{"face":"eem","hang":true}]""").Rules.Select(r => r.Face).ShouldBe(["redfish", "eem"]);
        Read("[]").ShouldSatisfyAllConditions(r => r.IsList.ShouldBeTrue(), r => r.Problems.ShouldBeEmpty());
    }

    [Test]
    public void With_one_bad_rule_none_is_taken() => Read("""[{"face":"redfish","status":500},{"face":"moon","status":500}]""").Rules.ShouldBeEmpty();

    [TestCase("7", "The rules must be an object, or a list of objects.")]
    [TestCase("null", "The rules must be an object, or a list of objects.")]
    [TestCase("[1, null]", "[0]: must be an object", "[1]: must be an object")]
    [TestCase(
        """{"status":"many","delaySeconds":"long","cutBody":"yes","drop":"later","expireSessions":1,"edit":[{"path":"/a","vlaue":1}],"face":5,"hang":true}""",
        "status: must be a whole number",
        "delaySeconds: must be a number",
        "cutBody: must be true or false",
        "drop: must be one of Before, After",
        "expireSessions: must be one of All, Caller",
        """edit: must be a list of {"path", "value"} or {"path", "remove": true}""",
        "face: must be a text")]
    [TestCase("""{"face":"redfish","status":"500","edit":[null],"nth":1.5}""",
        "status: must be a whole number", """edit: must be a list of {"path", "value"} or {"path", "remove": true}""", "nth: must be a whole number")]
    [TestCase("""{"colour":1,"face":"moon"}""",
        "colour: is not known; a rule has id, face, method, path, step, subject, status, retryAfterSeconds, delaySeconds, drop, darkSeconds, cutBody, edit, malformed, expireSessions, hang, fail, message, nth, count, probability",
        "face: 'moon' is not one of redfish, ironic, valence, eem, agent")]
    [TestCase("""[{"face":"redfish","status":500},{"face":"moon","status":"x","nth":0}]""",
        "[1].status: must be a whole number", "[1].face: 'moon' is not one of redfish, ironic, valence, eem, agent", "[1].nth: counts from 1")]
    [TestCase("""[{"id":"a","face":"redfish","status":500},{"id":"a","face":"eem","status":500}]""", "id: 'a' is that of 2 rules")]
    public void All_problems_of_a_document_are_listed(string json, params string[] problems) => Read(json).Problems.ShouldBe(problems, ignoreOrder: true);

    private static ReadRules Read(string json) => FaultRuleReader.Read(JsonElement.Parse(json));
}
