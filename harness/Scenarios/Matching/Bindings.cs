using System.Reflection;

namespace Harness.Scenarios.Matching;

/// <summary>Everything the bindings of a run offer.</summary>
public sealed class Bindings
{
    public required IReadOnlyList<StepBinding> Steps { get; init; }

    public required IReadOnlyList<HookBinding> Hooks { get; init; }

    public required IReadOnlyList<Transformation> Transformations { get; init; }

    /// <summary>Static methods that return an IServiceCollection.</summary>
    public required IReadOnlyList<MethodInfo> Dependencies { get; init; }

    /// <summary>What is wrong with hooks, transformations and dependencies: it concerns every scenario.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What is wrong with any binding, whole.</summary>
    public IReadOnlyList<string> AllProblems => [.. Problems, .. Steps.SelectMany(step => step.Problems)];

    /// <summary>The bindings among all types of the assemblies.</summary>
    public static Bindings In(IEnumerable<Assembly> assemblies) =>
        From([.. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())]);

    /// <summary>The bindings among these types; those without [Binding] are passed over.</summary>
    public static Bindings From(params IReadOnlyList<Type> types) => new BindingScanner().Scan(types);

    /// <summary>The hooks of a moment that apply to these tags, in order.</summary>
    public IEnumerable<HookBinding> HooksAt(HookPoint point, IReadOnlyList<string> tags) =>
        Hooks.Where(hook => hook.Point == point && hook.AppliesTo(tags)).OrderBy(hook => hook.Order);
}
