namespace Harness.Scenarios.Matching;

/// <summary>The parts of a Cucumber expression.</summary>
public abstract record ExpressionNode;

/// <summary>Words that must stand as they are; escapes are resolved.</summary>
public sealed record LiteralNode(string Text) : ExpressionNode;

/// <summary>Words in parentheses: they may be left out.</summary>
public sealed record OptionalNode(string Text) : ExpressionNode;

/// <summary>A name in braces; the empty name takes anything.</summary>
public sealed record ParameterNode(string Name) : ExpressionNode;

/// <summary>Words divided by '/': one of them stands here. Each is of literals and optionals.</summary>
public sealed record AlternationNode(IReadOnlyList<IReadOnlyList<ExpressionNode>> Choices) : ExpressionNode;
