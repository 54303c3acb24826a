using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>Turns a reset into moves of the power state over time.</summary>
public sealed class PowerWork(Pod pod, WorkRunner runner)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system.</summary>
    public const string Kind = "power";

    private readonly Lock _lock = new();

    /// <summary>Starts the reset, or says why not. A reset that asks for the present state is accepted and starts nothing.</summary>
    /// <remarks>The first state of the path is reached before this returns, so that the next reader sees it.</remarks>
    public PowerRefusal? Reset(ComputerSystem system, ResetType reset)
    {
        lock (_lock)
        {
            var move = PowerStateMachine.Move(system.State.Power, reset);
            if (move.Refusal is not null)
            {
                return move.Refusal;
            }

            // Also when there is nothing to do: off in the middle of a restart must not come on again.
            if (runner.RunningOn(Kind, system.Id) is { } earlier)
            {
                runner.Cancel(earlier.Id);
            }

            if (move.Path.Count > 0)
            {
                pod.SetPower(system, move.Path[0]);
            }

            if (move.Path.Count > 1)
            {
                var steps = move.Path.Skip(1).Zip(move.Path).SelectMany(pair => Steps(system, from: pair.Second, to: pair.First));
                runner.Start(new WorkPlan(Kind, system.Id, $"{reset} of {system.Name}", [.. steps]));
            }

            return null;
        }
    }

    /// <summary>
    /// Starts the reset on all of them, or on none and says why. Systems that are off stay so when the reset needs them on and
    /// another is.
    /// </summary>
    public PowerRefusal? ResetAll(IReadOnlyList<ComputerSystem> systems, ResetType reset)
    {
        lock (_lock)
        {
            var refusals = systems.ToDictionary(s => s, s => PowerStateMachine.Move(s.State.Power, reset).Refusal);
            if (refusals.ContainsValue(PowerRefusal.InTransition))
            {
                return PowerRefusal.InTransition;
            }

            if (refusals.Values.All(r => r == PowerRefusal.Off))
            {
                return PowerRefusal.Off;
            }

            foreach (var system in systems.Where(s => refusals[s] is null))
            {
                Reset(system, reset);
            }

            return null;
        }
    }

    private IEnumerable<WorkStep> Steps(ComputerSystem system, PowerState from, PowerState to)
    {
        var duration = Duration(from);
        if (from == PowerState.PoweringOn)
        {
            // Each stage of the boot is a step of its own, so that whoever watches or listens sees it pass.
            var passed = TimeSpan.Zero;
            foreach (var (stage, begins) in BootProgress.Stages.Where(s => s.Begins > 0))
            {
                yield return Step($"boot-{stage}", (duration * begins) - passed, () => pod.ReportBoot(system, stage));
                passed = duration * begins;
            }

            duration -= passed;
        }

        yield return Step(Name(to), duration, () => pod.SetPower(system, to));
    }

    private WorkStep Step(string name, TimeSpan duration, Action act) =>
        new(name, duration, context =>
        {
            lock (_lock)
            {
                // A reset that came between has taken over.
                context.Cancellation.ThrowIfCancellationRequested();
                act();
            }

            return Task.FromResult(StepResult.Done);
        });

    private TimeSpan Duration(PowerState from) => from switch
    {
        PowerState.PoweringOn => pod.Timings.PowerOn,
        PowerState.PoweringOff => pod.Timings.PowerOff,
        _ => TimeSpan.FromSeconds(1),
    };

    private static string Name(PowerState to) => to switch
    {
        PowerState.On => "finish-power-on",
        PowerState.Off => "finish-power-off",
        PowerState.PoweringOn => "start-power-on",
        _ => "start-power-off",
    };
}
