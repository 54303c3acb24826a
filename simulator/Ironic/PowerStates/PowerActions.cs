using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>Power changes that were asked for through <c>states/power</c>.</summary>
internal sealed class PowerActions(Conductor conductor, PowerSteps steps)
{
    /// <summary>Takes the lock and starts; the outcome shows on the node.</summary>
    public IronicError? Start(IronicNode node, string target, TimeSpan? timeout)
    {
        var uuid = node.Uuid;
        var taken = conductor.Nodes.Change(uuid, n => Refuse(n) is { } refusal
            ? refusal
            : n with { Reservation = conductor.Settings.Host, TargetPowerState = PowerTarget.Final(target), LastError = null });
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-power",
                uuid,
                $"Node {node.Name ?? uuid}: {target}",
                [.. steps.To(uuid, target, timeout), WorkStep.Of("unlock", TimeSpan.Zero, () => Finish(uuid))],
                reason => Fail(uuid, target, reason));
        }

        return taken.Error;
    }

    private IronicError? Refuse(IronicNode node) => node.ProvisionState is ProvisionState.Cleaning or ProvisionState.CleanWait
        ? IronicErrors.ImpossibleAction("power", node.Uuid, node.ProvisionState)
        : Conductor.RefuseLocked(node) ?? conductor.RefuseBadDriverInfo(node);

    private StepResult Finish(string uuid)
    {
        conductor.Change(uuid, n => n with { Reservation = null, TargetPowerState = null });
        return StepResult.Done;
    }

    private void Fail(string uuid, string target, string reason) => conductor.Change(uuid, n => n with
    {
        Reservation = null,
        TargetPowerState = null,
        LastError = $"Failed to change power state to '{PowerTarget.Final(target)}' by '{target}'. Error: {reason}",
    });
}
