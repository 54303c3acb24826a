using System.Reflection;
using Harness.Scenarios.Matching;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Running;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace Harness.Scenarios;

/// <summary>
/// One test per scenario and per example row of the feature files that match, looked for below the
/// directory of the test assembly. On a method of a <see cref="ScenarioFixture"/> that takes a <see cref="ScenarioCase"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioSourceAttribute(string pattern) : NUnitAttribute, ITestBuilder, IImplyFixture
{
    /// <summary>Where the files are: "**" is any number of folders.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Types whose assemblies hold bindings too; the assembly of the fixture is always searched.</summary>
    public Type[] BindingsFrom { get; set; } = [];

    /// <summary>When given, only these classes bind and no assembly is searched.</summary>
    public Type[] OnlyBindings { get; set; } = [];

    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        var cases = Cases(method.TypeInfo.Assembly);
        return cases.Select(one => Build(one, method, suite));
    }

    /// <summary>The cases as NUnit will run them: named apart and tied to one run.</summary>
    public IReadOnlyList<ScenarioCase> Cases(Assembly assembly)
    {
        try
        {
            var read = FeatureFiles.Read(Path.GetDirectoryName(assembly.Location)!, Pattern);
            var apart = read.GroupBy(one => one.Name, StringComparer.Ordinal)
                .SelectMany(same => same.Select((one, index) => one with { Ordinal = index + 1 }))
                .ToLookup(one => one.Path, StringComparer.Ordinal);
            var cases = read.Select(one => one.Path).Distinct(StringComparer.Ordinal)
                .SelectMany(path => apart[path].OrderBy(one => one.Line)).ToList();
            var run = new ScenarioRun(FindBindings(assembly), cases);
            return cases.ConvertAll(one => one with { Run = run });
        }
        catch (Exception problem)
        {
            // Thrown here it would take the whole assembly's discovery along.
            var failing = FeatureReader.Unreadable(Pattern, 1, [$"{Pattern}: {problem}"]);
            return [failing with { Run = new ScenarioRun(Bindings.From(), [failing]) }];
        }
    }

    private Bindings FindBindings(Assembly assembly) => OnlyBindings.Length > 0
        ? Bindings.From(OnlyBindings)
        : Bindings.In([assembly, .. BindingsFrom.Select(type => type.Assembly)]);

    private static TestMethod Build(ScenarioCase scenario, IMethodInfo method, Test? suite)
    {
        var test = new NUnitTestCaseBuilder().BuildTestMethod(method, suite!, new TestCaseParameters([scenario]));
        // Set here and not through the parameters, where braces in a name would be taken for a pattern.
        test.Name = scenario.Name;
        test.FullName = $"{method.TypeInfo.FullName}.{scenario.Name}";
        test.Properties.Set("Feature", scenario.Feature.Title);
        test.Properties.Set("Location", scenario.Location);
        foreach (var tag in scenario.Scenario.CombinedTags)
        {
            test.Properties.Add(PropertyNames.Category, tag);
        }

        if (scenario.IgnoreReason is { } reason && test.RunState == RunState.Runnable)
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(PropertyNames.SkipReason, reason);
        }

        return test;
    }
}
