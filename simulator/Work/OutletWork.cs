using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>What can be asked of an outlet; Redfish <c>PowerState</c> of Circuit, by its spelling.</summary>
public enum OutletPower
{
    On,
    Off,
    PowerCycle,
}

/// <summary>Switches outlets, at once or off for a while.</summary>
public sealed class OutletWork(Pod pod, WorkRunner runner)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is an outlet.</summary>
    public const string Kind = "outlet";

    private static readonly TimeSpan CycleTime = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();

    /// <summary>A second call takes over from a cycle that runs. Asking for the present state changes nothing.</summary>
    public void Switch(PowerOutlet outlet, OutletPower power)
    {
        lock (_lock)
        {
            if (runner.RunningOn(Kind, outlet.PodId) is { } earlier)
            {
                runner.Cancel(earlier.Id);
            }

            pod.SetOutlet(outlet, power == OutletPower.On);
            if (power == OutletPower.PowerCycle)
            {
                runner.Start(new WorkPlan(Kind, outlet.PodId, $"Power cycle of {outlet.PodId}", [Back(outlet)]));
            }
        }
    }

    private WorkStep Back(PowerOutlet outlet) => new("finish-outlet-cycle", CycleTime, context =>
    {
        lock (_lock)
        {
            // Who switched it meanwhile has taken over.
            context.Cancellation.ThrowIfCancellationRequested();
            pod.SetOutlet(outlet, on: true);
        }

        return Task.FromResult(StepResult.Done);
    });
}
