using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Valence.Client;

/// <summary>Prints what the API answers: as it is, or as a table for people.</summary>
internal static class Answers
{
    /// <summary>A uuid with a word before it, and the space after it.</summary>
    private const int Unfolded = 44;

    private const int FoldedTo = 24;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Json(Terminal terminal, JsonNode? answer)
    {
        if (answer is not null)
        {
            terminal.Out.WriteLine(answer.ToJsonString(Indented));
        }
    }

    public static void Lines(Terminal terminal, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Aligned columns. At a terminal long cells fold, ids never do; in a pipe a row is always one line.</summary>
    public static void Table(Terminal terminal, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        var table = new Table().Border(TableBorder.None);
        var widths = columns.Select((column, index) => rows.Select(row => row[index].Length).Append(column.Length).Max() + 2).ToList();
        foreach (var (column, width) in columns.Zip(widths))
        {
            var heading = new TableColumn($"[bold]{Markup.Escape(column.ToUpperInvariant())}[/]").Padding(0, 0, 2, 0);
            table.AddColumn(terminal.IsOutSeen && width > Unfolded ? heading : heading.NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(OneLine(cell)))]);
        }

        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.IsOutSeen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsOutSeen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = terminal.IsOutSeen ? new AnsiConsoleOutput(terminal.Out) : new AnsiConsoleOutput(text),
        });
        var needed = widths.Sum(width => terminal.IsOutSeen && width > Unfolded ? FoldedTo : width);
        console.Profile.Width = Math.Max(terminal.IsOutSeen ? console.Profile.Width : 80, needed + 1);

        console.Write(table);
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            terminal.Out.WriteLine(line.TrimEnd());
        }
    }

    public static IEnumerable<JsonNode> Items(JsonNode? answer) => answer is JsonArray array ? array.OfType<JsonNode>() : [];

    public static string Cell(JsonNode item, string column) => column.StartsWith('#')
        ? (item[column[1..]] as JsonArray)?.Count.ToString() ?? ""
        : Cell(column.Split('.').Aggregate((JsonNode?)item, (inner, key) => (inner as JsonObject)?[key]));

    public static string Cell(JsonNode? value) => value switch
    {
        null => "",
        JsonArray array when array.All(item => item is JsonValue) => string.Join(", ", array.Select(item => item!.ToString())),
        JsonValue text when text.TryGetValue<string>(out var plain) => plain,
        JsonObject { Count: > 0 } inner => string.Join("  ", Flat(inner).Where(pair => pair[1].Length > 0).Select(pair => $"{pair[0]}={pair[1]}")),
        _ => value.ToJsonString(Compact),
    };

    /// <summary>Every value with the path to it; of a list each item is one line.</summary>
    public static IEnumerable<string[]> Flat(JsonNode? node, string path = "") => node switch
    {
        JsonObject { Count: > 0 } inner => inner.SelectMany(pair => Flat(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")),
        JsonArray array when array.Any(item => item is not JsonValue) => array.Select((item, index) => (string[])[$"{path}[{index}]", Cell(item)]),
        _ => [[path, Cell(node)]],
    };

    private static string OneLine(string cell) => cell.ReplaceLineEndings(" ");
}
