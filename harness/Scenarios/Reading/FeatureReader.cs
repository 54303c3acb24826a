using System.Text.RegularExpressions;
using Gherkin;
using Gherkin.Ast;

namespace Harness.Scenarios.Reading;

/// <summary>
/// Reads a feature file into cases. What cannot be read becomes a case with problems, so that a broken
/// or an empty file is a failing test and never a missing one.
/// </summary>
public static partial class FeatureReader
{
    /// <param name="path">The name of the file in reports.</param>
    /// <param name="text">The file's text.</param>
    public static IReadOnlyList<ScenarioCase> Read(string path, string text)
    {
        var problems = new List<string>();
        var sections = RuleSections.Split(text)
            .Select(section => (section.IsRule, Feature: Parse(path, section.Text, problems)))
            .ToList();
        if (problems.Count > 0)
        {
            return [Unreadable(path, 1, problems)];
        }

        if (sections[0].Feature is not { } feature)
        {
            return [Unreadable(path, 1, [$"{path}:1: the file holds no feature"])];
        }

        var cases = new List<ScenarioCase>();
        var dialect = new GherkinDialectProvider(feature.Language ?? "en").DefaultDialect;
        var around = new Surroundings(path, Info(feature), [], [], new StepReader(dialect));
        var (top, inherited) = Read(feature, around);
        cases.AddRange(top);
        foreach (var section in sections.Where(section => section is { IsRule: true, Feature: not null }))
        {
            var inRule = around with { RuleTags = Names(section.Feature!.Tags), Background = inherited };
            cases.AddRange(Read(section.Feature!, inRule).Cases);
        }

        return cases.Count > 0
            ? cases
            : [Unreadable(path, feature.Location.Line, [$"{path}:{feature.Location.Line}: the feature holds no scenario"])];
    }

    /// <summary>The case that stands for a file whose scenarios cannot be known.</summary>
    public static ScenarioCase Unreadable(string path, int line, IReadOnlyList<string> problems) => new()
    {
        Feature = new FeatureInfo(path, "", []),
        Scenario = new ScenarioInfo("can be read", "", [], []),
        Path = path,
        Line = line,
        Problems = problems,
    };

    internal static IReadOnlyList<string> Names(IEnumerable<Tag>? tags) =>
        [.. (tags ?? []).Select(tag => tag.Name.TrimStart('@'))];

    private static Feature? Parse(string path, string text, List<string> problems)
    {
        try
        {
            using var reader = new StringReader(text);
            return new Parser().Parse(reader).Feature;
        }
        catch (CompositeParserException several)
        {
            problems.AddRange(several.Errors.Select(one => Describe(path, one)));
        }
        catch (ParserException one)
        {
            problems.Add(Describe(path, one));
        }

        return null;
    }

    private static string Describe(string path, ParserException problem) =>
        $"{path}:{problem.Location?.Line ?? 1}: {Position().Replace(problem.Message, "")}";

    private static (List<ScenarioCase> Cases, IReadOnlyList<ScenarioStep> Background) Read(Feature feature, Surroundings around)
    {
        var background = feature.Children.OfType<Background>()
            .SelectMany(one => around.Steps.Read(one.Steps, OutlineRow.None));
        var inner = around with { Background = [.. around.Background, .. background] };
        return ([.. feature.Children.SelectMany(child => Cases(child, inner))], inner.Background);
    }

    private static IEnumerable<ScenarioCase> Cases(ScenarioDefinition definition, Surroundings around)
    {
        switch (definition)
        {
            case Scenario scenario:
                return [Case(scenario, Names(scenario.Tags), OutlineRow.None, around)];
            case ScenarioOutline outline:
                var cases = OutlineRow.Of(outline).Select(row => Case(outline, Names(outline.Tags), row, around)).ToList();
                return cases.Count > 0
                    ? cases
                    : [Case(outline, Names(outline.Tags), OutlineRow.None, around, "the outline has no example rows")];
            default:
                return [];
        }
    }

    private static ScenarioCase Case(
        ScenarioDefinition definition, IReadOnlyList<string> tags, OutlineRow row, Surroundings around, string? problem = null)
    {
        var line = row.Line ?? definition.Location.Line;
        var steps = around.Steps.Read(definition.Steps, row);
        problem ??= steps.Count == 0 ? "the scenario has no steps" : null;
        IReadOnlyList<string> own = [.. tags, .. row.Tags];
        return new ScenarioCase
        {
            Feature = around.Feature,
            Scenario = new ScenarioInfo(
                row.Fill(definition.Name),
                OneLine(definition.Description),
                own,
                [.. around.Feature.Tags.Concat(around.RuleTags).Concat(own).Distinct(StringComparer.Ordinal)]),
            Row = row.Cells,
            Path = around.Path,
            Line = line,
            Steps = [.. around.Background, .. steps],
            Problems = problem is null ? [] : [$"{around.Path}:{line}: {problem}"],
        };
    }

    private static FeatureInfo Info(Feature feature) => new(feature.Name, OneLine(feature.Description), Names(feature.Tags));

    private static string OneLine(string? text) => Spaces().Replace(text ?? "", " ").Trim();

    [GeneratedRegex(@"^\(\d+:\d+\): ")]
    private static partial Regex Position();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>What a scenario takes over from the file, the feature and the rule around it.</summary>
    private sealed record Surroundings(
        string Path,
        FeatureInfo Feature,
        IReadOnlyList<string> RuleTags,
        IReadOnlyList<ScenarioStep> Background,
        StepReader Steps);
}
