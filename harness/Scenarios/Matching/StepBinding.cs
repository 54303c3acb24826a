using System.Reflection;

namespace Harness.Scenarios.Matching;

/// <summary>A method bound to an expression. The kind is null where every kind of step will do.</summary>
public sealed record StepBinding(StepKind? Kind, string Expression, MethodInfo Method, StepPattern Pattern)
{
    /// <summary>What is wrong with the binding; steps that match it fail with this.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether the last parameter is for the table or the doc string below the step.</summary>
    public bool TakesBlock => Method.GetParameters().Length == Pattern.Parameters.Count + 1;

    /// <summary>"Class.Method [expression]".</summary>
    public string Describe() => $"{BindingMethod.Describe(Method)} [{Expression}]";
}

/// <summary>A method called at a moment of the run.</summary>
public sealed record HookBinding(HookPoint Point, int Order, IReadOnlyList<string> Tags, MethodInfo Method)
{
    public bool AppliesTo(IReadOnlyList<string> tags) => Tags.Count == 0 || Tags.Intersect(tags, StringComparer.Ordinal).Any();
}
