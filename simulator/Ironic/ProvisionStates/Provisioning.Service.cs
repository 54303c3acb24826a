using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>Servicing (1.87): steps on a machine that is in use, which comes back to its disk afterwards.</content>
internal sealed partial class Provisioning
{
    private IronicError? StartService(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(node, request, n => RefuseUnlessReady(n, "service"));
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        var steps = request.ServiceSteps;
        var end = Finish(uuid, Event.Done, n => n with { ServiceStep = [] });
        if (!ramdisk.AreUsedOn(taken.Value) || request.IsWithoutRamdisk)
        {
            RunService(taken.Value, [
                Validate(taken.Value, steps, []),
                .. steps.SelectMany(s => IsConductors(taken.Value, s) ? Own(taken.Value, s, isInRamdisk: false, ShowService) : []),
                end,
            ]);
            return null;
        }

        RunService(taken.Value, [NeedsPort(uuid), .. ramdisk.Boot(taken.Value), new WorkStep("read-steps", TimeSpan.Zero, context => RamdiskSteps.GuardAsync(async () =>
        {
            var offered = await ramdisk.OfferedAsync(uuid, "service", context);
            if (Unsupported(taken.Value, steps, [.. offered.Select(s => s.Name)]) is { } problem)
            {
                return StepResult.Failed(problem);
            }

            RunService(taken.Value, [
                .. steps.SelectMany(s => IsConductors(taken.Value, s)
                    ? Own(taken.Value, s, isInRamdisk: true, ShowService)
                    : [ramdisk.Execute(uuid, "service", s, ShowService)]),
                .. power.To(uuid, PowerState.Off),
                .. BootInstance(taken.Value),
                end,
            ]);
            return StepResult.Done;
        }))]);
        return null;
    }

    private void RunService(IronicNode node, IReadOnlyList<WorkStep> steps) => conductor.Start(
        "ironic-service", node.Uuid, $"Service node {node.Name ?? node.Uuid}", steps,
        reason => Fail(node.Uuid, reason, n => n with { Maintenance = true, MaintenanceReason = reason, Fault = "service failure" }));
}
