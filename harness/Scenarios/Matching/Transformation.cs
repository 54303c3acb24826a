using System.Reflection;
using System.Text.RegularExpressions;

namespace Harness.Scenarios.Matching;

/// <summary>A method that makes a value from text or from a table. The regex is null where any text will do.</summary>
public sealed record Transformation(MethodInfo Method, string? Name, Regex? Regex)
{
    public Type ValueType { get; } = BindingMethod.ValueType(Method);

    public bool FromTable { get; } = Method.GetParameters() is [{ ParameterType: var only }] && only == typeof(DataTable);

    public bool Makes(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsAssignableFrom(ValueType);

    /// <summary>The texts the method is called with, or null when it does not read this text.</summary>
    public IReadOnlyList<string>? Read(string text)
    {
        if (Regex is null)
        {
            return [text];
        }

        return Regex.Match(text) is { Success: true } match
            ? match.Groups.Count == 1 ? [text] : [.. match.Groups.Values.Skip(1).Select(group => group.Value)]
            : null;
    }
}
