using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Scenarios.Matching;

/// <summary>Finds bindings in types and checks them; nothing is thrown, problems are kept with what has them.</summary>
internal sealed class BindingScanner
{
    private static readonly HookPoint[] StaticPoints =
        [HookPoint.BeforeTestRun, HookPoint.AfterTestRun, HookPoint.BeforeFeature, HookPoint.AfterFeature];

    private readonly ParameterTypes _types = new();
    private readonly List<string> _problems = [];

    public Bindings Scan(IReadOnlyList<Type> types)
    {
        var methods = types
            .Where(type => type.IsDefined(typeof(BindingAttribute), inherit: true) && (!type.IsAbstract || type.IsSealed))
            .SelectMany(Methods)
            .ToList();
        // Steps name the types that transformations make, so these come first.
        var transformations = methods.SelectMany(Transformations).ToList();
        transformations.ForEach(AddParameterType);
        var hooks = methods.SelectMany(Hooks).ToList();
        var dependencies = methods.Where(method => method.IsDefined(typeof(ScenarioDependenciesAttribute))).ToList();
        dependencies.ForEach(CheckDependencies);
        return new Bindings
        {
            Steps = [.. methods.SelectMany(method => Steps(method, transformations))],
            Hooks = hooks,
            Transformations = transformations,
            Dependencies = dependencies,
            Problems = _problems,
        };
    }

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy);

    private IEnumerable<StepBinding> Steps(MethodInfo method, List<Transformation> transformations)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        foreach (var attribute in method.GetCustomAttributes<StepAttribute>())
        {
            var pattern = StepPattern.Compile(attribute.Expression, _types, parameters);
            var step = new StepBinding(attribute.Kind, attribute.Expression, method, pattern);
            var problems = BindingMethod.Problems(method).Concat(pattern.Problems);
            if (pattern.Problems.Count == 0)
            {
                problems = problems.Concat(StepArity.Problems(step, transformations));
            }

            yield return step with { Problems = [.. problems.Select(problem => $"{step.Describe()}: {problem}")] };
        }
    }

    private IEnumerable<HookBinding> Hooks(MethodInfo method)
    {
        foreach (var attribute in method.GetCustomAttributes<HookAttribute>())
        {
            Report(method, BindingMethod.Problems(method));
            if (!method.IsStatic && StaticPoints.Contains(attribute.Point))
            {
                Report(method, [$"is not static; [{attribute.Point}] is called before or after there is a scenario"]);
            }

            yield return new HookBinding(attribute.Point, attribute.Order, attribute.Tags, method);
        }
    }

    private IEnumerable<Transformation> Transformations(MethodInfo method)
    {
        if (method.GetCustomAttribute<StepArgumentTransformationAttribute>() is not { } attribute)
        {
            yield break;
        }

        Report(method, BindingMethod.Problems(method));
        Regex? regex = null;
        try
        {
            regex = attribute.Regex is null ? null : Whole(Bare(attribute.Regex));
        }
        catch (ArgumentException problem)
        {
            Report(method, [$"has a bad regular expression: {problem.Message}"]);
            yield break;
        }

        var made = new Transformation(method, attribute.Name, regex);
        var wanted = regex is null ? 1 : Math.Max(1, regex.GetGroupNumbers().Length - 1);
        if (made.ValueType == typeof(void) || made.ValueType == typeof(Task) || made.ValueType == typeof(ValueTask))
        {
            Report(method, ["returns nothing; a transformation returns the value it makes"]);
        }
        else if (made.FromTable && (attribute.Name ?? attribute.Regex) is not null)
        {
            Report(method, ["takes a table, so a name or a regular expression says nothing"]);
        }
        else if (!made.FromTable && method.GetParameters().Length != wanted)
        {
            Report(method, [$"takes {method.GetParameters().Length} parameters, its expression gives {wanted}"]);
        }
        else if (!made.FromTable && method.GetParameters().FirstOrDefault(one => !ValueText.CanRead(one.ParameterType)) is { } odd)
        {
            Report(method, [$"has the parameter '{odd.Name}' of type {odd.ParameterType.Name}, which text cannot be read as"]);
        }
        else
        {
            yield return made;
        }
    }

    private void AddParameterType(Transformation transformation)
    {
        if (transformation.FromTable)
        {
            return;
        }

        var pattern = transformation.Method.GetCustomAttribute<StepArgumentTransformationAttribute>()!.Regex;
        var type = new ParameterType(
            transformation.Name ?? transformation.ValueType.Name,
            [pattern is null ? ".*" : Bare(pattern)],
            transformation.ValueType,
            IsTransformed: true);
        if (_types.Add(type, transformation.Name is not null) is { } problem)
        {
            Report(transformation.Method, [problem]);
        }
    }

    private void CheckDependencies(MethodInfo method)
    {
        if (!method.IsStatic || method.GetParameters().Length > 0 || !typeof(IServiceCollection).IsAssignableFrom(method.ReturnType))
        {
            Report(method, ["[ScenarioDependencies] needs a static method without parameters that returns IServiceCollection"]);
        }
    }

    private void Report(MethodInfo method, IEnumerable<string> problems) =>
        _problems.AddRange(problems.Select(problem => $"{BindingMethod.Describe(method)}: {problem}"));

    // Compiled by itself first, so that a problem speaks of what the author wrote.
    private static Regex Whole(string regex) =>
        new($@"\A(?:{new Regex(regex, RegexOptions.CultureInvariant)})\z", RegexOptions.CultureInvariant);

    // Anchors of the author would break the expression in the middle of a step.
    private static string Bare(string regex)
    {
        var start = regex.StartsWith('^') ? 1 : 0;
        var end = regex.EndsWith('$') && !regex.EndsWith(@"\$", StringComparison.Ordinal) ? regex.Length - 1 : regex.Length;
        return regex[start..Math.Max(start, end)];
    }
}
