namespace Harness.Scenarios;

/// <summary>
/// A method that makes a step's argument: from text (a parameter type, named or called after the
/// type it returns) or from a <see cref="DataTable"/>. With groups in the expression the method
/// takes one parameter per group, without it takes the whole text.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StepArgumentTransformationAttribute(string? regex = null) : Attribute
{
    public string? Regex { get; } = regex;

    /// <summary>The name in braces in a Cucumber expression.</summary>
    public string? Name { get; set; }
}

/// <summary>
/// A static method returning an <c>IServiceCollection</c>: what scenarios may ask for beyond concrete
/// classes. Scoped is one per scenario, singleton one per run.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioDependenciesAttribute : Attribute;
