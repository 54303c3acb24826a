using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Scenarios.Matching;

/// <summary>Writes the binding a step is missing: numbers become parameters, so do words in quotes.</summary>
public static partial class Snippet
{
    public static string For(ScenarioStep step)
    {
        var (expression, parameters, words) = IsLikeRegex(step.Text) ? Exactly(step.Text) : Generalise(step.Text);
        if (step.Table is not null)
        {
            parameters.Add("DataTable dataTable");
        }
        else if (step.DocString is not null)
        {
            parameters.Add("string multilineText");
        }

        return $$"""
            [{{step.Kind}}({{Literal(expression)}})]
            public void {{MethodName(step.Kind, words)}}({{string.Join(", ", parameters)}})
            {
                throw new PendingStepException();
            }
            """;
    }

    // Such words would be taken for a regular expression, so they are given as one.
    private static bool IsLikeRegex(string text) => text.StartsWith('^') || text.EndsWith('$');

    private static (string Expression, List<string> Parameters, string Words) Exactly(string text) =>
        ($"^{Regex.Escape(text)}$", [], text);

    private static (string Expression, List<string> Parameters, string Words) Generalise(string text)
    {
        var (expression, words) = (new StringBuilder(), new StringBuilder());
        var parameters = new List<string>();
        var at = 0;
        foreach (Match value in Value().Matches(text))
        {
            var (name, type) = TypeOf(value);
            Plain(text[at..value.Index]);
            expression.Append('{').Append(name).Append('}');
            parameters.Add($"{type} p{parameters.Count}");
            words.Append(' ');
            at = value.Index + value.Length;
        }

        Plain(text[at..]);
        return (expression.ToString(), parameters, words.ToString());

        void Plain(string part)
        {
            expression.Append(Special().Replace(part, @"\$0"));
            words.Append(part);
        }
    }

    private static (string Name, string Type) TypeOf(Match value) => value switch
    {
        _ when value.Groups["quoted"].Success => ("string", "string"),
        _ when value.Groups["fraction"].Success => ("double", "double"),
        _ when int.TryParse(value.Value, out _) => ("int", "int"),
        _ => ("long", "long"),
    };

    private static string Literal(string expression) =>
        $"\"{expression.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string MethodName(StepKind kind, string words) =>
        kind + string.Concat(NotWord().Split(words)
            .Where(word => word.Length > 0)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    // A number inside a name or an address ("blade1", "10.0.0.7", "4GiB") is part of it and stays.
    [GeneratedRegex("""
        (?<quoted>"(?:[^"\\]|\\.)*"|(?<!\w)'(?:[^'\\]|\\.)*'(?!\w))|(?<![\w.\-])(?:(?<fraction>-?\d+\.\d+)|-?\d+)(?![\w\-]|\.\d)
        """)]
    private static partial Regex Value();

    [GeneratedRegex(@"[(){}/\\]")]
    private static partial Regex Special();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex NotWord();
}
