namespace Harness.Scenarios.Matching;

/// <summary>Checks that a method can take what its expression gives: as many values, of types that can be made.</summary>
internal static class StepArity
{
    public static IEnumerable<string> Problems(StepBinding step, IReadOnlyList<Transformation> transformations)
    {
        var given = step.Pattern.Parameters.Count;
        var taken = step.Method.GetParameters();
        if (taken.Length < given || taken.Length > given + 1)
        {
            yield return $"the method takes {taken.Length} parameters, the expression gives {given}"
                + " (one more is allowed, for a table or a doc string)";
            yield break;
        }

        for (var index = 0; index < given; index++)
        {
            var (type, parameter) = (taken[index].ParameterType, step.Pattern.Parameters[index]);
            if (!CanMake(type, parameter, transformations))
            {
                var from = parameter is null or { Name: "" } ? "text" : $"{{{parameter.Name}}}";
                yield return $"the parameter '{taken[index].Name}' is a {type.Name}, which cannot be made from {from};"
                    + " write a [StepArgumentTransformation] that returns it";
            }
        }

        if (step.TakesBlock && !CanTakeBlock(taken[^1].ParameterType, transformations))
        {
            yield return $"the last parameter '{taken[^1].Name}' is a {taken[^1].ParameterType.Name};"
                + " it takes a DataTable, a string, or what a [StepArgumentTransformation] returns";
        }
    }

    private static bool CanMake(Type type, ParameterType? parameter, IReadOnlyList<Transformation> transformations)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return true;
        }

        if (transformations.Any(one => !one.FromTable && one.Makes(type) && (one.Name is null || one.Name == parameter?.Name)))
        {
            return true;
        }

        var isNumber = parameter?.ValueType is { } value && ValueText.IsNumber(value);
        return parameter?.IsTransformed != true && (isNumber ? ValueText.IsNumber(type) : ValueText.CanRead(type));
    }

    private static bool CanTakeBlock(Type type, IReadOnlyList<Transformation> transformations) =>
        type == typeof(DataTable) || type == typeof(string) || transformations.Any(one => one.Name is null && one.Makes(type));
}
