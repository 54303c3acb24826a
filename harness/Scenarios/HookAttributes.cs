namespace Harness.Scenarios;

/// <summary>The moments of a run at which hooks are called.</summary>
public enum HookPoint
{
    BeforeTestRun,
    BeforeFeature,
    BeforeScenario,
    BeforeStep,
    AfterStep,
    AfterScenario,
    AfterFeature,
    AfterTestRun,
}

/// <summary>
/// Calls a method at a moment of the run. Lower <see cref="Order"/> is called first. With tags, only
/// where at least one of them is present (with or without the leading @). Hooks of the run and of a
/// feature are static; hooks of the run take no tags.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class HookAttribute(HookPoint point, string[] tags) : Attribute
{
    public const int DefaultOrder = 10000;

    public HookPoint Point { get; } = point;

    public IReadOnlyList<string> Tags { get; } = [.. tags.Select(tag => tag.TrimStart('@'))];

    public int Order { get; set; } = DefaultOrder;
}

public sealed class BeforeTestRunAttribute() : HookAttribute(HookPoint.BeforeTestRun, []);

public sealed class AfterTestRunAttribute() : HookAttribute(HookPoint.AfterTestRun, []);

public sealed class BeforeFeatureAttribute(params string[] tags) : HookAttribute(HookPoint.BeforeFeature, tags);

public sealed class AfterFeatureAttribute(params string[] tags) : HookAttribute(HookPoint.AfterFeature, tags);

public sealed class BeforeScenarioAttribute(params string[] tags) : HookAttribute(HookPoint.BeforeScenario, tags);

public sealed class AfterScenarioAttribute(params string[] tags) : HookAttribute(HookPoint.AfterScenario, tags);

public sealed class BeforeStepAttribute(params string[] tags) : HookAttribute(HookPoint.BeforeStep, tags);

public sealed class AfterStepAttribute(params string[] tags) : HookAttribute(HookPoint.AfterStep, tags);
