using System.Text.RegularExpressions;

namespace Harness.Scenarios.Matching;

/// <summary>
/// A name for braces in an expression: the regular expressions of its text (any of them) and the type
/// of its value, null when the method's parameter decides. Transformed types are made by a method.
/// </summary>
public sealed record ParameterType(string Name, IReadOnlyList<string> Patterns, Type? ValueType, bool IsTransformed = false)
{
    public string Pattern => string.Join('|', Patterns.Select(pattern => $"(?:{pattern})"));
}

/// <summary>The parameter types that come with Cucumber expressions, and those of the bindings.</summary>
public sealed partial class ParameterTypes
{
    private const string Integer = @"-?\d+";
    private const string Fraction = @"(?=.*\d.*)[-+]?\d*(?:\.(?=\d.*))?\d*(?:\d+[eE][+-]?\d+)?";
    private const string Quoted = """
        "(?:[^"\\]*(?:\\.[^"\\]*)*)"|'(?:[^'\\]*(?:\\.[^'\\]*)*)'
        """;

    private static readonly ParameterType[] BuiltIn =
    [
        new("", [".*"], null),
        new("string", [Quoted], typeof(string)),
        new("word", [@"[^\s]+"], typeof(string)),
        new("int", [Integer], typeof(int)),
        new("byte", [Integer], typeof(byte)),
        new("short", [Integer], typeof(short)),
        new("long", [Integer], typeof(long)),
        new("float", [Fraction], typeof(float)),
        new("double", [Fraction], typeof(double)),
        new("decimal", [Fraction], typeof(decimal)),
    ];

    private readonly Dictionary<string, ParameterType> _types = BuiltIn.ToDictionary(type => type.Name);

    public IEnumerable<string> Names => _types.Keys.Where(name => name.Length > 0).Order(StringComparer.Ordinal);

    public ParameterType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The problem that keeps the type out, or null. Types named after what they return may come in several parts.</summary>
    public string? Add(ParameterType type, bool isNamed)
    {
        if (type.Name.IndexOfAny(['(', ')', '{', '}', '/', '\\']) >= 0)
        {
            return $"the parameter type '{type.Name}' has one of (){{}}/\\ in its name";
        }

        if (type.Patterns.Select(ProblemOf).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            return $"the parameter type {{{type.Name}}} {wrong}";
        }

        if (!_types.TryGetValue(type.Name, out var there))
        {
            _types[type.Name] = type;
            return null;
        }

        if (isNamed || !there.IsTransformed || there.ValueType != type.ValueType)
        {
            return $"the parameter type {{{type.Name}}} is already there";
        }

        _types[type.Name] = there with { Patterns = [.. there.Patterns, .. type.Patterns] };
        return null;
    }

    /// <summary>The words between quotes, with escaped quotes made plain.</summary>
    public static string Unquote(string quoted) => EscapedQuote().Replace(quoted[1..^1], "$1");

    private static string? ProblemOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException problem)
        {
            return $"has a bad regular expression: {problem.Message}";
        }
    }

    [GeneratedRegex("""\\(["'])""")]
    private static partial Regex EscapedQuote();
}
