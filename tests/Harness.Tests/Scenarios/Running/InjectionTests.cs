using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Running;

public sealed class InjectionTests
{
    private const string TwoScenarios = """
        Feature: F
          Scenario: One
            Given I add 1
            When I add 2
            Then the sum is 3
          Scenario: Two
            Given I add 5
            Then the sum is 5
        """;

    [Test]
    public async Task Bindings_of_a_scenario_share_what_they_ask_for_and_scenarios_do_not()
    {
        Diary.Begin();

        var played = await Sample.PlayAsync(TwoScenarios, typeof(AddSteps), typeof(SumSteps));

        played.Outcomes.ShouldAllBe(outcome => outcome.Passed);
    }

    [Test]
    public async Task What_a_scenario_made_is_disposed_at_its_end_last_made_first_even_after_a_failure()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync(
            "Feature: F\n  Scenario: S\n    Given I add 1\n    Then the sum is 9", typeof(AddSteps), typeof(SumSteps));

        outcome.Passed.ShouldBeFalse();
        diary.ShouldBe(["SumSteps disposed", "AddSteps disposed later", "Sum disposed"]);
    }

    [Test]
    public async Task A_failing_disposal_fails_the_scenario_and_the_rest_is_still_disposed()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync(
            "Feature: F\n  Scenario: S\n    Given it will not go\n    Given I add 1", typeof(Stubborn), typeof(AddSteps));

        outcome.Failures.ShouldHaveSingleItem().Message.ShouldBe("will not go");
        diary.ShouldBe(["stays", "AddSteps disposed later", "Sum disposed"]);
    }

    [Test]
    public async Task Registered_services_are_given_once_per_scenario_or_once_per_run()
    {
        var diary = Diary.Begin();

        var played = await Sample.PlayAsync("""
            Feature: F
              Scenario: One
                Given I greet
                Given I greet
              Scenario: Two
                Given I greet
            """, typeof(GreetSteps), typeof(GreetServices));

        played.Outcomes.ShouldAllBe(outcome => outcome.Passed);
        diary.ShouldBe(
        [
            "scoped 1 single 1 of 2 Box<Int32>", "scoped 2 single 2 of 2 Box<Int32>", "Scoped disposed",
            "scoped 1 single 3 of 2 Box<Int32>", "Scoped disposed", "Single disposed",
        ]);
    }

    [Test]
    public async Task What_a_feature_hook_made_is_shared_by_its_scenarios_and_disposed_with_it()
    {
        var diary = Diary.Begin();

        var played = await Sample.PlayAsync("""
            Feature: F
              Scenario: One
                Given I add 1
              Scenario: Two
                Given I add 2
                Then the sum is 3
            """, typeof(AddSteps), typeof(SumSteps), typeof(SumOfFeature));

        played.Outcomes.ShouldAllBe(outcome => outcome.Passed);
        diary.ShouldBe(["AddSteps disposed later", "SumSteps disposed", "AddSteps disposed later", "Sum disposed"]);
    }

    [Test]
    public async Task A_hook_may_hold_an_object_for_the_steps_and_its_owner_disposes_it()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync(
            "Feature: F\n  Scenario: S\n    Then the sum is 40", typeof(SumSteps), typeof(SumOfHook));

        outcome.Passed.ShouldBeTrue(outcome.Message());
        diary.ShouldBe(["SumSteps disposed"]);
    }

    [Test]
    public async Task What_nothing_makes_is_told_with_who_asked()
    {
        var outcome = await Sample.PlayOneAsync("Feature: F\n  Scenario: S\n    Given I greet", typeof(GreetSteps));

        outcome.Failures.ShouldHaveSingleItem().Message.ShouldBe(
            "Nothing makes IScoped for GreetSteps: register it in a [ScenarioDependencies] method.");
    }

    [Test]
    public async Task A_circle_is_told()
    {
        var outcome = await Sample.PlayOneAsync("Feature: F\n  Scenario: S\n    Given a circle", typeof(Circle));

        outcome.Failures.ShouldHaveSingleItem().Message.ShouldBe("Circle for Round asks for itself.");
    }

    public sealed class Sum : IDisposable
    {
        public int Value { get; set; }

        public void Dispose() => Diary.Note("Sum disposed");
    }

    [Binding]
    public sealed class AddSteps(Sum sum) : IAsyncDisposable
    {
        [StepDefinition("I add {int}")]
        public void Add(int more) => sum.Value += more;

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Diary.Note("AddSteps disposed later");
        }
    }

    [Binding]
    public sealed class SumSteps(Sum sum) : IDisposable
    {
        [Then("the sum is {int}")]
        public void Check(int expected)
        {
            if (sum.Value != expected)
            {
                throw new InvalidOperationException($"The sum is {sum.Value}.");
            }
        }

        public void Dispose() => Diary.Note("SumSteps disposed");
    }

    [Binding]
    public static class SumOfFeature
    {
        [BeforeFeature]
        public static void Make(Sum sum) => sum.Value = 0;
    }

    [Binding]
    public static class SumOfHook
    {
        [BeforeScenario]
        public static void Hold(Harness.Scenarios.Running.ScenarioContainer container) => container.Hold(new Sum { Value = 40 });
    }

    [Binding]
    public sealed class Stubborn : IDisposable
    {
        [Given("it will not go")]
        public void Stay() => Diary.Note("stays");

#pragma warning disable CA1065, MA0035 // The throw is what the test is about.
        public void Dispose() => throw new InvalidOperationException("will not go");
#pragma warning restore CA1065, MA0035
    }

    public interface IScoped
    {
        int Next();
    }

    public interface IPart;

    public interface IBox<T>
    {
        string Name { get; }
    }

    public sealed class Single : IDisposable
    {
        private int _count;

        public int Next() => ++_count;

        public void Dispose() => Diary.Note("Single disposed");
    }

    [Binding]
    public sealed class GreetSteps(IScoped scoped, Single single, IEnumerable<IPart> parts, IBox<int> box)
    {
        [Given("I greet")]
        public void Greet() => Diary.Note($"scoped {scoped.Next()} single {single.Next()} of {parts.Count()} {box.Name}");
    }

    [Binding]
    public static class GreetServices
    {
        [ScenarioDependencies]
        public static IServiceCollection Create() => new ServiceCollection()
            .AddScoped<IScoped, Scoped>()
            .AddSingleton<Single>()
            .AddScoped<IPart, Part>()
            .AddScoped<IPart>(_ => new Part())
            .AddTransient(typeof(IBox<>), typeof(Box<>));
    }

    [Binding]
    public sealed class Circle(Round round)
    {
        [Given("a circle")]
        public void Go() => Diary.Note($"{round}");
    }

    public sealed class Round(Circle circle)
    {
        public override string ToString() => $"round {circle.GetType().Name}";
    }

    private sealed class Scoped : IScoped, IDisposable
    {
        private int _count;

        public int Next() => ++_count;

        public void Dispose() => Diary.Note("Scoped disposed");
    }

    private sealed class Part : IPart;

    private sealed class Box<T> : IBox<T>
    {
        public string Name => $"Box<{typeof(T).Name}>";
    }
}
