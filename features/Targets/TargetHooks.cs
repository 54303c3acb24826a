using System.Collections.Concurrent;
using Harness.Labs;

namespace Features.Targets;

/// <summary>
/// Against a pod of somebody else's (<c>TARGET=external</c>) leaves out, by tag, the scenarios that such a pod cannot give, and tells at the end of the run
/// how many and why.
/// </summary>
[Binding]
public sealed class TargetHooks(ScenarioContext scenario)
{
    private static readonly ConcurrentDictionary<string, int> LeftOut = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, (string Why, Func<ExternalTarget, bool> Lacks)> Needs = new(StringComparer.Ordinal)
    {
        ["needs-simulator"] = ("a rack of a known make, or the bench of the simulator, is needed", _ => true),
        ["needs-faults"] = ("the target cannot be broken on purpose", _ => true),
        ["needs-clock"] = ("the time of the target cannot be moved", _ => true),
        ["needs-ironic"] = ("no IRONIC_URL is given", target => target.Ironic is null),
        ["destructive"] = ("nodes would be switched and drives erased; DESTRUCTIVE=true allows it", target => !target.MayDestroy),
    };

    [BeforeScenario(Order = 0)]
    public void LeaveOut()
    {
        if (ExternalTarget.Current is { } target
            && Needs.FirstOrDefault(need => scenario.ScenarioInfo.CombinedTags.Contains(need.Key) && need.Value.Lacks(target)) is { Key: { } tag, Value.Why: var why })
        {
            LeftOut.AddOrUpdate(tag, 1, (_, count) => count + 1);
            Assert.Ignore($"@{tag}: {why}");
        }
    }

    [AfterTestRun]
    public static void Tell()
    {
        if (ExternalTarget.Current is { } target)
        {
            var lines = LeftOut.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"  {one.Value,4}  @{one.Key}: {Needs[one.Key].Why}");
            var text = string.Join('\n', [$"Against {target.Pod}: {LeftOut.Values.Sum()} scenarios were left out", .. lines]);
            TestContext.Progress.WriteLine(text);

            // A quiet console shows nothing of that.
            if (Environment.GetEnvironmentVariable("LEFT_OUT") is { Length: > 0 } file)
            {
                File.WriteAllText(file, text + "\n");
            }
        }
    }
}
