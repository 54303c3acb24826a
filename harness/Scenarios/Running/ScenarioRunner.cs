using Harness.Scenarios.Matching;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Harness.Scenarios.Running;

/// <summary>
/// Runs one scenario. Every step is matched before the first is run, so a scenario with an undefined
/// step does nothing and names all of them at once.
/// </summary>
internal sealed class ScenarioRunner(Bindings bindings, IReadOnlyList<ServiceDescriptor> services)
{
    private readonly StepMatcher _matcher = new(bindings);

    /// <summary>The outcome if the scenario cannot be run at all, else the steps with their bindings.</summary>
    public (ScenarioOutcome? Refused, IReadOnlyList<StepMatch> Steps) Prepare(ScenarioCase scenario)
    {
        var story = new Story(scenario);
        IReadOnlyList<string> problems = [.. scenario.Problems, .. bindings.Problems];
        if (problems.Count > 0)
        {
            return (new ScenarioOutcome(scenario, story) { Problems = problems }, []);
        }

        var steps = scenario.Steps.Select(_matcher.Match).ToList();
        for (var index = 0; index < steps.Count; index++)
        {
            if (steps[index].Problem is { } problem)
            {
                story.Mark(index, StepMark.Failed);
            }
        }

        problems = [.. Unmatched(scenario, steps), .. Snippets(steps)];
        return (problems.Count == 0 ? null : new ScenarioOutcome(scenario, story) { Problems = problems }, steps);
    }

    /// <param name="scenario">The scenario, prepared before.</param>
    /// <param name="steps">Its steps with their bindings.</param>
    /// <param name="feature">The container of its feature.</param>
    public async Task<ScenarioOutcome> RunAsync(ScenarioCase scenario, IReadOnlyList<StepMatch> steps, ScenarioContainer feature)
    {
        var story = new Story(scenario);
        var container = new ScenarioContainer(services, feature);
        var context = new ScenarioContext(scenario.Scenario);
        container.Hold(context);
        var failures = new List<Exception>();
        try
        {
            await Hooks.CallAsync(At(HookPoint.BeforeScenario), container);
            await RunStepsAsync(steps, story, container, context, failures);
        }
        catch (Exception failure)
        {
            failures.Add(failure);
        }

        context.TestError = failures.FirstOrDefault();
        failures.AddRange(await Hooks.CallAllAsync(At(HookPoint.AfterScenario), container));
        try
        {
            await container.DisposeAsync();
        }
        catch (AggregateException several)
        {
            failures.AddRange(several.InnerExceptions);
        }

        var stopped = failures is [var only] && only is IgnoreException or InconclusiveException ? failures[0] : null;
        return new ScenarioOutcome(scenario, story) { Failures = stopped is null ? failures : [], Stopped = stopped };

        IEnumerable<HookBinding> At(HookPoint point) => bindings.HooksAt(point, scenario.Scenario.CombinedTags);
    }

    private async Task RunStepsAsync(
        IReadOnlyList<StepMatch> steps, Story story, ScenarioContainer container, ScenarioContext context, List<Exception> failures)
    {
        for (var index = 0; index < steps.Count && failures.Count == 0; index++)
        {
            story.Mark(index, StepMark.Failed);
            try
            {
                await Hooks.CallAsync(At(HookPoint.BeforeStep), container);
                await CallAsync(steps[index], container);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
                context.TestError = failure;
            }

            failures.AddRange(await Hooks.CallAllAsync(At(HookPoint.AfterStep), container));
            context.TestError ??= failures.FirstOrDefault();
            if (failures.Count == 0)
            {
                story.Mark(index, StepMark.Done);
            }
        }

        IEnumerable<HookBinding> At(HookPoint point) => bindings.HooksAt(point, context.ScenarioInfo.CombinedTags);
    }

    private async Task CallAsync(StepMatch step, ScenarioContainer container)
    {
        var method = step.Binding!.Method;
        var target = method.IsStatic ? null : container.Resolve(method.ReflectedType!);
        var arguments = await new Arguments(bindings, container).MakeAsync(step);
        await BindingMethod.CallAsync(method, target, arguments);
    }

    private static IEnumerable<string> Unmatched(ScenarioCase scenario, List<StepMatch> steps) => steps
        .Where(step => step.Problem is not null)
        .Select(step => $"{scenario.Path}:{step.Step.Line}: {step.Step.Keyword} {step.Step.Text}: {step.Problem}");

    private static IEnumerable<string> Snippets(List<StepMatch> steps) => steps
        .Select(step => step.Snippet).OfType<string>().Distinct(StringComparer.Ordinal);
}
