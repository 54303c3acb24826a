using System.Text;

namespace Harness.Scenarios.Running;

/// <summary>How far a step came.</summary>
public enum StepMark
{
    NotRun,
    Done,
    Failed,
}

/// <summary>What has happened in a scenario so far, step by step.</summary>
public sealed class Story(ScenarioCase scenario)
{
    private readonly StepMark[] _marks = new StepMark[scenario.Steps.Count];

    public IReadOnlyList<StepMark> Marks => _marks;

    /// <summary>"path:line" of the first failing step, else of the scenario.</summary>
    public string Location
    {
        get
        {
            var failed = Array.IndexOf(_marks, StepMark.Failed);
            return failed < 0 ? scenario.Location : $"{scenario.Path}:{scenario.Steps[failed].Line}";
        }
    }

    public void Mark(int step, StepMark mark) => _marks[step] = mark;

    /// <summary>The scenario's words, a mark before each step and its line behind it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("Feature: ").AppendLine(scenario.Feature.Title);
        text.Append("  Scenario: ").Append(scenario.Scenario.Title);
        if (scenario.Row.Count > 0)
        {
            text.Append(" (").AppendJoin(", ", scenario.Row).Append(") :").Append(scenario.Line);
        }

        text.AppendLine();
        for (var index = 0; index < _marks.Length; index++)
        {
            var step = scenario.Steps[index];
            text.Append("    ").Append(Sign(_marks[index])).Append(' ')
                .Append(step.Keyword).Append(' ').Append(step.Text).Append(" :").Append(step.Line).AppendLine();
        }

        return text.ToString();
    }

    private static char Sign(StepMark mark) => mark switch
    {
        StepMark.Done => '✓',
        StepMark.Failed => '✗',
        _ => '–',
    };
}
