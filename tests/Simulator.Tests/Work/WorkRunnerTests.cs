using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Faults;
using Simulator.Journal;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Tests.Work;

public sealed class WorkRunnerTests
{
    private SimulatorClock _clock = null!;
    private FaultRules _faults = null!;
    private EventJournal _journal = null!;
    private WorkRunner _runner = null!;

    private double Now => (_clock.GetUtcNow() - SimulatorClock.VirtualEpoch).TotalSeconds;

    [SetUp]
    public void MakeRunner()
    {
        _clock = new SimulatorClock(ClockSetting.Virtual);
        _faults = new FaultRules(_clock, new Seed(1));
        _journal = new EventJournal(_clock);
        _runner = new WorkRunner(_clock, _faults, _journal, NullLogger<WorkRunner>.Instance);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _runner.StopAsync();
        _clock.Dispose();
    }

    [Test]
    public async Task Steps_run_in_order_and_take_their_time()
    {
        var done = new List<string>();

        var ended = await EndAsync(Step("one", 5, Note), Step("two", 0, Note), Step("three", 2.5, Note));

        done.ShouldBe(["5", "5", "7.5"]);
        ended.State.ShouldBe(WorkState.Done);
        ended.PercentComplete.ShouldBe(100);
        ended.Since.ShouldBe(SimulatorClock.VirtualEpoch);
        ended.Ended.ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(7.5));
        ended.Steps.Select(s => s.State).ShouldAllBe(s => s == WorkStepState.Done);

        StepResult Note()
        {
            done.Add(Now.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return StepResult.Done;
        }
    }

    [Test]
    public async Task Work_shows_how_far_it_is()
    {
        _clock.Freeze();
        var item = _runner.Start(Plan(Step("one", 1), Step("two", 3), Step("three", 1)));

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(2)).Soon();

        var now = _runner.Find(item.Id)!;
        now.State.ShouldBe(WorkState.Running);
        now.PercentComplete.ShouldBe(33);
        now.Steps.Select(s => s.State).ShouldBe([WorkStepState.Done, WorkStepState.Running, WorkStepState.Waiting]);
        now.Steps[1].Since.ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(1));
        now.Steps[1].Due.ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(4));
        _runner.RunningOn("test", "subject")!.Id.ShouldBe(item.Id);
        _runner.RunningOn("test", "other").ShouldBeNull();
        _runner.RunningOn("other", "subject").ShouldBeNull();
    }

    [Test]
    public async Task A_step_that_hangs_goes_on_when_it_is_healed()
    {
        _faults.Add(new FaultRule { Id = "h", Step = "test/two", Hang = true });
        var item = _runner.Start(Plan(Step("one", 1), Step("two", 3), Step("three", 1)));
        await _clock.AdvanceAsync(TimeSpan.FromHours(10)).Soon();
        _runner.Find(item.Id)!.Steps.Select(s => s.State).ShouldBe([WorkStepState.Done, WorkStepState.Running, WorkStepState.Waiting]);

        _faults.Remove("h");
        await _runner.EndOf(item.Id).Soon();

        var ended = _runner.Find(item.Id)!;
        ended.State.ShouldBe(WorkState.Done);
        ended.Ended.ShouldBe(SimulatorClock.VirtualEpoch.AddHours(10).AddSeconds(1));
    }

    [Test]
    public async Task Work_that_hangs_can_be_stopped()
    {
        _faults.Add(new FaultRule { Step = "test/one", Hang = true });
        var item = _runner.Start(Plan(Step("one", 0)));

        _runner.Cancel(item.Id).ShouldBeTrue();
        await _runner.EndOf(item.Id).Soon();

        _runner.Find(item.Id)!.State.ShouldBe(WorkState.Cancelled);
    }

    [Test]
    public async Task Work_without_duration_is_done_before_start_returns()
    {
        var item = _runner.Start(Plan(Step("one", 0)));

        item.State.ShouldBe(WorkState.Done);
        await _runner.EndOf(item.Id).Soon();
    }

    [Test]
    public async Task A_step_that_continues_is_asked_again_after_its_delay()
    {
        var asked = new List<double>();

        var ended = await EndAsync(Step("poll", 1, () =>
        {
            asked.Add(Now);
            return asked.Count < 3 ? StepResult.Continue(TimeSpan.FromSeconds(5)) : StepResult.Done;
        }));

        asked.ShouldBe([1d, 6d, 11d]);
        ended.State.ShouldBe(WorkState.Done);
    }

    [Test]
    public async Task A_failed_step_ends_the_work_and_says_why_once()
    {
        var reasons = new List<string>();
        var laterRan = false;

        var ended = await EndAsync(
            reasons.Add,
            Step("one", 1),
            Step("two", 1, () => StepResult.Failed("No light.")),
            Step("three", 1, () =>
            {
                laterRan = true;
                return StepResult.Done;
            }));

        reasons.ShouldBe(["No light."]);
        laterRan.ShouldBeFalse();
        ended.State.ShouldBe(WorkState.Failed);
        ended.Error.ShouldBe("No light.");
        ended.Steps.Select(s => s.State).ShouldBe([WorkStepState.Done, WorkStepState.Failed, WorkStepState.Waiting]);
        ended.Steps[1].Detail.ShouldBe("No light.");
        _journal.After(0).Select(e => e.What).ShouldBe(["Started", "Failed"]);
        _journal.After(0)[^1].Text.ShouldContain("step two failed: No light.");
    }

    [Test]
    public async Task An_exception_fails_the_work()
    {
        var reasons = new List<string>();

        var ended = await EndAsync(reasons.Add, Step("one", 1), Step("two", 0, () => throw new InvalidOperationException("Boom.")));

        ended.State.ShouldBe(WorkState.Failed);
        ended.Steps[1].State.ShouldBe(WorkStepState.Failed);
        reasons.ShouldBe(["Bug in the simulator: Boom."]);
    }

    [Test]
    public async Task A_failure_handler_that_throws_is_called_once_and_harms_nobody()
    {
        var called = 0;

        var ended = await EndAsync(
            _ =>
            {
                called++;
                throw new InvalidOperationException("Boom.");
            },
            Step("one", 1, () => StepResult.Failed("No light.")));

        called.ShouldBe(1);
        ended.State.ShouldBe(WorkState.Failed);
        ended.Error.ShouldBe("No light.");
        _clock.OpenHolds.ShouldBe(0);
    }

    [Test]
    public async Task Cancelled_work_stops_before_its_next_act_and_is_no_failure()
    {
        _clock.Freeze();
        var acts = 0;
        var reasons = new List<string>();
        var item = _runner.Start(Plan(reasons.Add, Step("one", 1, Act), Step("two", 5, Act)));
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(2)).Soon();

        _runner.Cancel(item.Id).ShouldBeTrue();
        await _runner.EndOf(item.Id).Soon();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(60)).Soon();

        acts.ShouldBe(1);
        _runner.Find(item.Id)!.State.ShouldBe(WorkState.Cancelled);
        reasons.ShouldBeEmpty();
        _runner.Cancel(item.Id).ShouldBeFalse();

        StepResult Act()
        {
            acts++;
            return StepResult.Done;
        }
    }

    [Test]
    public void Unknown_work_is_not_found_and_not_cancelled()
    {
        _runner.Find("x").ShouldBeNull();
        _runner.Cancel("x").ShouldBeFalse();
        _runner.EndOf("x").IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Test]
    public async Task A_fault_rule_fails_a_step_before_its_act()
    {
        var acted = false;
        _faults.Add(new FaultRule { Step = "test/two", Fail = true, Message = "Broken by rule." });

        var ended = await EndAsync(Step("one", 1), Step("two", 1, () =>
        {
            acted = true;
            return StepResult.Done;
        }));

        acted.ShouldBeFalse();
        ended.Error.ShouldBe("Broken by rule.");
    }

    [Test]
    public async Task A_fault_rule_delays_a_step()
    {
        _faults.Add(new FaultRule { Step = "test/one", DelaySeconds = 100 });

        var ended = await EndAsync(Step("one", 1));

        ended.State.ShouldBe(WorkState.Done);
        Now.ShouldBe(101);
    }

    [Test]
    public async Task Stopping_cancels_what_runs()
    {
        _clock.Freeze();
        var item = _runner.Start(Plan(Step("one", 1_000)));

        await _runner.StopAsync().Soon();

        _runner.Find(item.Id)!.State.ShouldBe(WorkState.Cancelled);
    }

    [Test]
    public void Finished_work_is_forgotten_when_enough_newer_work_has_finished()
    {
        var first = _runner.Start(Plan(Step("one", 0)));
        for (var i = 0; i < 500; i++)
        {
            _runner.Start(Plan(Step("one", 0)));
        }

        _runner.Find(first.Id).ShouldBeNull();
        _runner.Items.Count.ShouldBe(500);
    }

    private static WorkStep Step(string name, double seconds, Func<StepResult>? act = null) =>
        WorkStep.Of(name, TimeSpan.FromSeconds(seconds), act ?? (() => StepResult.Done));

    private static WorkPlan Plan(params WorkStep[] steps) => new("test", "subject", "Test work", steps);

    private static WorkPlan Plan(Action<string> onFailed, params WorkStep[] steps) => new("test", "subject", "Test work", steps, onFailed);

    private Task<WorkItem> EndAsync(params WorkStep[] steps) => EndAsync(Plan(steps));

    private Task<WorkItem> EndAsync(Action<string> onFailed, params WorkStep[] steps) => EndAsync(Plan(onFailed, steps));

    private async Task<WorkItem> EndAsync(WorkPlan plan)
    {
        var item = _runner.Start(plan);
        await _runner.EndOf(item.Id).Soon();
        return _runner.Find(item.Id)!;
    }
}
