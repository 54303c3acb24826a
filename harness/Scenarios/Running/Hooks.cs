using Harness.Scenarios.Matching;

namespace Harness.Scenarios.Running;

/// <summary>Calls the hooks of a moment; their parameters come from the container of that moment.</summary>
internal static class Hooks
{
    /// <summary>Stops at the first that throws: what comes after it relies on it.</summary>
    public static async Task CallAsync(IEnumerable<HookBinding> hooks, ScenarioContainer container)
    {
        foreach (var hook in hooks)
        {
            await CallAsync(hook, container);
        }
    }

    /// <summary>Calls every one, whatever the others throw: they clean up. Gives what was thrown.</summary>
    public static async Task<IReadOnlyList<Exception>> CallAllAsync(IEnumerable<HookBinding> hooks, ScenarioContainer container)
    {
        var failures = new List<Exception>();
        foreach (var hook in hooks)
        {
            try
            {
                await CallAsync(hook, container);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        return failures;
    }

    private static Task CallAsync(HookBinding hook, ScenarioContainer container)
    {
        var target = hook.Method.IsStatic ? null : container.Resolve(hook.Method.ReflectedType!);
        var arguments = hook.Method.GetParameters().Select(parameter => container.Resolve(parameter.ParameterType)).ToArray();
        return BindingMethod.CallAsync(hook.Method, target, arguments);
    }
}
