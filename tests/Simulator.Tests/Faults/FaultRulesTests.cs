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
        _faults.AskRequest("redfish", "GET", "/")!.Drop.ShouldBe(DropMoment.Before);

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(9.9)).Soon();
        Ask(1).ShouldBe([true]);
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(0.1)).Soon();

        Ask(2).ShouldBe([false, false]);
        _faults.All[0].DarkUntil.ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(10));
    }

    [Test]
    public void A_fault_says_all_that_the_rule_says()
    {
        _faults.Add(new FaultRule
        {
            Id = "busy", Face = "redfish", Status = 503, RetryAfterSeconds = 7, DelaySeconds = 2.5, Message = "Later.",
        });

        _faults.AskRequest("redfish", "GET", "/").ShouldBe(new RequestFault("busy", TimeSpan.FromSeconds(2.5), Drop: null, 503, 7, "Later."));
    }

    [TestCase(DropMoment.Before)]
    [TestCase(DropMoment.After)]
    public void A_drop_keeps_its_moment(DropMoment moment)
    {
        _faults.Add(new FaultRule { Face = "redfish", Drop = moment });

        _faults.AskRequest("redfish", "GET", "/")!.Drop.ShouldBe(moment);
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

        _faults.AskRequest("redfish", "GET", "/")!.Status.ShouldBe(502);
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
        _faults.AskStep("assemble/zone", "7").ShouldBe(new StepFault(_faults.All[0].Rule.Id!, TimeSpan.Zero, Fails: true, "No light."));
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

        told.ShouldBe(["r|redfish GET /x|answered 503", "s|power/finish of s1|is delayed by 00:00:03"]);
    }

    private bool[] Ask(int times) => [.. Enumerable.Range(0, times).Select(_ => _faults.AskRequest("redfish", "GET", "/") is not null)];
}
