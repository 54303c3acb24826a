using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Work;

/// <summary>Brings a device or volume to a composed node, or takes it away, in the time that the fabric needs. One change of a node at a time.</summary>
public sealed class NodePartsWork(Pod pod, WorkRunner runner)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a composed node.</summary>
    public const string AttachKind = "attach";

    /// <inheritdoc cref="AttachKind"/>
    public const string DetachKind = "detach";

    private readonly Lock _lock = new();

    public (WorkItem? Work, AttachProblem? Problem) Attach(string nodeId, PooledDevice device) => Begin(
        nodeId, () => pod.AttachDevice(nodeId, device),
        () => new WorkPlan(
            AttachKind, nodeId, $"Attach {device.Name} to node {nodeId}",
            [WorkStep.Of($"zone-{device.Id}", pod.Timings.ZoneDevice, () => StepResult.Done)],
            OnFailed: _ => pod.DetachDevice(nodeId, device)));

    public (WorkItem? Work, AttachProblem? Problem) Attach(string nodeId, VolumeId volume) => Begin(
        nodeId, () => pod.AttachVolume(nodeId, volume),
        () => new WorkPlan(
            AttachKind, nodeId, $"Attach volume {volume} to node {nodeId}",
            [WorkStep.Of("connect-volume", pod.Timings.ConnectVolume, () => pod.Connect(nodeId, volume) ? StepResult.Done : StepResult.Failed("The volume is gone."))],
            OnFailed: _ => pod.Disconnect(nodeId, volume)));

    public (WorkItem? Work, AttachProblem? Problem) Detach(string nodeId, PooledDevice device) => Begin(
        nodeId, () => pod.WhyNotDetach(nodeId, device, volume: null),
        () => new WorkPlan(
            DetachKind, nodeId, $"Detach {device.Name} from node {nodeId}",
            [WorkStep.Of($"unzone-{device.Id}", pod.Timings.ZoneDevice, () => Told(pod.DetachDevice(nodeId, device)))]));

    public (WorkItem? Work, AttachProblem? Problem) Detach(string nodeId, VolumeId volume) => Begin(
        nodeId, () => pod.WhyNotDetach(nodeId, device: null, volume),
        () => new WorkPlan(
            DetachKind, nodeId, $"Detach volume {volume} from node {nodeId}",
            [WorkStep.Of("disconnect-volume", pod.Timings.ConnectVolume, () => pod.Disconnect(nodeId, volume) ? StepResult.Done : StepResult.Failed("The volume is gone."))]));

    /// <summary>Completes when work has ended.</summary>
    public Task EndOf(WorkItem work) => runner.EndOf(work.Id);

    /// <summary>Why work that has ended did not come to its end; null when it did.</summary>
    public string? ReasonOfFailure(WorkItem work) => runner.ReasonOfFailure(work.Id);

    private static StepResult Told(AttachProblem? problem) => problem is null ? StepResult.Done : StepResult.Failed(problem.Text);

    private (WorkItem? Work, AttachProblem? Problem) Begin(string nodeId, Func<AttachProblem?> check, Func<WorkPlan> plan)
    {
        lock (_lock)
        {
            if (new[] { AttachKind, DetachKind, CompositionWork.ReleaseKind }.Any(kind => runner.RunningOn(kind, nodeId) is not null))
            {
                return (null, new AttachProblem(AttachProblemKind.WrongState, "The node is being changed."));
            }

            return check() is { } problem ? (null, problem) : (runner.Start(plan()), null);
        }
    }
}
