using System.Text;

namespace Harness.Scenarios.Matching;

/// <summary>A piece of an expression: a mark that means something, white space or words.</summary>
public enum TokenKind
{
    Text,
    Space,
    Slash,
    OpenOptional,
    CloseOptional,
    OpenParameter,
    CloseParameter,
}

public readonly record struct ExpressionToken(TokenKind Kind, string Text, int Column);

/// <summary>Cuts a Cucumber expression into tokens; a backslash takes the meaning from the mark after it.</summary>
public static class ExpressionTokens
{
    /// <exception cref="FormatException">A backslash stands before a letter or at the end.</exception>
    public static IReadOnlyList<ExpressionToken> Cut(string expression)
    {
        var tokens = new List<ExpressionToken>();
        var words = new StringBuilder();
        for (var at = 0; at < expression.Length; at++)
        {
            var kind = KindOf(expression[at]);
            if (expression[at] == '\\')
            {
                at++;
                var escaped = at < expression.Length ? expression[at] : '\0';
                if (escaped != '\\' && KindOf(escaped) == TokenKind.Text)
                {
                    throw new FormatException(
                        $"column {at}: '\\' stands before nothing it can escape; it escapes ( ) {{ }} / \\ and white space");
                }

                words.Append(escaped);
            }
            else if (kind == TokenKind.Text)
            {
                words.Append(expression[at]);
            }
            else
            {
                Flush(tokens, words, at);
                tokens.Add(new ExpressionToken(kind, expression[at].ToString(), at + 1));
            }
        }

        Flush(tokens, words, expression.Length);
        return tokens;
    }

    private static void Flush(List<ExpressionToken> tokens, StringBuilder words, int end)
    {
        if (words.Length > 0)
        {
            tokens.Add(new ExpressionToken(TokenKind.Text, words.ToString(), end - words.Length + 1));
            words.Clear();
        }
    }

    private static TokenKind KindOf(char mark) => mark switch
    {
        '/' => TokenKind.Slash,
        '(' => TokenKind.OpenOptional,
        ')' => TokenKind.CloseOptional,
        '{' => TokenKind.OpenParameter,
        '}' => TokenKind.CloseParameter,
        _ => char.IsWhiteSpace(mark) ? TokenKind.Space : TokenKind.Text,
    };
}
