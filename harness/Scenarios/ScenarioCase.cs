using Harness.Scenarios.Running;

namespace Harness.Scenarios;

/// <summary>One step as it will run: placeholders of an outline are filled in. Keyword as written, without its space.</summary>
public sealed record ScenarioStep(StepKind Kind, string Keyword, string Text, int Line)
{
    public DataTable? Table { get; init; }

    public string? DocString { get; init; }
}

/// <summary>One scenario, or one row of an outline's examples: what NUnit runs as one test.</summary>
public sealed record ScenarioCase
{
    public required FeatureInfo Feature { get; init; }

    public required ScenarioInfo Scenario { get; init; }

    /// <summary>The cells of the example row; empty for a plain scenario.</summary>
    public IReadOnlyList<string> Row { get; init; } = [];

    /// <summary>The feature file below the output directory, with '/'.</summary>
    public required string Path { get; init; }

    /// <summary>The line of the scenario, or of the example row; from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The steps of the backgrounds, then of the scenario.</summary>
    public IReadOnlyList<ScenarioStep> Steps { get; init; } = [];

    /// <summary>Why this cannot be run at all; each names file and line.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Tells same-named scenarios of one source apart; 1 for the first.</summary>
    public int Ordinal { get; init; } = 1;

    public string Location => $"{Path}:{Line}";

    /// <summary>"Feature: scenario (cells)": the words of the file, so a filter stays good when lines move.</summary>
    public string Name =>
        $"{Feature.Title}: {Scenario.Title}"
        + (Row.Count == 0 ? "" : $" ({string.Join(", ", Row)})")
        + (Ordinal == 1 ? "" : $" [{Ordinal}]");

    /// <summary>Null unless a tag @ignore is present: why the test is skipped, for the report.</summary>
    public string? IgnoreReason => Scenario.CombinedTags.Contains("ignore", StringComparer.OrdinalIgnoreCase)
        ? $"@ignore at {Location}" + (Scenario.Description.Length == 0 ? "" : $": {Scenario.Description}")
        : null;

    internal ScenarioRun? Run { get; init; }

    public override string ToString() => Name;
}
