using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>Rescue: the machine runs a ramdisk in which somebody can log in, and comes back to its disk.</content>
internal sealed partial class Provisioning
{
    private const string PasswordKey = "rescue_password";

    private IronicError? StartRescue(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(
            node, request,
            n => MachineRequests.IsOff(n, "rescue") ? IronicErrors.Unsupported(n.Driver, "rescue") : RefuseUnlessReady(n, "rescue"),
            n => n with { InstanceInfo = n.InstanceInfo.With(PasswordKey, request.RescuePassword) });
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        IReadOnlyList<WorkStep> steps = ramdisk.AreUsedOn(taken.Value)
            ? [NeedsPort(uuid), .. ramdisk.Boot(taken.Value), ramdisk.CommandNow(uuid, "rescue.finalize_rescue", new JsonObject { [PasswordKey] = request.RescuePassword, ["hashed"] = false })]
            : [Wait(uuid, "wait-for-ramdisk"), Resume(uuid, "finalize-rescue", Timings.Rescuing)];
        conductor.Start(
            "ironic-rescue", uuid, $"Rescue node {node.Name ?? uuid}", [.. steps, Finish(uuid, Event.Done, WithoutPassword)],
            reason => Fail(uuid, $"Failed to rescue. Error: {reason}", WithoutPassword));
        return null;
    }

    private IronicError? StartUnrescue(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(
            node, request, n => MachineRequests.IsOff(n, "rescue") ? IronicErrors.Unsupported(n.Driver, "rescue") : RefuseUnlessReady(n, "unrescue"));
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-unrescue", uuid, $"Unrescue node {node.Name ?? uuid}",
                [.. power.To(uuid, PowerState.Off), .. BootInstance(taken.Value), Finish(uuid, Event.Done, WithoutPassword)],
                reason => Fail(uuid, $"Failed to unrescue. Error: {reason}"));
        }

        return taken.Error;
    }

    private static IronicNode WithoutPassword(IronicNode node) => node with { InstanceInfo = node.InstanceInfo.Without(PasswordKey) };
}
