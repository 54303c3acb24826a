using Harness.Scenarios.Matching;

namespace Harness.Scenarios.Running;

/// <summary>Ends a feature or a run: its hooks, then its objects, whatever fails on the way.</summary>
internal static class Closing
{
    public static async Task<IReadOnlyList<Exception>> CloseAsync(IEnumerable<HookBinding> hooks, ScenarioContainer container)
    {
        var failures = new List<Exception>(await Hooks.CallAllAsync(hooks, container));
        try
        {
            await container.DisposeAsync();
        }
        catch (AggregateException several)
        {
            failures.AddRange(several.InnerExceptions);
        }

        return failures;
    }
}
