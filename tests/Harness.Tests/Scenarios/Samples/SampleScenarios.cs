using Harness.Scenarios;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Samples;

/// <summary>The way a features project runs its files, with one file.</summary>
[TestFixture]
public sealed class SampleScenarios : ScenarioFixture
{
    [ScenarioSource("Scenarios/Samples/*.feature", OnlyBindings = [typeof(ShelfSteps)])]
    public Task Scenario(ScenarioCase scenario) => RunAsync(scenario);
}

[Binding]
public sealed class ShelfSteps
{
    private int? _count;

    [Given("an empty shelf")]
    public void Empty() => _count = 0;

    [When("I put {int} \\{things} on it")]
    public void Put(int count) => _count += count;

    [Then("it holds {int}")]
    public void Holds(int count) => _count.ShouldBe(count);
}
