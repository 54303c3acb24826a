namespace Harness.Scenarios.Matching;

/// <summary>
/// Reads Cucumber expressions: words, {parameter}, optional(s), one/other. The language is that of
/// github.com/cucumber/cucumber-expressions (its grammar and its errors); the code is ours.
/// </summary>
public sealed class CucumberExpression
{
    private readonly IReadOnlyList<ExpressionToken> _tokens;
    private int _at;

    private CucumberExpression(string expression)
    {
        _tokens = ExpressionTokens.Cut(expression);
    }

    /// <exception cref="FormatException">Not a Cucumber expression; says where and why.</exception>
    public static IReadOnlyList<ExpressionNode> Parse(string expression) => new CucumberExpression(expression).ReadAll();

    private List<ExpressionNode> ReadAll()
    {
        var nodes = new List<ExpressionNode>();
        while (_at < _tokens.Count)
        {
            nodes.Add(ReadAlternation() ?? ReadOne());
        }

        return nodes;
    }

    private ExpressionNode ReadOne()
    {
        var token = _tokens[_at++];
        return token.Kind switch
        {
            TokenKind.OpenOptional => ReadOptional(token),
            TokenKind.OpenParameter => ReadParameter(token),
            _ => new LiteralNode(token.Text),
        };
    }

    // An alternation begins after white space, a parameter or nothing, and runs up to white space,
    // a parameter or the end; white space inside an optional does not end it.
    private AlternationNode? ReadAlternation()
    {
        if (_at > 0 && _tokens[_at - 1].Kind is not (TokenKind.Space or TokenKind.CloseParameter))
        {
            return null;
        }

        var (start, slashes) = (_at, 0);
        var choices = new List<IReadOnlyList<ExpressionNode>>();
        var choice = new List<ExpressionNode>();
        while (_at < _tokens.Count && _tokens[_at].Kind is not (TokenKind.Space or TokenKind.OpenParameter))
        {
            if (_tokens[_at].Kind == TokenKind.Slash)
            {
                choices.Add(choice);
                choice = [];
                slashes++;
                _at++;
            }
            else
            {
                choice.Add(ReadOne());
            }
        }

        if (slashes == 0)
        {
            _at = start;
            return null;
        }

        choices.Add(choice);
        CheckChoices(choices, _tokens[start]);
        return new AlternationNode(choices);
    }

    private static void CheckChoices(List<IReadOnlyList<ExpressionNode>> choices, ExpressionToken start)
    {
        if (choices.Exists(choice => choice.Count == 0))
        {
            throw Problem(start, "one of the words divided by '/' is empty; write '\\/' for a plain slash");
        }

        if (choices.Exists(choice => choice.All(node => node is OptionalNode)))
        {
            throw Problem(start, "one of the words divided by '/' is wholly optional; write '\\(' for a plain parenthesis");
        }
    }

    private OptionalNode ReadOptional(ExpressionToken open)
    {
        var text = ReadUntil(TokenKind.CloseOptional, open, "')'; write '\\(' for a plain parenthesis", inside => inside.Kind switch
        {
            TokenKind.OpenOptional => "an optional cannot stand in an optional; write '\\(' for a plain parenthesis",
            TokenKind.OpenParameter => "a parameter cannot be optional; write '\\{' for a plain brace",
            TokenKind.Slash => "alternatives cannot stand in an optional; write '\\/' for a plain slash",
            _ => null,
        });
        return text.Length == 0
            ? throw Problem(open, "the optional is empty; write '\\(' for a plain parenthesis")
            : new OptionalNode(text);
    }

    private ParameterNode ReadParameter(ExpressionToken open) =>
        new(ReadUntil(TokenKind.CloseParameter, open, "'}'; write '\\{' for a plain brace", inside =>
            inside.Kind is TokenKind.Text or TokenKind.Space
                ? null
                : $"the name of a parameter cannot hold '{inside.Text}'; write '\\{{' for a plain brace"));

    private string ReadUntil(TokenKind close, ExpressionToken open, string missing, Func<ExpressionToken, string?> refuse)
    {
        var text = "";
        while (_at < _tokens.Count && _tokens[_at].Kind != close)
        {
            var token = _tokens[_at++];
            if (refuse(token) is { } problem)
            {
                throw Problem(token, problem);
            }

            text += token.Text;
        }

        if (_at == _tokens.Count)
        {
            throw Problem(open, $"'{open.Text}' has no {missing}");
        }

        _at++;
        return text;
    }

    private static FormatException Problem(ExpressionToken at, string problem) => new($"column {at.Column}: {problem}");
}
