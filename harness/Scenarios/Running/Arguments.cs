using Harness.Scenarios.Matching;

namespace Harness.Scenarios.Running;

/// <summary>Makes the arguments of a step's method from its words, its table or its doc string.</summary>
internal sealed class Arguments(Bindings bindings, ScenarioContainer container)
{
    /// <exception cref="ArgumentException">Some values cannot be made; every one is named.</exception>
    public async Task<object?[]> MakeAsync(StepMatch match)
    {
        var parameters = match.Binding!.Method.GetParameters();
        var problems = new List<string>();
        var made = new object?[parameters.Length];
        for (var index = 0; index < parameters.Length; index++)
        {
            try
            {
                made[index] = index < match.Arguments.Count
                    ? await FromTextAsync(match.Arguments[index].Text, match.Arguments[index].Parameter, parameters[index].ParameterType)
                    : await FromBlockAsync(match.Step, parameters[index].ParameterType);
            }
            catch (Exception problem)
            {
                problems.Add($"'{parameters[index].Name}': {problem.Message}");
            }
        }

        return problems.Count == 0
            ? made
            : throw new ArgumentException($"{match.Binding.Describe()} cannot be called: {string.Join("; ", problems)}");
    }

    private async Task<object?> FromTextAsync(string text, ParameterType? parameter, Type type)
    {
        // A plain string or object wants the words, unless the braces name the transformation.
        var candidates = bindings.Transformations
            .Where(one => !one.FromTable && one.Makes(type))
            .Where(one => one.Name is null ? type != typeof(object) && type != typeof(string) : one.Name == parameter?.Name);
        foreach (var candidate in candidates)
        {
            if (candidate.Read(text) is { } words)
            {
                var taken = candidate.Method.GetParameters();
                var values = words.Select((word, index) => ValueText.Read(word, taken[index].ParameterType)).ToArray();
                return await CallAsync(candidate, values);
            }
        }

        return ValueText.Read(text, type);
    }

    private async Task<object?> FromBlockAsync(ScenarioStep step, Type type)
    {
        if (step.Table is not { } table)
        {
            return await FromTextAsync(step.DocString!, null, type);
        }

        if (type == typeof(DataTable))
        {
            return table;
        }

        var transformation = bindings.Transformations.FirstOrDefault(one => one.FromTable && one.Makes(type))
            ?? throw new FormatException($"no [StepArgumentTransformation] makes {type.Name} from a table");
        return await CallAsync(transformation, [table]);
    }

    private Task<object?> CallAsync(Transformation transformation, object?[] values)
    {
        var method = transformation.Method;
        return BindingMethod.CallAsync(method, method.IsStatic ? null : container.Resolve(method.ReflectedType!), values);
    }
}
