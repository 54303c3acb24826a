using System.Text;

namespace Harness.Scenarios.Running;

/// <summary>
/// How a scenario went. Problems are what kept it from running; failures are what its steps, hooks and
/// disposals threw, in order. Stopped is set when a step asked NUnit to
/// ignore the test; failures beside it are of the feature's or the run's end.
/// </summary>
public sealed record ScenarioOutcome(ScenarioCase Case, Story Story)
{
    public IReadOnlyList<string> Problems { get; init; } = [];

    public IReadOnlyList<Exception> Failures { get; init; } = [];

    public Exception? Stopped { get; init; }

    public bool Passed => Problems.Count == 0 && Failures.Count == 0 && Stopped is null;

    /// <summary>File and line, the story, then every problem and failure with the lines of code it came from.</summary>
    public string Message()
    {
        var text = new StringBuilder();
        text.AppendLine(Story.Location).Append(Story);
        foreach (var problem in Problems)
        {
            text.AppendLine().AppendLine(problem);
        }

        foreach (var failure in Failures)
        {
            text.AppendLine().Append(FailureText.Of(failure));
        }

        return text.ToString();
    }
}
