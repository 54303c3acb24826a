using System.Text.RegularExpressions;

namespace Harness.Scenarios.Matching;

/// <summary>One value taken from step text. The parameter is null for a group of a regular expression.</summary>
public sealed record CapturedText(string Text, ParameterType? Parameter);

/// <summary>
/// An expression made ready to match. With problems it still matches where it can, so that the steps it
/// was meant for can say what is wrong with it.
/// </summary>
public sealed class StepPattern
{
    private const string Group = "parameter__";
    private readonly Regex? _regex;

    private StepPattern(Regex? regex, IReadOnlyList<ParameterType?> parameters, IReadOnlyList<string> problems)
    {
        _regex = regex;
        Parameters = parameters;
        Problems = problems;
    }

    /// <summary>What is taken from the text, in order; null for groups of a regular expression and unknown types.</summary>
    public IReadOnlyList<ParameterType?> Parameters { get; }

    public IReadOnlyList<string> Problems { get; }

    /// <param name="expression">A regular expression when it starts with ^ or ends with $, else a Cucumber expression.</param>
    /// <param name="types">The parameter types that may be named.</param>
    /// <param name="parameterTypes">Types of the method's parameters: an enum named in braces needs no further binding.</param>
    public static StepPattern Compile(string expression, ParameterTypes types, IReadOnlyList<Type> parameterTypes)
    {
        try
        {
            return expression.StartsWith('^') || expression.EndsWith('$')
                ? OfRegex(expression)
                : OfCucumber(CucumberExpression.Parse(expression), types, parameterTypes);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return new StepPattern(null, [], [problem.Message]);
        }
    }

    /// <summary>What the text holds for each parameter, or null when it does not match whole.</summary>
    public IReadOnlyList<CapturedText>? Match(string text)
    {
        if (_regex?.Match(text) is not { Success: true } match)
        {
            return null;
        }

        return [.. Parameters.Select((parameter, index) => Capture(match, parameter, index))];
    }

    private static StepPattern OfRegex(string expression)
    {
        // Compiled by itself first, so that a problem speaks of what the author wrote; then anchored at
        // both ends whichever end that was: steps match whole.
        var written = new Regex(expression, RegexOptions.CultureInvariant);
        var regex = new Regex($@"\A(?:{written})\z", RegexOptions.CultureInvariant);
        return new StepPattern(regex, new ParameterType?[regex.GetGroupNumbers().Length - 1], []);
    }

    private static StepPattern OfCucumber(
        IReadOnlyList<ExpressionNode> nodes, ParameterTypes types, IReadOnlyList<Type> parameterTypes)
    {
        var problems = new List<string>();
        var parameters = new List<ParameterType?>();
        var pattern = string.Concat(nodes.Select(Write));
        return new StepPattern(new Regex($@"\A{pattern}\z", RegexOptions.CultureInvariant), parameters, problems);

        string Write(ExpressionNode node) => node switch
        {
            LiteralNode literal => Regex.Escape(literal.Text),
            OptionalNode optional => $"(?:{Regex.Escape(optional.Text)})?",
            AlternationNode words => $"(?:{string.Join('|', words.Choices.Select(choice => string.Concat(choice.Select(Write))))})",
            ParameterNode parameter => WriteParameter(parameter.Name),
            _ => throw new InvalidOperationException($"No pattern for {node.GetType().Name}."),
        };

        string WriteParameter(string name)
        {
            var type = types.Find(name) ?? EnumType(name, parameterTypes);
            if (type is null)
            {
                problems.Add($"unknown parameter type {{{name}}}; known: {string.Join(", ", types.Names)}");
            }

            parameters.Add(type);
            return $"(?<{Group}{parameters.Count - 1}>{type?.Pattern ?? ".*"})";
        }
    }

    private static ParameterType? EnumType(string name, IReadOnlyList<Type> parameterTypes)
    {
        var type = parameterTypes.FirstOrDefault(one => one.IsEnum && string.Equals(one.Name, name, StringComparison.Ordinal));
        return type is null ? null : new ParameterType(name, [".*"], type);
    }

    private static CapturedText Capture(Match match, ParameterType? parameter, int index)
    {
        var named = match.Groups[$"{Group}{index}"];
        if (!named.Success)
        {
            return new CapturedText(match.Groups[index + 1].Value, null);
        }

        var text = named.Value;
        return new CapturedText(parameter?.Name == "string" ? ParameterTypes.Unquote(text) : text, parameter);
    }
}
