using Gherkin.Ast;

namespace Harness.Scenarios.Reading;

/// <summary>One row of examples: fills the placeholders of an outline. A plain scenario has the empty row.</summary>
public sealed record OutlineRow(IReadOnlyList<string> Header, IReadOnlyList<string> Cells, IReadOnlyList<string> Tags, int? Line)
{
    public static readonly OutlineRow None = new([], [], [], null);

    public static IEnumerable<OutlineRow> Of(ScenarioOutline outline) =>
        from examples in outline.Examples ?? []
        let header = Texts(examples.TableHeader)
        let tags = FeatureReader.Names(examples.Tags)
        from row in examples.TableBody ?? []
        select new OutlineRow(header, Texts(row), tags, row.Location.Line);

    /// <summary>The text with each &lt;column&gt; replaced, all in one pass: a cell's own brackets stay.</summary>
    public string Fill(string text)
    {
        if (Header.Count == 0 || !text.Contains('<', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var column = Enumerable.Range(0, Header.Count)
                .FirstOrDefault(index => text.AsSpan(at).StartsWith($"<{Header[index]}>", StringComparison.Ordinal), -1);
            filled.Append(column < 0 ? text[at].ToString() : Cells[column]);
            at += column < 0 ? 1 : Header[column].Length + 2;
        }

        return filled.ToString();
    }

    private static List<string> Texts(TableRow? row) => [.. row?.Cells.Select(cell => cell.Value) ?? []];
}
