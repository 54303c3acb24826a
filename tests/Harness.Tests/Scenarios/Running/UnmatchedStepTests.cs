using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Running;

public sealed class UnmatchedStepTests
{
    [Test]
    public async Task An_undefined_step_fails_before_any_step_is_run_with_a_snippet_for_each()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync("""
            Feature: F
              Scenario: S
                Given a rack
                When 2 blades fail
                Then these are lost
                  | name |
            """, typeof(Steps));

        outcome.Passed.ShouldBeFalse();
        diary.ShouldBeEmpty();
        outcome.Message().ReplaceLineEndings("\n").ShouldBe("""
            features/Sample.feature:4
            Feature: F
              Scenario: S
                – Given a rack :3
                ✗ When 2 blades fail :4
                ✗ Then these are lost :5

            features/Sample.feature:4: When 2 blades fail: the step is undefined

            features/Sample.feature:5: Then these are lost: the step is undefined

            [When("{int} blades fail")]
            public void WhenBladesFail(int p0)
            {
                throw new PendingStepException();
            }

            [Then("these are lost")]
            public void ThenTheseAreLost(DataTable dataTable)
            {
                throw new PendingStepException();
            }

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task A_step_of_another_kind_is_not_taken_but_a_step_definition_is()
    {
        (await PlayStepAsync("When a rack", typeof(Steps))).Message().ShouldContain("undefined");
        (await PlayStepAsync("When anything goes", typeof(Steps))).Passed.ShouldBeTrue();
    }

    [Test]
    public async Task An_ambiguous_step_fails_and_names_every_candidate()
    {
        var outcome = await PlayStepAsync("Given a blade or two", typeof(Steps), typeof(OtherSteps));

        outcome.Message().ReplaceLineEndings("\n").ShouldContain("""
            features/Sample.feature:3: Given a blade or two: the step is ambiguous, these match:
                Steps.Blade [a blade or {word}]
                OtherSteps.Anything [a {}]
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task Every_broken_binding_that_a_step_matches_is_told_whole()
    {
        var outcome = await PlayStepAsync("Given 3 sleds of x", typeof(BrokenSteps));

        outcome.Problems.ShouldHaveSingleItem();
        outcome.Message().ShouldContain("BrokenSteps.Sleds [{int} sleds of {maker}]: unknown parameter type {maker}; known: byte,");
        outcome.Message().ShouldContain("BrokenSteps.Sleds [{int} sleds of {maker}]: is 'async void'");
    }

    [TestCase("Given too few 1 2", "takes 1 parameters, the expression gives 2")]
    [TestCase("Given too many 1", "takes 3 parameters, the expression gives 1")]
    [TestCase("Given an id 5", "the parameter 'id' is a Guid, which cannot be made from {int}")]
    [TestCase("Given the host x", "the parameter 'host' is a StringBuilder, which cannot be made from {word}")]
    [TestCase("Given a block", "the last parameter 'block' is a StringBuilder; it takes a DataTable, a string")]
    [TestCase("Given the unreadable", "BrokenSteps.Unreadable [the (unreadable]: column 5: '(' has no ')'")]
    public async Task A_bad_binding_fails_the_scenarios_that_use_it(string step, string problem) =>
        (await PlayStepAsync(step, typeof(BrokenSteps))).Message().ShouldContain(problem);

    [Test]
    public async Task A_bad_binding_leaves_other_scenarios_alone() =>
        (await PlayStepAsync("Given a rack", typeof(Steps), typeof(BrokenSteps))).Passed.ShouldBeTrue();

    [Test]
    public async Task Bad_hooks_and_transformations_fail_every_scenario_and_are_listed_whole()
    {
        var outcome = await PlayStepAsync("Given a rack", typeof(Steps), typeof(BrokenRest));

        outcome.Problems.ShouldBe(
        [
            "BrokenRest.Nothing: returns nothing; a transformation returns the value it makes",
            "BrokenRest.Pair: takes 1 parameters, its expression gives 2",
            "BrokenRest.Odd: has a bad regular expression: Invalid pattern '(' at offset 1. Not enough )'s.",
            "BrokenRest.Second: the parameter type {pet} is already there",
            "BrokenRest.Int: the parameter type {int} is already there",
            "BrokenRest.Feature: is not static; [BeforeFeature] is called before or after there is a scenario",
            "BrokenRest.Services: [ScenarioDependencies] needs a static method without parameters that returns IServiceCollection",
        ], ignoreOrder: true);
    }

    private static Task<Harness.Scenarios.Running.ScenarioOutcome> PlayStepAsync(string step, params Type[] bindings) =>
        Sample.PlayOneAsync($"Feature: F\n  Scenario: S\n    {step}", bindings);

    [Binding]
    public sealed class Steps
    {
        [Given("a rack")]
        public void Rack() => Diary.Note("rack");

        [Given("a blade or {word}")]
        public void Blade(string word) => Diary.Note(word);

        [StepDefinition("anything goes")]
        public void Goes() => Diary.Note("goes");
    }

    [Binding]
    public sealed class OtherSteps
    {
        [Given("a {}")]
        public void Anything(string text) => Diary.Note(text);
    }

    [Binding]
    public sealed class BrokenSteps
    {
#pragma warning disable MA0147, VSTHRD100, AsyncFixer03 // The async void is what the test is about.
        [Given("{int} sleds of {maker}")]
        public async void Sleds(int count, string maker) => await Task.Yield();
#pragma warning restore MA0147, VSTHRD100, AsyncFixer03

        [Given("too few {int} {int}")]
        public void TooFew(int one) => Diary.Note($"{one}");

        [Given("too many {int}")]
        public void TooMany(int one, string two, DataTable three) => Diary.Note($"{one}{two}{three.RowCount}");

        [Given("an id {int}")]
        public void Id(Guid id) => Diary.Note($"{id}");

        [Given("the host {word}")]
        public void Host(System.Text.StringBuilder host) => Diary.Note($"{host}");

        [Given("a block")]
        public void Block(System.Text.StringBuilder block) => Diary.Note($"{block}");

        [Given("the (unreadable")]
        public void Unreadable() => Diary.Note("unreadable");
    }

    [Binding]
    public sealed class BrokenRest
    {
        [StepArgumentTransformation]
        public void Nothing(string text) => Diary.Note(text);

        [StepArgumentTransformation("(a)(b)")]
        public Uri Pair(string text) => new(text);

        [StepArgumentTransformation("(")]
        public Uri Odd(string text) => new(text);

        [StepArgumentTransformation("cat", Name = "pet")]
        public Version First(string text) => new(text);

        [StepArgumentTransformation("dog", Name = "pet")]
        public Version Second(string text) => new(text);

        [StepArgumentTransformation(Name = "int")]
        public int Int(string text) => text.Length;

        [BeforeFeature]
        public void Feature() => Diary.Note("feature");

        [ScenarioDependencies]
        public static string Services() => "";
    }
}
