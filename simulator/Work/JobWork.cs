using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>Resets a system on somebody's behalf: now, or when its time has come.</summary>
public sealed class JobWork(Pod pod, WorkRunner runner, PowerWork power, TimeProvider clock)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system.</summary>
    public const string Kind = "job";

    /// <summary>The step before the start; a job in it has not begun.</summary>
    public const string WaitStep = "wait";

    // A power state that is not reached after so many looks, a second apart, will not be.
    private const int MostLooks = 600;

    /// <param name="at">When to begin; in the past counts as now.</param>
    public WorkItem Start(string systemId, ResetType reset, DateTimeOffset? at)
    {
        var system = pod.Systems[systemId];
        var now = clock.GetUtcNow();
        var looks = 0;
        return runner.Start(new WorkPlan(
            Kind, systemId, $"Job: {reset} of {system.Name}",
            [
                WorkStep.Of(WaitStep, at > now ? at.Value - now : TimeSpan.Zero, () => StepResult.Done),
                WorkStep.Of("reset", TimeSpan.Zero, () => power.Reset(system, reset) switch
                {
                    PowerRefusal.Off => StepResult.Failed($"{system.Name} is off; {reset} needs it on."),
                    PowerRefusal.InTransition => StepResult.Failed($"{system.Name} is {system.State.Power}."),
                    _ => StepResult.Done,
                }),
                WorkStep.Of("settle", TimeSpan.Zero, () =>
                    runner.RunningOn(PowerWork.Kind, systemId) is null ? StepResult.Done
                    : ++looks < MostLooks ? StepResult.Continue(TimeSpan.FromSeconds(1))
                    : StepResult.Failed($"{system.Name} is still {system.State.Power}.")),
            ]));
    }
}
