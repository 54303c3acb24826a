using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>Steps that change the power of a node's machine and wait until it has changed.</summary>
internal sealed class PowerSteps(Conductor conductor)
{
    private IronicTimings Timings => conductor.Settings.Timings;

    /// <param name="uuid">The node.</param>
    /// <param name="target">One of <see cref="PowerTarget"/>.</param>
    /// <param name="timeout">For each change; null takes the setting.</param>
    public IReadOnlyList<WorkStep> To(string uuid, string target, TimeSpan? timeout = null) => target switch
    {
        PowerState.On => Change(uuid, MachineReset.On, timeout),
        PowerState.Off => Change(uuid, MachineReset.ForceOff, timeout),
        PowerTarget.SoftOff => Change(uuid, MachineReset.GracefulShutdown, timeout),
        PowerTarget.Rebooting => [.. Change(uuid, MachineReset.ForceOff, timeout), .. Change(uuid, MachineReset.On, timeout)],
        PowerTarget.SoftRebooting => [Reset(uuid, MachineReset.GracefulRestart, final: null), Await(uuid, MachineReset.GracefulRestart, PowerState.On, timeout)],
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "Not a power target."),
    };

    private IReadOnlyList<WorkStep> Change(string uuid, MachineReset reset, TimeSpan? timeout)
    {
        var final = reset == MachineReset.On ? PowerState.On : PowerState.Off;
        return [Reset(uuid, reset, final), Await(uuid, reset, final, timeout)];
    }

    /// <summary>Nothing is sent to a machine that is already in the state that is asked for.</summary>
    private WorkStep Reset(string uuid, MachineReset reset, string? final) => conductor.Steps.Of(
        $"reset-{reset}",
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            var hardware = conductor.Hardware.Of(call.Node);
            var reading = await hardware.ReadAsync(call);
            if (reading.Power is null || reading.Power != final)
            {
                await hardware.ResetAsync(call, reset);
            }

            return reading;
        },
        _ => StepResult.Done);

    private WorkStep Await(string uuid, MachineReset reset, string final, TimeSpan? timeout)
    {
        var isFirst = true;
        DateTimeOffset deadline = default;
        return conductor.Steps.Of(
            $"await-{final.Replace("power ", "", StringComparison.Ordinal)}-after-{reset}",
            TimeSpan.Zero,
            uuid,
            call =>
            {
                deadline = isFirst ? conductor.World.Clock.GetUtcNow() + (timeout ?? Timings.PowerTimeout) : deadline;
                isFirst = false;
                return conductor.Hardware.Of(call.Node).ReadAsync(call);
            },
            reading =>
            {
                if (reading is { IsSettled: true } && reading.Power == final)
                {
                    conductor.NotePower(uuid, final);
                    return StepResult.Done;
                }

                return conductor.World.Clock.GetUtcNow() < deadline
                    ? StepResult.Continue(Timings.PowerPoll)
                    : StepResult.Failed($"Failed to set node power state to {final}.");
            });
    }
}
