using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>
/// Deploying and undeploying. The machine is told to boot once from the network and is switched on; what the ramdisk would
/// do is a time in <c>wait call-back</c>.
/// </content>
internal sealed partial class Provisioning
{
    private static readonly BootDevice NetworkOnce = new("pxe", IsPersistent: false);

    private IronicError? StartDeploy(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(node, request, n => NodeChanges.RefuseProtected(n) ?? RefuseUnlessReady(n, "provisioning"), n => request.ConfigDrive is null
            ? n
            : n with { InstanceInfo = n.InstanceInfo.With("configdrive", request.ConfigDrive) });
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        IReadOnlyList<WorkStep> steps =
        [
            SetNetworkBoot(uuid),
            .. power.To(uuid, PowerTarget.Rebooting),
            WorkStep.Of("start-ramdisk", TimeSpan.Zero, () =>
            {
                conductor.Change(uuid, n => n with { DeployStep = new JsonObject { ["interface"] = "deploy", ["step"] = "deploy", ["priority"] = 100 } });
                return StepResult.Done;
            }),
            Wait(uuid, "wait-for-ramdisk"),
            Resume(uuid, "write-image", Timings.Deploying),
            Finish(uuid, Event.Done, n => n with { DeployStep = [] }),
        ];
        conductor.Start("ironic-deploy", uuid, $"Deploy node {node.Name ?? uuid}", steps, reason =>
            Fail(uuid, $"Failed to deploy. Error: {reason}", n => n with { DeployStep = [] }));
        return null;
    }

    private WorkStep SetNetworkBoot(string uuid) => conductor.Steps.Of(
        "set-boot-device",
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            await conductor.Hardware.Of(call.Node).SetBootDeviceAsync(call, NetworkOnce);
            return true;
        },
        _ => StepResult.Done);

    private IronicError? StartUndeploy(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;

        // Undeploying out of "wait call-back" ends the deployment that waits there.
        var taken = Take(node, request, n => NodeChanges.RefuseProtected(n) ?? conductor.RefuseBadDriverInfo(n), n => n with { DeployStep = [] });
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        CancelRunning(uuid);
        IReadOnlyList<WorkStep> steps =
        [
            .. power.To(uuid, PowerState.Off),
            WorkStep.Of("tear-down", TimeSpan.Zero, () =>
            {
                conductor.Moves.Move(uuid, Event.Clean, n => n with { InstanceInfo = [], InstanceUuid = null });
                return StepResult.Done;
            }),
            .. AutomatedClean(taken.Value),
        ];
        conductor.Start("ironic-undeploy", uuid, $"Undeploy node {node.Name ?? uuid}", steps, reason => FailUndeploy(uuid, reason));
        return null;
    }

    private void FailUndeploy(string uuid, string reason)
    {
        if (conductor.Nodes.ByUuid(uuid)?.ProvisionState == ProvisionState.Deleting)
        {
            Fail(uuid, $"Failed to tear down. Error: {reason}");
        }
        else
        {
            FailCleaning(uuid)(reason);
        }
    }
}
