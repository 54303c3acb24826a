using System.Text.RegularExpressions;
using Gherkin;

namespace Harness.Scenarios.Reading;

/// <summary>A part of a feature file as a whole document with the line numbers of the file.</summary>
public sealed record FeatureSection(string Text, bool IsRule);

/// <summary>
/// Makes the keywords Rule and Example readable to version 5 of the parser, which knows neither: each
/// rule becomes a document of its own in which the rule stands as the feature, other lines left blank.
/// Both keywords are known in English only.
/// </summary>
public static partial class RuleSections
{
    /// <summary>The lines before the first rule, then each rule in order.</summary>
    public static IReadOnlyList<FeatureSection> Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var inWords = LinesOfDocStrings(lines);
        var starts = new List<int>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (inWords[index])
            {
                continue;
            }

            lines[index] = ExampleLine().Replace(lines[index], "$1Scenario:");
            if (RuleLine().IsMatch(lines[index]))
            {
                starts.Add(index);
            }
        }

        if (starts.Count == 0)
        {
            return [new FeatureSection(string.Join('\n', lines), false)];
        }

        var firsts = starts.ConvertAll(start => WithTagsAbove(lines, start));
        var sections = new List<FeatureSection> { new(string.Join('\n', lines[..firsts[0]]), false) };
        var keyword = FeatureKeyword(lines);
        for (var rule = 0; rule < starts.Count; rule++)
        {
            var end = rule + 1 < starts.Count ? firsts[rule + 1] : lines.Length;
            var kept = lines[..end].Select((line, index) => index >= firsts[rule] || LanguageLine().IsMatch(line) ? line : "").ToArray();
            kept[starts[rule]] = RuleLine().Replace(kept[starts[rule]], $"$1{keyword}:");
            sections.Add(new FeatureSection(string.Join('\n', kept), true));
        }

        return sections;
    }

    private static bool[] LinesOfDocStrings(string[] lines)
    {
        var inside = new bool[lines.Length];
        string? delimiter = null;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].TrimStart();
            inside[index] = delimiter is not null;
            if (delimiter is not null)
            {
                delimiter = line.StartsWith(delimiter, StringComparison.Ordinal) ? null : delimiter;
            }
            else if (line.StartsWith("\"\"\"", StringComparison.Ordinal) || line.StartsWith("```", StringComparison.Ordinal))
            {
                delimiter = line[..3];
            }
        }

        return inside;
    }

    private static int WithTagsAbove(string[] lines, int rule)
    {
        var first = rule;
        for (var index = rule - 1; index >= 0; index--)
        {
            var line = lines[index].TrimStart();
            if (line.StartsWith('@'))
            {
                first = index;
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                break;
            }
        }

        return first;
    }

    private static string FeatureKeyword(string[] lines)
    {
        var named = lines.Select(line => LanguageLine().Match(line)).FirstOrDefault(match => match.Success);
        try
        {
            return new GherkinDialectProvider(named?.Groups[1].Value ?? "en").DefaultDialect.FeatureKeywords[0];
        }
        catch (ParserException)
        {
            // The parser itself reports the unknown language, with its line.
            return "Feature";
        }
    }

    [GeneratedRegex(@"^(\s*)Rule:")]
    private static partial Regex RuleLine();

    [GeneratedRegex(@"^(\s*)Example:")]
    private static partial Regex ExampleLine();

    [GeneratedRegex(@"^\s*#\s*language\s*:\s*([a-zA-Z\-_]+)\s*$")]
    private static partial Regex LanguageLine();
}
