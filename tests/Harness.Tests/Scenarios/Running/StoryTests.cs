using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Running;

public sealed class StoryTests
{
    private const string Counting = """
        Feature: Counting
          Scenario: Up
            Given the count is 1
            When I add 2
            And I wait
            Then the count is 4
            But the count is 3
        """;

    [Test]
    public async Task A_scenario_whose_steps_all_hold_passes()
    {
        var outcome = await Sample.PlayOneAsync(
            Counting.Replace("the count is 4", "the count is 3", StringComparison.Ordinal), typeof(CountSteps));

        outcome.Passed.ShouldBeTrue();
        outcome.Story.ToString().ReplaceLineEndings("\n").ShouldBe("""
            Feature: Counting
              Scenario: Up
                ✓ Given the count is 1 :3
                ✓ When I add 2 :4
                ✓ And I wait :5
                ✓ Then the count is 3 :6
                ✓ But the count is 3 :7

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task A_failing_step_tells_file_line_the_story_so_far_and_the_failure()
    {
        var outcome = await Sample.PlayOneAsync(Counting, typeof(CountSteps));

        outcome.Passed.ShouldBeFalse();
        outcome.Message().ReplaceLineEndings("\n").ShouldStartWith("""
            features/Sample.feature:6
            Feature: Counting
              Scenario: Up
                ✓ Given the count is 1 :3
                ✓ When I add 2 :4
                ✓ And I wait :5
                ✗ Then the count is 4 :6
                – But the count is 3 :7

            System.InvalidOperationException: The count is 3.
                at Harness.Tests.Scenarios.Running.StoryTests.CountSteps.CheckAsync(Int32 count)
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task An_example_row_is_part_of_the_story()
    {
        var played = await Sample.PlayAsync("""
            Feature: Counting
              Scenario Outline: Up by <n>
                Given the count is 1
                When I add <n>
                Then the count is <sum>
                Examples:
                  | n | sum |
                  | 2 | 3   |
                  | 3 | 5   |
            """, typeof(CountSteps));

        played.Outcomes.Select(outcome => outcome.Passed).ShouldBe([true, false]);
        played.Outcomes[1].Message().ShouldContain("Scenario: Up by 3 (3, 5) :9");
    }

    [Test]
    public async Task A_pending_step_fails()
    {
        var outcome = await Sample.PlayOneAsync("""
            Feature: F
              Scenario: S
                Given something for later
            """, typeof(CountSteps));

        outcome.Failures.ShouldHaveSingleItem().ShouldBeOfType<PendingStepException>();
    }

    [Test]
    public async Task A_step_may_ask_for_the_scenario_to_be_ignored()
    {
        var outcome = await Sample.PlayOneAsync("""
            Feature: F
              Scenario: S
                Given no such hardware
                Then the count is 1
            """, typeof(CountSteps));

        outcome.Passed.ShouldBeFalse();
        outcome.Stopped.ShouldBeOfType<IgnoreException>().Message.ShouldBe("No such hardware.");
    }

    [Test]
    public async Task A_failure_tells_what_caused_it()
    {
        var outcome = await Sample.PlayOneAsync("Feature: F\n  Scenario: S\n    Given a deep trouble", typeof(CountSteps));

        outcome.Message().ReplaceLineEndings("\n").ShouldContain("""
            System.InvalidOperationException: The pod is lost.
              caused by System.TimeoutException: No answer.
            """.ReplaceLineEndings("\n"));
    }

    [Binding]
    public sealed class CountSteps
    {
        private int _count;

        [Given("the count is {int}")]
        public void Set(int count) => _count = count;

        [When("I add {int}")]
        public async Task AddAsync(int more)
        {
            await Task.Yield();
            _count += more;
        }

        [When("I wait")]
        public async ValueTask WaitAsync() => await Task.Yield();

        [Then("the count is {int}")]
        public async Task CheckAsync(int count)
        {
            await Task.Yield();
            if (count != _count)
            {
                throw new InvalidOperationException($"The count is {_count}.");
            }
        }

        [Given("something for later")]
        public void Later() => throw new PendingStepException();

        [Given("a deep trouble")]
        public void Deep() => throw new InvalidOperationException("The pod is lost.", new TimeoutException("No answer."));

        [Given("no such hardware")]
        public void Ignore() => throw new IgnoreException("No such hardware.");
    }
}
