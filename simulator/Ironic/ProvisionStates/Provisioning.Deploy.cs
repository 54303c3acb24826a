using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>
/// Deploying and undeploying. With agents a <c>direct</c> deployment boots the ramdisk, has its agent write the image, and boots from disk. Without,
/// the machine is told to boot once from the network and is switched on; what the ramdisk would do is a time in <c>wait call-back</c>. A
/// <c>ramdisk</c> deployment boots what the instance says and is done.
/// </content>
internal sealed partial class Provisioning
{
    private static readonly BootDevice NetworkOnce = new("pxe", IsPersistent: false);
    private static readonly BootDevice Disk = new("disk", IsPersistent: true);

    // Priorities of the conductor's own steps, as in 21.4.
    private static readonly NodeStep[] CoreSteps =
    [
        new("deploy", "write_image", [], 80), new("deploy", "prepare_instance_boot", [], 60), new("deploy", "tear_down_agent", [], 40),
        new("deploy", "boot_instance", [], 20),
    ];

    private IronicError? StartDeploy(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(
            node, request,
            n => NodeChanges.RefuseProtected(n) ?? RefuseUnlessReady(n, "provisioning") ?? RefuseUnlessDeployable(n, request),
            n => request.ConfigDrive is null ? n : n with { InstanceInfo = n.InstanceInfo.With("configdrive", request.ConfigDrive) });
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        var asked = StepsOfTemplates(taken.Value).Concat(request.DeploySteps).ToList();
        if (taken.Value.Interfaces.GetValueOrDefault("deploy") == "ramdisk")
        {
            RunDeploy(taken.Value, [.. OwnSteps(taken.Value, asked), .. BootInstance(taken.Value), EndDeploy(uuid)]);
        }
        else if (ramdisk.AreUsedOn(taken.Value))
        {
            RunDeploy(taken.Value, [.. ramdisk.Boot(taken.Value), new WorkStep("read-steps", TimeSpan.Zero, context => RamdiskSteps.GuardAsync(async () =>
            {
                var offered = await ramdisk.OfferedAsync(uuid, "deploy", context);
                var steps = InOrder([.. offered, .. CoreSteps], asked);
                if (steps.Where(s => !IsConductors(taken.Value, s) && !CoreSteps.Concat(offered).Any(o => o.Name == s.Name)).Select(s => s.Name).ToList() is { Count: > 0 } unknown)
                {
                    return StepResult.Failed($"node does not support these deploy steps: {string.Join(", ", unknown)}");
                }

                RunDeploy(taken.Value, [.. steps.SelectMany(s => DeployStep(taken.Value, s)), EndDeploy(uuid)]);
                return StepResult.Done;
            }))]);
        }
        else
        {
            RunDeploy(taken.Value, [
                .. OwnSteps(taken.Value, asked),
                BmcStep("set-boot-device", uuid, call => conductor.Hardware.Of(call.Node).SetBootDeviceAsync(call, NetworkOnce)),
                .. power.To(uuid, PowerTarget.Rebooting),
                WorkStep.Of("start-ramdisk", TimeSpan.Zero, () =>
                {
                    conductor.Change(uuid, n => n with { DeployStep = new NodeStep("deploy", "deploy", [], 100).Json });
                    return StepResult.Done;
                }),
                Wait(uuid, "wait-for-ramdisk"),
                Resume(uuid, "write-image", Timings.Deploying),
                EndDeploy(uuid),
            ]);
        }

        return null;
    }

    private void RunDeploy(IronicNode node, IReadOnlyList<WorkStep> steps) => conductor.Start(
        "ironic-deploy", node.Uuid, $"Deploy node {node.Name ?? node.Uuid}", steps,
        reason => Fail(node.Uuid, $"Failed to deploy. Error: {reason}", n => n with { DeployStep = [] }));

    private WorkStep EndDeploy(string uuid) => Finish(uuid, Event.Done, n => n with { DeployStep = [] });

    /// <summary>A real deployment says what to write, and is known by a port; what the conductor is to do is checked before it begins.</summary>
    private IronicError? RefuseUnlessDeployable(IronicNode node, ProvisionRequest request)
    {
        var problem = WhatDeployLacks(node) ?? ProblemOf(node, request.DeploySteps.Concat(StepsOfTemplates(node)));
        return problem is null ? null : IronicErrors.Invalid($"Failed to validate deploy info for node {node.Uuid}. Error: {problem}");
    }

    /// <summary>What a deployment of the node would need and the node does not say; null for nothing.</summary>
    public string? WhatDeployLacks(IronicNode node)
    {
        var info = node.InstanceInfo;
        return node.Interfaces.GetValueOrDefault("deploy") switch
        {
            "ramdisk" => info["boot_iso"] is not null || (info["kernel"] is not null && info["ramdisk"] is not null) || info["image_source"] is not null
                ? null : "instance_info lacks boot_iso (or kernel and ramdisk, or image_source)",
            _ when !ramdisk.AreUsedOn(node) => null,
            _ when info["image_source"] is null => "instance_info lacks image_source",
            _ => conductor.PortsOf(node.Uuid).Any() ? null : "the node does not have any port associated with it",
        };
    }

    /// <summary>Templates whose names the instance has among its traits.</summary>
    private IEnumerable<NodeStep> StepsOfTemplates(IronicNode node) => (node.InstanceInfo["traits"] as JsonArray ?? [])
        .Select(t => Json.Text(t) is { } trait ? conductor.DeployTemplates.Find(trait) : null)
        .OfType<IronicDeployTemplate>()
        .SelectMany(t => t.Steps.Select(NodeStep.Read));

    /// <summary>Without a ramdisk only what the conductor does itself is done.</summary>
    private IEnumerable<WorkStep> OwnSteps(IronicNode node, IEnumerable<NodeStep> asked) =>
        InOrder([], [.. asked]).Where(s => IsConductors(node, s)).SelectMany(s => Own(node, s, isInRamdisk: false, ShowDeploy));

    /// <summary>All steps, the highest priority first; a step that was asked for takes the place of the one that is there, and priority 0 takes it out.</summary>
    private static IReadOnlyList<NodeStep> InOrder(IReadOnlyList<NodeStep> given, IReadOnlyList<NodeStep> asked) =>
    [
        .. given.Reverse().DistinctBy(s => s.Name)
            .Where(g => asked.All(a => a.Name != g.Name))
            .Concat(asked)
            .Where(s => s.Priority > 0)
            .OrderByDescending(s => s.Priority),
    ];

    private IEnumerable<WorkStep> DeployStep(IronicNode node, NodeStep step) => step.Name switch
    {
        "deploy.prepare_instance_boot" =>
        [
            Show(node.Uuid, step),
            ramdisk.Command(node.Uuid, "image.install_bootloader", new JsonObject { ["target_boot_mode"] = node.BootMode ?? "uefi" }),
        ],
        "deploy.tear_down_agent" => [Show(node.Uuid, step), ramdisk.CommandNow(node.Uuid, "standby.power_off", []), .. power.To(node.Uuid, PowerState.Off)],
        "deploy.boot_instance" => [Show(node.Uuid, step), .. BootInstance(node)],
        _ when IsConductors(node, step) => Own(node, step, isInRamdisk: true, ShowDeploy),
        _ => [ramdisk.Execute(node.Uuid, "deploy", step, ShowDeploy)],
    };

    private WorkStep Show(string uuid, NodeStep step) => WorkStep.Of($"start-{step.Step}", TimeSpan.Zero, () =>
    {
        conductor.Change(uuid, n => n with { DeployStep = step.Json });
        return StepResult.Done;
    });

    /// <summary>Boots what the instance is: its disk, or the medium that a <c>ramdisk</c> deployment names.</summary>
    private IReadOnlyList<WorkStep> BootInstance(IronicNode node) =>
    [
        BmcStep("set-instance-boot", node.Uuid, async call =>
        {
            var machine = conductor.Hardware.Of(call.Node);
            if (call.Node.Interfaces.GetValueOrDefault("deploy") != "ramdisk")
            {
                await EjectAsync(call);
                await machine.SetBootDeviceAsync(call, Disk);
            }
            else if (Json.Text(call.Node.InstanceInfo["boot_iso"] ?? call.Node.InstanceInfo["image_source"]) is { } image
                && call.Node.Interfaces.GetValueOrDefault("boot") == "redfish-virtual-media" && machine is IVirtualMedia media)
            {
                await media.InsertAsync(call, image);
                await machine.SetBootDeviceAsync(call, new BootDevice("cdrom", IsPersistent: true));
            }
            else
            {
                await machine.SetBootDeviceAsync(call, new BootDevice("pxe", IsPersistent: true));
            }
        }),
        .. power.To(node.Uuid, node.Interfaces.GetValueOrDefault("deploy") == "ramdisk" ? PowerTarget.Rebooting : PowerState.On),
    ];

    private async Task EjectAsync(BmcCall call)
    {
        if (call.Node.Interfaces.GetValueOrDefault("boot") == "redfish-virtual-media" && conductor.Hardware.Of(call.Node) is IVirtualMedia media)
        {
            await media.EjectAsync(call);
        }
    }

    private IronicError? StartUndeploy(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;

        // Undeploying out of "wait call-back" ends the deployment that waits there.
        var taken = Take(node, request, n => NodeChanges.RefuseProtected(n) ?? conductor.RefuseBadDriverInfo(n), n => n with { DeployStep = [], ServiceStep = [] });
        if (taken.Error is not null)
        {
            return taken.Error;
        }

        CancelRunning(uuid);
        IReadOnlyList<WorkStep> steps =
        [
            .. power.To(uuid, PowerState.Off),
            BmcStep("eject-media", uuid, EjectAsync),
            WorkStep.Of("tear-down", TimeSpan.Zero, () =>
            {
                if (conductor.Nodes.ByUuid(uuid)?.AllocationUuid is { } allocation)
                {
                    conductor.Allocations.Remove(allocation);
                }

                StartAutomatedClean(conductor.Moves.Move(uuid, Event.Clean, n => n with { InstanceInfo = [], InstanceUuid = null, AllocationUuid = null }));
                return StepResult.Done;
            }),
        ];
        conductor.Start("ironic-undeploy", uuid, $"Undeploy node {node.Name ?? uuid}", steps, reason => Fail(uuid, $"Failed to tear down. Error: {reason}"));
        return null;
    }
}
