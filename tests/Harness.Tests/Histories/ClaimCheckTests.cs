using Harness.Histories;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Histories;

internal sealed class ClaimCheckTests
{
    private const string Place = "sled-1";

    [Test]
    public void One_after_the_other_is_explained() => Problems(
        Take("a", 1, 2), See("a", 3, 4), Give("a", 5, 6), See(null, 7, 8), Take("b", 9, 10)).ShouldBeEmpty();

    [Test]
    public void Two_holders_at_one_time_are_found()
    {
        var problem = Problems(Take("a", 1, 2), Take("b", 3, 4), Give("a", 5, 6), Give("b", 7, 8)).ShouldHaveSingleItem();
        problem.ShouldContain("b Take sled-1 cannot be: a had it");
    }

    [Test]
    public void Calls_that_overlap_may_take_effect_in_either_order() => Problems(
        Give("a", 5, 8), Take("b", 6, 7), Take("a", 1, 2), See("a", 3, 9), See("b", 4, 10)).ShouldBeEmpty();

    [Test]
    public void Who_sees_the_old_holder_after_the_new_one_was_seen_is_found() => Problems(
        Take("a", 1, 2), Give("a", 3, 20), Take("b", 4, 21), See("b", 5, 6), See("a", 7, 8)).ShouldHaveSingleItem();

    [Test]
    public void A_place_that_was_given_back_has_nobody() => Problems(
        Take("a", 1, 2), Give("a", 3, 4), See("a", 5, 6)).ShouldHaveSingleItem();

    [Test]
    public void A_held_place_is_not_seen_free() => Problems(Take("a", 1, 2), See(null, 3, 4)).ShouldHaveSingleItem();

    [Test]
    public void What_failed_may_have_held_the_place_for_a_while_or_not()
    {
        ClaimCall[] attempt = [Take("a", 1, 8) with { IsCertain = false }, Give("a", 1, 9) with { IsCertain = false }];

        Problems([.. attempt, See("a", 2, 3), See(null, 4, 5), Take("b", 6, 7)]).ShouldBeEmpty();
        Problems([.. attempt, Take("b", 10, 11)]).ShouldBeEmpty();
        Problems([.. attempt, Take("b", 2, 3), See("a", 4, 5)]).ShouldHaveSingleItem();
    }

    [Test]
    public void A_call_that_nobody_waited_for_may_take_effect_later() => Problems(
        Take("a", 1, 2), Give("a", 3, long.MaxValue) with { IsCertain = false }, See("a", 4, 5), Take("b", 6, 7)).ShouldBeEmpty();

    [Test]
    public void Places_are_judged_alone() => Problems(Take("a", 1, 2), Take("b", 3, 4) with { Place = "sled-2" }).ShouldBeEmpty();

    [Test]
    public void Whoever_took_the_place_by_no_known_call_tells_nothing() => Problems(Take("a", 1, 2), See("stranger", 3, 4)).ShouldBeEmpty();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_history_with_a_lock_is_explained_and_one_without_is_not(int seed)
    {
        var (locked, broken) = (Random(seed, isBroken: false), Random(seed, isBroken: true));

        Problems([.. locked]).ShouldBeEmpty();
        Problems([.. broken]).ShouldNotBeEmpty();
    }

    /// <summary>Calls around the true moments of a place that is handed on two hundred times; broken: once it is given to two.</summary>
    private static List<ClaimCall> Random(int seed, bool isBroken)
    {
        var random = new Random(seed);
        var calls = new List<ClaimCall>();
        for (var turn = 0; turn < 200; turn++)
        {
            var (taken, given) = ((turn * 100) + 10, (turn * 100) + 90);
            calls.Add(Around(ClaimVerb.Take, $"h{turn}", taken));
            calls.Add(Around(ClaimVerb.See, $"h{turn}", (taken + given) / 2));
            calls.Add(Around(ClaimVerb.Give, $"h{turn}", given));
            if (isBroken && turn == 100)
            {
                calls.Add(new ClaimCall("c", ClaimVerb.Take, Place, "thief", taken + 36, taken + 38));
            }
        }

        return calls;

        ClaimCall Around(ClaimVerb verb, string holder, long moment) =>
            new("c", verb, Place, holder, moment - random.Next(1, 35), moment + random.Next(1, 35));
    }

    private static IReadOnlyList<string> Problems(params ClaimCall[] calls) => ClaimCheck.Problems(calls);

    private static ClaimCall Take(string holder, long begun, long ended) => new("c", ClaimVerb.Take, Place, holder, begun, ended);

    private static ClaimCall Give(string holder, long begun, long ended) => new("c", ClaimVerb.Give, Place, holder, begun, ended);

    private static ClaimCall See(string? holder, long begun, long ended) => new("c", ClaimVerb.See, Place, holder, begun, ended);
}
