namespace Features;

/// <summary>Runs every scenario of this project, one test each.</summary>
[TestFixture]
public sealed class AllScenarios : ScenarioFixture
{
    [ScenarioSource("features/**/*.feature")]
    public Task Scenario(ScenarioCase scenario) => RunAsync(scenario);
}
