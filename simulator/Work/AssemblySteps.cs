using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>
/// The steps of assembly, in the order of the Intel RSD pod manager: devices into the zone of the system, VLANs on switch ports, settings of the
/// system, the volume and its target.
/// </summary>
internal sealed class AssemblySteps(Pod pod, StorageWork storage)
{
    private const string LostPart = "The node lost a part.";

    public IReadOnlyList<WorkStep> Of(ComposedNode node) =>
    [
        .. node.DeviceIds.Select(id => WorkStep.Of($"zone-{id}", pod.Timings.ZoneDevice, () => StillHeld(node.Id))),
        .. node.Vlans.Select(v => Held($"vlan-{v.NicId}", pod.Timings.ConfigurePort, node.Id, () =>
        {
            pod.CarryVlans(pod.Systems[node.SystemId], v);
            return StepResult.Done;
        })),
        Held("configure-system", pod.Timings.ConfigureSystem, node.Id, () =>
        {
            pod.SetUserMode(pod.Systems[node.SystemId], isEnabled: true);
            return StepResult.Done;
        }),
        .. node.Volumes.SelectMany(v => v.VolumeId is { } id ? [Connect(node.Id, () => new VolumeId(v.ServiceId, id))] : New(node.Id)),
        WorkStep.Of("finish", TimeSpan.Zero, () => pod.Happened(node.Id, ComposedNodeEvent.AssemblyDone) ? StepResult.Done : StepResult.Failed(LostPart)),
    ];

    /// <summary>Shows a volume of a node to its system.</summary>
    public WorkStep Connect(string nodeId, Func<VolumeId> volume) => WorkStep.Of("connect-volume", pod.Timings.ConnectVolume, () =>
        pod.Connect(nodeId, volume()) ? StepResult.Done : StepResult.Failed("The volume is gone, or its target's name is taken."));

    private WorkStep[] New(string nodeId)
    {
        VolumeId made = default;
        return
        [
            Held("create-volume", TimeSpan.Zero, nodeId, () =>
            {
                if (storage.CreateFor(nodeId) is not { VolumeId: { } id } volume)
                {
                    return StepResult.Failed("What the volume was to be copied from is gone.");
                }

                made = new VolumeId(volume.ServiceId, id);
                return StepResult.Done;
            }),
            new WorkStep("await-volume", TimeSpan.Zero, async context =>
            {
                await context.Hold.StepAsideAsync(storage.EndOfInitialization(made).WaitAsync(context.Cancellation));
                return pod.FindVolume(made) is (_, { IsFailed: false, Initialization: null }) ? StillHeld(nodeId) : StepResult.Failed($"Volume {made} is broken.");
            }),
            Connect(nodeId, () => made),
        ];
    }

    private WorkStep Held(string name, TimeSpan duration, string nodeId, Func<StepResult> act) =>
        WorkStep.Of(name, duration, () => StillHeld(nodeId) is var held && held != StepResult.Done ? held : act());

    private StepResult StillHeld(string nodeId) =>
        pod.FindNode(nodeId)?.State == ComposedNodeState.Assembling ? StepResult.Done : StepResult.Failed(LostPart);
}
