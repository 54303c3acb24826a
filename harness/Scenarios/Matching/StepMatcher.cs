namespace Harness.Scenarios.Matching;

/// <summary>A step with the binding that runs it, or with the problem that keeps it from running.</summary>
public sealed record StepMatch(ScenarioStep Step, StepBinding? Binding, IReadOnlyList<CapturedText> Arguments)
{
    public string? Problem { get; init; }

    /// <summary>Ready C# for a step that nothing is bound to.</summary>
    public string? Snippet { get; init; }
}

/// <summary>Finds the one binding of a step.</summary>
public sealed class StepMatcher(Bindings bindings)
{
    public StepMatch Match(ScenarioStep step)
    {
        var matching = bindings.Steps
            .Where(binding => binding.Kind is null || binding.Kind == step.Kind)
            .Select(binding => (Binding: binding, Captured: binding.Pattern.Match(step.Text)))
            .Where(pair => pair.Captured is not null)
            .ToList();
        if (matching.Count == 0)
        {
            return Undefined(step);
        }

        var broken = matching.SelectMany(pair => pair.Binding.Problems).Distinct(StringComparer.Ordinal).ToList();
        if (broken.Count > 0)
        {
            return Unmatched(step, $"the binding cannot be used:{Listed(broken)}");
        }

        // The same words with and without a table below are two different steps.
        var fitting = matching.FindAll(pair => BlockProblem(step, pair.Binding) is null);
        return fitting.Count switch
        {
            1 => new StepMatch(step, fitting[0].Binding, fitting[0].Captured!),
            0 => Unmatched(step, string.Join("; ", matching.Select(pair => BlockProblem(step, pair.Binding)))),
            _ => Unmatched(step, $"the step is ambiguous, these match:{Listed(fitting.Select(pair => pair.Binding.Describe()))}"),
        };
    }

    private StepMatch Undefined(ScenarioStep step)
    {
        // A binding that does not compile may well be the one that was meant.
        var unusable = bindings.AllProblems;
        var hint = unusable.Count == 0 ? "" : $"; these bindings cannot be used:{Listed(unusable)}";
        return Unmatched(step, $"the step is undefined{hint}") with { Snippet = Snippet.For(step) };
    }

    private static string? BlockProblem(ScenarioStep step, StepBinding binding)
    {
        var hasBlock = step.Table is not null || step.DocString is not null;
        if (hasBlock == binding.TakesBlock)
        {
            return BlockTypeProblem(step, binding);
        }

        return hasBlock
            ? $"the step has a {BlockName(step)}, {binding.Describe()} has no parameter for it"
            : $"{binding.Describe()} wants a table or a doc string, the step has neither";
    }

    private static string? BlockTypeProblem(ScenarioStep step, StepBinding binding)
    {
        var type = binding.TakesBlock ? binding.Method.GetParameters()[^1].ParameterType : null;
        return (step.Table is not null && type == typeof(string)) || (step.DocString is not null && type == typeof(DataTable))
            ? $"the step has a {BlockName(step)}, {binding.Describe()} wants a {type!.Name}"
            : null;
    }

    private static string BlockName(ScenarioStep step) => step.Table is null ? "doc string" : "table";

    private static StepMatch Unmatched(ScenarioStep step, string problem) => new(step, null, []) { Problem = problem };

    private static string Listed(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n    {line}"));
}
