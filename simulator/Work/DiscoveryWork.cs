using System.Collections.Concurrent;
using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>Deep discovery: a system boots an image that tells what it sees. Every system of a pod was looked at once.</summary>
public sealed class DiscoveryWork(Pod pod, WorkRunner runner)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system.</summary>
    public const string Kind = "deep-discovery";

    private readonly ConcurrentDictionary<string, byte> _failed = new(StringComparer.Ordinal);

    /// <summary>Looks at a system anew. False when a node holds it, or somebody looks already.</summary>
    public bool Start(ComputerSystem system)
    {
        if (pod.Holdings.HolderOf(system.Id) is not null || runner.RunningOn(Kind, system.Id) is not null)
        {
            return false;
        }

        _failed.TryRemove(system.Id, out _);
        runner.Start(new WorkPlan(
            Kind, system.Id, $"Deep discovery of {system.Name}", [WorkStep.Of("read-inventory", pod.Timings.DeepDiscovery, () => StepResult.Done)],
            OnFailed: _ => _failed[system.Id] = 0));
        return true;
    }

    /// <summary>In the words of Intel RSD (1.2 to 2.3, <c>DiscoveryState</c>).</summary>
    public string StateOf(ComputerSystem system) =>
        runner.RunningOn(Kind, system.Id) is not null ? "DeepInProgress" : _failed.ContainsKey(system.Id) ? "DeepFailed" : "Deep";
}
