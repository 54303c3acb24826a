namespace Harness.Scenarios;

/// <summary>Marks a class whose methods are steps, hooks or transformations. Others are not looked at.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingAttribute : Attribute;

/// <summary>
/// Binds a method to step text. The expression is a Cucumber expression, or a regular expression
/// when it starts with <c>^</c> or ends with <c>$</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class StepAttribute(string expression) : Attribute
{
    public string Expression { get; } = expression;

    /// <summary>The kind of step that is bound; null binds every kind.</summary>
    public abstract StepKind? Kind { get; }
}

public sealed class GivenAttribute(string expression) : StepAttribute(expression)
{
    public override StepKind? Kind => StepKind.Given;
}

public sealed class WhenAttribute(string expression) : StepAttribute(expression)
{
    public override StepKind? Kind => StepKind.When;
}

public sealed class ThenAttribute(string expression) : StepAttribute(expression)
{
    public override StepKind? Kind => StepKind.Then;
}

/// <summary>Binds a method to Given, When and Then alike.</summary>
public sealed class StepDefinitionAttribute(string expression) : StepAttribute(expression)
{
    public override StepKind? Kind => null;
}
