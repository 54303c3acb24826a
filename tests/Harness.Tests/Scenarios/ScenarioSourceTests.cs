using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Shouldly;

namespace Harness.Tests.Scenarios;

public sealed class ScenarioSourceTests
{
    [Test]
    public void There_is_one_test_per_scenario_and_row_named_by_the_words_of_the_feature() =>
        Build("Scenarios/Samples/*.feature").Select(test => test.Name).ShouldBe(
        [
            "A sample through NUnit: Things are put on it",
            "A sample through NUnit: Things are put on it [2]",
            "A sample through NUnit: Rows with 0 (0)",
            "A sample through NUnit: Rows with 7 (7)",
            "A sample through NUnit: Not yet",
        ]);

    [Test]
    public void A_full_name_is_that_of_the_fixture_and_the_name() =>
        Build("Scenarios/Samples/*.feature")[0].FullName
            .ShouldBe("Harness.Tests.Scenarios.Samples.SampleScenarios.A sample through NUnit: Things are put on it");

    [Test]
    public void Tags_are_categories()
    {
        var tests = Build("Scenarios/Samples/*.feature");

        tests[0].Properties["Category"].Cast<string>().ShouldBe(["sample"]);
        tests[2].Properties["Category"].Cast<string>().ShouldBe(["sample", "row-tags"]);
    }

    [Test]
    public void A_test_knows_its_feature_file_and_line() =>
        Build("Scenarios/Samples/*.feature")[2].Properties.Get("Location").ShouldBe("Scenarios/Samples/Sample.feature:22");

    [Test]
    public void An_ignored_scenario_is_skipped_with_its_reason()
    {
        var ignored = Build("Scenarios/Samples/*.feature")[4];

        ignored.RunState.ShouldBe(RunState.Ignored);
        ignored.Properties.Get(PropertyNames.SkipReason)
            .ShouldBe("@ignore at Scenarios/Samples/Sample.feature:26: Shelves cannot fly.");
    }

    [Test]
    public async Task A_pattern_that_finds_nothing_is_a_failing_test()
    {
        var test = Build("nowhere/**/*.feature").ShouldHaveSingleItem();

        test.RunState.ShouldBe(RunState.Runnable);
        var failure = await FailureOfAsync((ScenarioCase)test.Arguments[0]!);
        failure.Message.ShouldContain("no feature file matches 'nowhere/**/*.feature'");
    }

    [Test]
    public async Task What_goes_wrong_while_reading_is_a_failing_test_and_not_a_lost_discovery()
    {
        var test = Build("Scenarios/Samples/*.feature", typeof(ThrowsOnRegistering)).ShouldHaveSingleItem();

        var failure = await FailureOfAsync((ScenarioCase)test.Arguments[0]!);
        failure.Message.ShouldContain("no services today");
    }

    [Test]
    public async Task A_failure_is_an_assertion_that_carries_message_and_cause()
    {
        var test = Build("Scenarios/Samples/*.feature", typeof(WrongShelf))[0];

        var failure = await FailureOfAsync((ScenarioCase)test.Arguments[0]!);

        failure.Message.ShouldStartWith("Scenarios/Samples/Sample.feature:8");
        failure.Message.ShouldContain("✗ When I put 2 {things} on it :8");
        failure.InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldBe("too heavy");
    }

    [Test]
    public async Task A_scenario_that_is_ignored_on_the_way_still_tells_a_bad_end()
    {
        var test = Build("Scenarios/Samples/Sample.feature", typeof(IgnoresAndEndsBadly));
        var last = (ScenarioCase)test[3].Arguments[0]!;
        foreach (var one in test.Take(3))
        {
            await Should.ThrowAsync<IgnoreException>(() => new SampleScenarios().Scenario((ScenarioCase)one.Arguments[0]!));
        }

        var failure = await FailureOfAsync(last);

        failure.Message.ShouldContain("ended badly");
    }

    [Test]
    public async Task A_case_of_another_source_is_refused() =>
        (await Should.ThrowAsync<ArgumentException>(() => new SampleScenarios().Scenario(Sample.Read("")[0])))
            .Message.ShouldStartWith("The case does not come from [ScenarioSource].");

    private static List<TestMethod> Build(string pattern, params Type[] bindings)
    {
        var method = new MethodWrapper(typeof(SampleScenarios), nameof(SampleScenarios.Scenario));
        var source = new ScenarioSourceAttribute(pattern) { OnlyBindings = bindings.Length > 0 ? bindings : [typeof(ShelfSteps)] };
        return [.. source.BuildFrom(method, new TestFixture(new TypeWrapper(typeof(SampleScenarios))))];
    }

    // Asserted by hand: NUnit's own Assert.Throws would note the inner assertion as this test's.
    private static async Task<AssertionException> FailureOfAsync(ScenarioCase scenario)
    {
        var fixture = new SampleScenarios();
        try
        {
            await fixture.Scenario(scenario);
        }
        catch (AssertionException failure)
        {
            return failure;
        }
        finally
        {
            await fixture.CloseRunsAsync();
        }

        throw new InvalidOperationException("The scenario passed.");
    }

    [Binding]
    public static class ThrowsOnRegistering
    {
        [ScenarioDependencies]
        public static Microsoft.Extensions.DependencyInjection.IServiceCollection Create() =>
            throw new InvalidOperationException("no services today");
    }

    [Binding]
    public sealed class WrongShelf
    {
        [Given("an empty shelf")]
        public void Empty() => Diary.Note("empty");

        [When("I put {int} \\{things} on it")]
        public void Put(int count) => throw new InvalidOperationException("too heavy");

        [Then("it holds {int}")]
        public void Holds(int count) => Diary.Note($"{count}");
    }

    [Binding]
    public sealed class IgnoresAndEndsBadly
    {
        [Given("an empty shelf")]
        public void Empty() => throw new IgnoreException("no shelf");

        [StepDefinition("I put {int} \\{things} on it")]
        [StepDefinition("it holds {int}")]
        public void Any(int count) => Diary.Note($"{count}");

        [AfterTestRun]
        public static void End() => throw new InvalidOperationException("ended badly");
    }
}
