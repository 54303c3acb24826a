using Gherkin;
using Gherkin.Ast;

namespace Harness.Scenarios.Reading;

/// <summary>Turns steps of the parser into steps to run, for one language.</summary>
public sealed class StepReader(GherkinDialect dialect)
{
    /// <summary>The steps of one background or scenario. One that begins with And is a Given.</summary>
    public IReadOnlyList<ScenarioStep> Read(IEnumerable<Step>? steps, OutlineRow row)
    {
        var kind = StepKind.Given;
        var read = new List<ScenarioStep>();
        foreach (var step in steps ?? [])
        {
            kind = KindOf(step.Keyword) ?? kind;
            read.Add(new ScenarioStep(kind, step.Keyword.Trim(), row.Fill(step.Text), step.Location.Line)
            {
                Table = step.Argument is Gherkin.Ast.DataTable table ? Table(table, row) : null,
                DocString = step.Argument is DocString words ? row.Fill(words.Content) : null,
            });
        }

        return read;
    }

    // The star is in the list of every kind, so the words that inherit are asked first.
    private StepKind? KindOf(string keyword) =>
        dialect.AndStepKeywords.Contains(keyword) || dialect.ButStepKeywords.Contains(keyword) ? null
        : dialect.GivenStepKeywords.Contains(keyword) ? StepKind.Given
        : dialect.WhenStepKeywords.Contains(keyword) ? StepKind.When
        : StepKind.Then;

    private static DataTable Table(Gherkin.Ast.DataTable table, OutlineRow row)
    {
        var rows = table.Rows.Select(one => one.Cells.Select(cell => row.Fill(cell.Value)).ToList()).ToList();
        return new DataTable(rows[0], rows.Skip(1));
    }
}
