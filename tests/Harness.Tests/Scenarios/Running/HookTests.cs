using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Running;

public sealed class HookTests
{
    private const string TwoScenarios = """
        Feature: F
          Scenario: One
            Given a step
            Given a step
          @slow
          Scenario: Two
            Given a step
        """;

    [Test]
    public async Task Hooks_are_called_around_what_they_are_named_for_in_their_order_and_for_their_tags()
    {
        var diary = Diary.Begin();

        var played = await Sample.PlayAsync(TwoScenarios, typeof(AllHooks));

        played.Outcomes.ShouldAllBe(outcome => outcome.Passed);
        played.AtTheEnd.ShouldBeEmpty();
        diary.ShouldBe(
        [
            "run", "feature F",
            "first", "scenario One", "(step", "step", "step)", "(step", "step", "step)", "scenario)",
            "first", "slow", "scenario Two", "(step", "step", "step)", "scenario)",
            "feature)", "run)",
        ]);
    }

    [Test]
    public async Task A_failing_step_still_has_its_after_hooks_and_they_see_the_failure()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync(
            "Feature: F\n  Scenario: S\n    Given a failing step\n    Given a step", typeof(Failing));

        outcome.Failures.Select(failure => failure.Message).ShouldBe(["step", "after step", "after scenario"]);
        diary.ShouldBe(["after step saw step", "after scenario saw step", "the other one too"]);
    }

    [Test]
    public async Task A_failing_before_hook_keeps_the_steps_from_running()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync("Feature: F\n  Scenario: S\n    Given a step", typeof(AllHooks), typeof(FailsBefore));

        outcome.Failures.ShouldHaveSingleItem().Message.ShouldBe("before scenario");
        outcome.Message().ShouldContain("    – Given a step :3");
        diary.ShouldBe(["run", "feature F", "first", "scenario)", "feature)", "run)"]);
    }

    [TestCase(typeof(FailsBeforeRun), "before run")]
    [TestCase(typeof(FailsBeforeFeature), "before feature")]
    public async Task A_failing_hook_of_the_run_or_the_feature_fails_every_scenario(Type hooks, string message)
    {
        var played = await Sample.PlayAsync(TwoScenarios, typeof(AllHooks), hooks);

        played.Outcomes.Count.ShouldBe(2);
        played.Outcomes.ShouldAllBe(outcome => outcome.Failures.Single().Message == message);
    }

    [Test]
    public async Task A_failing_hook_after_a_feature_fails_its_last_scenario()
    {
        var played = await Sample.PlayAsync(TwoScenarios, typeof(AllHooks), typeof(FailsAfterFeature));

        played.Outcomes[0].Passed.ShouldBeTrue();
        played.Outcomes[1].Failures.ShouldHaveSingleItem().Message.ShouldBe("after feature");
    }

    [Test]
    public async Task A_failing_hook_after_the_run_fails_the_last_scenario_of_all()
    {
        var played = await Sample.PlayAsync(TwoScenarios, typeof(AllHooks), typeof(FailsAfterRun));

        played.Outcomes[0].Passed.ShouldBeTrue();
        played.Outcomes[1].Failures.ShouldHaveSingleItem().Message.ShouldBe("after run");
        played.AtTheEnd.ShouldBeEmpty();
    }

    [Test]
    public async Task A_scenario_that_is_run_again_after_the_end_opens_run_and_feature_again()
    {
        var diary = Diary.Begin();
        var cases = Sample.Read("Feature: F\n  Scenario: S\n    Given a step");
        var run = new Harness.Scenarios.Running.ScenarioRun(Harness.Scenarios.Matching.Bindings.From(typeof(AllHooks)), cases);

        await run.RunAsync(cases[0]);
        (await run.RunAsync(cases[0])).Passed.ShouldBeTrue();
        await run.CloseAsync();

        diary.Count(line => line == "run").ShouldBe(2);
        diary.Count(line => line == "feature)").ShouldBe(2);
        diary.Count(line => line == "run)").ShouldBe(2);
    }

    [Test]
    public async Task Scenarios_side_by_side_share_one_run_and_one_feature()
    {
        var diary = Diary.Begin();
        var rows = string.Concat(Enumerable.Range(0, 20).Select(row => $"      | {row} |\n"));
        var cases = Sample.Read($"Feature: F\n  Scenario Outline: S\n    Given a step\n    Examples:\n      | n |\n{rows}");
        var run = new Harness.Scenarios.Running.ScenarioRun(Harness.Scenarios.Matching.Bindings.From(typeof(AllHooks)), cases);

        var outcomes = await Task.WhenAll(cases.Select(one => Task.Run(() => run.RunAsync(one))));

        outcomes.ShouldAllBe(outcome => outcome.Passed);
        diary.Take(2).ShouldBe(["run", "feature F"]);
        diary.TakeLast(2).ShouldBe(["feature)", "run)"]);
        diary.Count(line => line is "run" or "feature F" or "feature)" or "run)").ShouldBe(4);
        diary.Count(line => line == "scenario)").ShouldBe(20);
    }

    [Test]
    public async Task A_feature_of_which_a_filter_left_scenarios_out_closes_with_the_run()
    {
        var diary = Diary.Begin();
        var cases = Sample.Read(TwoScenarios);
        var run = new Harness.Scenarios.Running.ScenarioRun(Harness.Scenarios.Matching.Bindings.From(typeof(AllHooks)), cases);

        await run.RunAsync(cases[0]);
        diary.ShouldNotContain("feature)");
        await run.CloseAsync();

        diary.TakeLast(2).ShouldBe(["feature)", "run)"]);
    }

    [Binding]
    public sealed class AllHooks
    {
        [BeforeTestRun]
        public static void BeforeRun() => Diary.Note("run");

        [AfterTestRun]
        public static Task AfterRunAsync()
        {
            Diary.Note("run)");
            return Task.CompletedTask;
        }

        [BeforeFeature]
        public static void BeforeFeature(FeatureContext feature) => Diary.Note($"feature {feature.FeatureInfo.Title}");

        [AfterFeature]
        public static void AfterFeature() => Diary.Note("feature)");

        [BeforeScenario]
        public void BeforeScenario(ScenarioContext scenario) => Diary.Note($"scenario {scenario.ScenarioInfo.Title}");

        [BeforeScenario("@slow", "other", Order = 2)]
        public void Slow() => Diary.Note("slow");

        [BeforeScenario(Order = 1)]
        public void First() => Diary.Note("first");

        [AfterScenario]
        public void AfterScenario() => Diary.Note("scenario)");

        [BeforeStep]
        public void BeforeStep() => Diary.Note("(step");

        [AfterStep]
        public void AfterStep() => Diary.Note("step)");

        [Given("a step")]
        public void Step() => Diary.Note("step");
    }

    [Binding]
    public sealed class Failing(ScenarioContext scenario)
    {
        [Given("a failing step")]
        public void Fail() => throw new InvalidOperationException("step");

        [Given("a step")]
        public void Step() => Diary.Note("step");

        [AfterStep]
        public void AfterStep()
        {
            Diary.Note($"after step saw {scenario.TestError?.Message}");
            throw new InvalidOperationException("after step");
        }

        [AfterScenario]
        public void AfterScenario()
        {
            Diary.Note($"after scenario saw {scenario.TestError?.Message}");
            throw new InvalidOperationException("after scenario");
        }

        [AfterScenario(Order = HookAttribute.DefaultOrder + 1)]
        public void Other() => Diary.Note("the other one too");
    }

    [Binding]
    public static class FailsBefore
    {
        [BeforeScenario(Order = 5)]
        public static void Before() => throw new InvalidOperationException("before scenario");
    }

    [Binding]
    public static class FailsBeforeRun
    {
        [BeforeTestRun]
        public static void Before() => throw new InvalidOperationException("before run");
    }

    [Binding]
    public static class FailsBeforeFeature
    {
        [BeforeFeature]
        public static void Before() => throw new InvalidOperationException("before feature");
    }

    [Binding]
    public static class FailsAfterFeature
    {
        [AfterFeature]
        public static void After() => throw new InvalidOperationException("after feature");
    }

    [Binding]
    public static class FailsAfterRun
    {
        [AfterTestRun]
        public static void After() => throw new InvalidOperationException("after run");
    }
}
