using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>What became of a wish to stop a task.</summary>
internal enum TaskCancel
{
    Cancelled,

    /// <summary>It had ended before.</summary>
    Ended,

    /// <summary>Work that cannot be left half done.</summary>
    Refused,
}

/// <summary>The tasks of this pod: the work on its systems and composed nodes. A view on the runner; nothing is kept here.</summary>
internal sealed class PodTasks(Pod pod, WorkRunner runner)
{
    public IReadOnlyList<WorkItem> All => [.. runner.Items.Where(IsOurs)];

    public WorkItem? Find(string id) => runner.Find(id) is { } item && IsOurs(item) ? item : null;

    /// <summary>The work on that subject that failed last, not after <paramref name="at"/>; null when it is forgotten already.</summary>
    public WorkItem? LastFailed(string subject, DateTimeOffset at) =>
        All.LastOrDefault(i => i.State == WorkState.Failed && i.Subject == subject && i.Ended <= at);

    /// <summary>
    /// Stops a running task and completes when it has stopped. A node whose assembly is stopped is <c>Failed</c>; one whose
    /// release is stopped keeps its parts and can be released again.
    /// </summary>
    public async Task<TaskCancel> CancelAsync(WorkItem task)
    {
        if (task.State != WorkState.Running)
        {
            return TaskCancel.Ended;
        }

        // A system halfway between on and off would stay there.
        // A drive half erased or a volume half initialized likewise.
        if (task.Kind is PowerWork.Kind or StorageWork.InitializeKind or StorageWork.EraseKind)
        {
            return TaskCancel.Refused;
        }

        runner.Cancel(task.Id);
        await runner.EndOf(task.Id);
        if (runner.Find(task.Id) is not { State: WorkState.Cancelled })
        {
            return TaskCancel.Ended;
        }

        if (task.Kind == CompositionWork.AssembleKind)
        {
            pod.Happened(task.Subject, ComposedNodeEvent.AssemblyFailed, "The assembly was cancelled.");
        }

        return TaskCancel.Cancelled;
    }

    // The runner also moves work of other faces, which no pod manager would know of.
    private bool IsOurs(WorkItem item) => item.Kind switch
    {
        PowerWork.Kind => pod.Systems.ContainsKey(item.Subject),
        CompositionWork.AssembleKind or CompositionWork.ReleaseKind or StorageWork.InitializeKind or StorageWork.EraseKind => true,
        _ => false,
    };
}
