using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Faults;
using Simulator.Time;

namespace Simulator.Tests.Faults;

public sealed class FaultRulesTests
{
    private SimulatorClock _clock = null!;
    private FaultRules _faults = null!;

    [SetUp]
    public void MakeRules()
    {
        _clock = new SimulatorClock(ClockSetting.Virtual);
        _clock.Freeze();
        _faults = new FaultRules(_clock, new Seed(1));
    }

    [TearDown]
    public void DisposeClock() => _clock.Dispose();

    [TestCase("redfish", "GET", "/redfish/v1/Systems", true)]
    [TestCase("ironic", "GET", "/redfish/v1/Systems", false)]
    [TestCase("redfish", "POST", "/redfish/v1/Systems", false)]
    [TestCase("redfish", "GET", "/redfish/v1/Chassis", false)]
    public void A_rule_strikes_where_face_method_and_path_agree(string face, string method, string path, bool strikes)
    {
        _faults.Add(new FaultRule { Face = "redfish", Method = "GET", Path = "/redfish/v1/Systems", Status = 503 });

        (_faults.AskRequest(face, method, path) is not null).ShouldBe(strikes);
    }

    [TestCase("/a/*", "/a/b", true)]
    [TestCase("/a/*", "/a/b/c", false)]
    [TestCase("/a/**", "/a/b/c", true)]
    [TestCase("/a/*/c", "/a/b/c", true)]
    [TestCase("/a/*/c", "/a//c", true)]
    [TestCase("**", "/anything/at/all", true)]
    [TestCase("/a.c", "/abc", false)] // a dot is a dot
    [TestCase("/a", "/a/", false)]
    [TestCase("/a+(b)", "/a+(b)", true)]
    public void A_path_pattern_is_a_glob(string pattern, string path, bool matches) => new PathPattern(pattern).Matches(path).ShouldBe(matches);

    [Test]
    public void Nth_strikes_the_so_many_th_match_alone()
    {
        _faults.Add(new FaultRule { Face = "redfish", Status = 503, Nth = 3 });

        Ask(5).ShouldBe([false, false, true, false, false]);
    }

    [Test]
    public void Count_strikes_at_most_so_often()
    {
        _faults.Add(new FaultRule { Face = "redfish", Status = 503, Count = 2 });

        Ask(4).ShouldBe([true, true, false, false]);
        var status = _faults.All.ShouldHaveSingleItem();
        (status.Matched, status.Struck).ShouldBe((4, 2));
    }

    [Test]
    public void A_rule_without_limits_strikes_until_it_is_healed()
    {
        var id = _faults.Add(new FaultRule { Face = "redfish", Status = 503 }).Rule.Id!;
        Ask(3).ShouldBe([true, true, true]);

        _faults.Remove(id).ShouldBeTrue();

        Ask(1).ShouldBe([false]);
        _faults.Remove(id).ShouldBeFalse();
    }

    [Test]
    public void Probability_is_drawn_from_the_seed()
    {
        var first = Draw(seed: 1);

        first.ShouldBe(Draw(seed: 1));
        first.ShouldNotBe(Draw(seed: 2));
        first.ShouldContain(true);
        first.ShouldContain(false);

        bool[] Draw(long seed)
        {
            var faults = new FaultRules(_clock, new Seed(seed));
            faults.Add(new FaultRule { Id = "dice", Face = "redfish", Status = 503, Probability = 0.5 });
            return [.. Enumerable.Range(0, 64).Select(_ => faults.AskRequest("redfish", "GET", "/") is not null)];
        }
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public void The_ends_of_probability_are_never_and_always(double probability, bool strikes)
    {
        _faults.Add(new FaultRule { Face = "redfish", Status = 503, Probability = probability });

        Ask(20).ShouldAllBe(struck => struck == strikes);
    }

    [Test]
    public async Task Dark_starts_at_the_first_strike_lasts_its_time_and_is_over()
    {
        _faults.Add(new FaultRule { Face = "redfish", DarkSeconds = 10, Nth = 2 });
        Ask(3).ShouldBe([false, true, true]);
        _faults.AskRequest("redfish", "GET", "/")!.Effect.ShouldBe(new FaultEffect.Drop(DropMoment.Before));

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(9.9)).Soon();
        Ask(1).ShouldBe([true]);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(0.1)).Soon();

        Ask(2).ShouldBe([false, false]);
        _faults.All[0].DarkUntil.ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(10));
    }

    [TestCase(null, DropMoment.Before)]
    [TestCase(DropMoment.After, DropMoment.After)]
    public void Dark_is_the_whole_face_of_the_request_that_it_begins_with(DropMoment? drop, DropMoment first)
    {
        _faults.Add(new FaultRule { Method = "POST", Path = "/a", DarkSeconds = 10, Drop = drop });
        _faults.AskRequest("redfish", "GET", "/b").ShouldBeNull();

        _faults.AskRequest("redfish", "POST", "/a")!.Effect.ShouldBe(new FaultEffect.Drop(first));

        _faults.AskRequest("redfish", "GET", "/b")!.Effect.ShouldBe(new FaultEffect.Drop(DropMoment.Before));
        _faults.AskRequest("redfish", "POST", "/a")!.Effect.ShouldBe(new FaultEffect.Drop(DropMoment.Before));
        _faults.AskRequest("ironic", "POST", "/a").ShouldBeNull();
    }

    [Test]
    public void A_fault_says_all_that_the_rule_says()
    {
        _faults.Add(new FaultRule
        {
            Id = "busy", Face = "redfish", Status = 503, RetryAfterSeconds = 7, DelaySeconds = 2.5, Message = "Later.",
        });

        _faults.AskRequest("redfish", "GET", "/").ShouldBe(
            new RequestFault("busy", "redfish GET /", TimeSpan.FromSeconds(2.5), new FaultEffect.Answer(503, 7, Body: null), "Later."));
    }

    private static IEnumerable<TestCaseData> Effects()
    {
        BodyEdit[] edits = [new BodyEdit { Path = "/a", Remove = true }, new BodyEdit { Path = "", Value = JsonElement.Parse("1") }];
        yield return Row(new FaultRule { Drop = DropMoment.Before }, new FaultEffect.Drop(DropMoment.Before), "connection dropped before the work");
        yield return Row(new FaultRule { Drop = DropMoment.After }, new FaultEffect.Drop(DropMoment.After), "answer lost after the work");
        yield return Row(new FaultRule { DarkSeconds = 5.5 }, new FaultEffect.Drop(DropMoment.Before), "dark for 5.5 s");
        yield return Row(new FaultRule { Status = 500 }, new FaultEffect.Answer(500, null, Body: null), "answered 500");
        yield return Row(new FaultRule { Status = 502, Malformed = "<" }, new FaultEffect.Answer(502, null, new FaultEffect.Malformed("<")), "answered 502, not in JSON");
        yield return Row(new FaultRule { CutBody = true }, new FaultEffect.CutBody(), "cut in the middle of the body");
        yield return Row(new FaultRule { Edit = edits }, new FaultEffect.Edit(edits), "body edited at /a, its root");
        yield return Row(new FaultRule { Malformed = "x" }, new FaultEffect.Malformed("x"), "answered something that is not JSON");
        yield return Row(new FaultRule { ExpireSessions = SessionScope.All }, new FaultEffect.ExpireSessions(SessionScope.All), "all sessions expired");
        yield return Row(new FaultRule { ExpireSessions = SessionScope.Caller }, new FaultEffect.ExpireSessions(SessionScope.Caller), "session of the caller expired");
        yield return Row(new FaultRule { DelaySeconds = 1.5 }, effect: null, "delayed by 1.5 s");
        yield return Row(new FaultRule { DelaySeconds = 1, CutBody = true }, new FaultEffect.CutBody(), "delayed by 1 s, cut in the middle of the body");

        static TestCaseData Row(FaultRule rule, FaultEffect? effect, string words) => new(rule with { Face = "redfish" }, effect, words);
    }

    [TestCaseSource(nameof(Effects))]
    public void A_rule_does_what_it_says(FaultRule rule, FaultEffect? effect, string words)
    {
        FaultRuleCheck.Problems(rule).ShouldBeEmpty();
        _faults.Add(rule);

        _faults.AskRequest("redfish", "GET", "/")!.Effect.ShouldBe(effect);
        FaultWords.What(rule).ShouldBe(words);
    }

    [Test]
    public void What_hangs_goes_on_when_its_rule_is_healed_replaced_or_all_are()
    {
        Action[] heals = [() => _faults.Remove("h"), () => _faults.Add(new FaultRule { Id = "h", Face = "eem", Hang = true }), _faults.Clear];
        foreach (var heal in heals)
        {
            _faults.Clear();
            _faults.Add(new FaultRule { Id = "other", Step = "power/*", Hang = true });
            _faults.Add(new FaultRule { Id = "h", Face = "redfish", Hang = true });
            var healed = ((FaultEffect.Hang)_faults.AskRequest("redfish", "GET", "/")!.Effect!).Healed;
            healed.IsCompleted.ShouldBeFalse();

            heal();

            healed.IsCompleted.ShouldBeTrue();
        }
    }

    [Test]
    public void A_step_hangs_until_its_rule_is_healed()
    {
        _faults.Add(new FaultRule { Id = "h", Step = "power/*", Hang = true });
        var fault = _faults.AskStep("power/finish", "7")!;
        (fault.Fails, fault.Healed!.IsCompleted).ShouldBe((false, false));

        _faults.Remove("h");

        fault.Healed.IsCompleted.ShouldBeTrue();
    }

    [Test]
    public void An_answer_that_could_not_be_changed_does_not_count()
    {
        var told = new List<string>();
        _faults.Struck += (rule, where, what) => told.Add($"struck {rule}|{where}|{what}");
        _faults.Missed += (rule, where, why) => told.Add($"missed {rule}|{where}|{why}");
        _faults.Add(new FaultRule { Id = "cut", Face = "redfish", CutBody = true, Count = 1 });

        _faults.TellChange(_faults.AskRequest("redfish", "DELETE", "/x")!, "the answer has no body");
        _faults.TellChange(_faults.AskRequest("redfish", "GET", "/x")!, missed: null);

        Ask(1).ShouldBe([false]);
        told.ShouldBe(["missed cut|redfish DELETE /x|the answer has no body", "struck cut|redfish GET /x|cut in the middle of the body"]);
        (_faults.All[0].Matched, _faults.All[0].Struck).ShouldBe((3, 1));
    }

    [Test]
    public void The_first_rule_that_strikes_decides()
    {
        _faults.Add(new FaultRule { Id = "never", Face = "redfish", Status = 500, Probability = 0 });
        _faults.Add(new FaultRule { Id = "first", Face = "redfish", Status = 502, Count = 1 });
        _faults.Add(new FaultRule { Id = "second", Face = "redfish", Status = 503 });

        _faults.AskRequest("redfish", "GET", "/")!.Rule.ShouldBe("first");
        _faults.AskRequest("redfish", "GET", "/")!.Rule.ShouldBe("second");
    }

    [Test]
    public void A_rule_of_the_same_id_replaces_the_old_one_and_counts_anew()
    {
        _faults.Add(new FaultRule { Id = "x", Face = "redfish", Status = 500, Count = 1 });
        Ask(2).ShouldBe([true, false]);

        _faults.Add(new FaultRule { Id = "x", Face = "redfish", Status = 502, Count = 1 });

        _faults.AskRequest("redfish", "GET", "/")!.Effect.ShouldBe(new FaultEffect.Answer(502, null, Body: null));
        _faults.All.Count.ShouldBe(1);
    }

    [Test]
    public void Rules_without_an_id_get_one_each()
    {
        var ids = Enumerable.Range(0, 3).Select(_ => _faults.Add(new FaultRule { Face = "redfish", Status = 500 }).Rule.Id).ToList();

        ids.ShouldBe(["fault-1", "fault-2", "fault-3"]);
    }

    [Test]
    public void A_step_rule_strikes_steps_alone()
    {
        _faults.Add(new FaultRule { Step = "assemble/*", Subject = "7", Fail = true, Message = "No light." });

        _faults.AskRequest("redfish", "GET", "/").ShouldBeNull();
        _faults.AskStep("power/finish", "7").ShouldBeNull();
        _faults.AskStep("assemble/zone", "8").ShouldBeNull();
        _faults.AskStep("assemble/zone", "7").ShouldBe(new StepFault(_faults.All[0].Rule.Id!, TimeSpan.Zero, Fails: true, "No light.", Healed: null));
    }

    [Test]
    public void A_request_rule_leaves_steps_alone()
    {
        _faults.Add(new FaultRule { Path = "**", Status = 500 });

        _faults.AskStep("assemble/zone", "7").ShouldBeNull();
    }

    [Test]
    public void What_struck_is_told_once_per_strike()
    {
        var told = new List<string>();
        _faults.Struck += (rule, where, what) => told.Add($"{rule}|{where}|{what}");
        _faults.Add(new FaultRule { Id = "r", Face = "redfish", Status = 503, Count = 1 });
        _faults.Add(new FaultRule { Id = "s", Step = "power/*", DelaySeconds = 3 });

        _faults.AskRequest("redfish", "GET", "/x");
        _faults.AskRequest("redfish", "GET", "/x");
        _faults.AskStep("power/finish", "s1");

        told.ShouldBe(["r|redfish GET /x|answered 503", "s|power/finish of s1|delayed by 3 s"]);
    }

    private bool[] Ask(int times) => [.. Enumerable.Range(0, times).Select(_ => _faults.AskRequest("redfish", "GET", "/") is not null)];
}
