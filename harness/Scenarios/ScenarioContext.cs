namespace Harness.Scenarios;

/// <summary>What a feature is called; tags without the @.</summary>
public sealed record FeatureInfo(string Title, string Description, IReadOnlyList<string> Tags);

/// <summary>
/// What a scenario is called. <see cref="Tags"/> are those of the scenario and of its examples;
/// <see cref="CombinedTags"/> adds those of the feature and of the rule. Without the @.
/// </summary>
public sealed record ScenarioInfo(
    string Title,
    string Description,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> CombinedTags);

/// <summary>Asked for by constructors of bindings and by hooks of a feature.</summary>
public sealed class FeatureContext(FeatureInfo info)
{
    public FeatureInfo FeatureInfo { get; } = info;
}

/// <summary>Asked for by constructors of bindings; one per scenario.</summary>
public sealed class ScenarioContext(ScenarioInfo info)
{
    public ScenarioInfo ScenarioInfo { get; } = info;

    /// <summary>The first failure so far; null while all is well. AfterScenario hooks read it.</summary>
    public Exception? TestError { get; internal set; }
}
