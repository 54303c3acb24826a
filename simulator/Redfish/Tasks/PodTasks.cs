using System.Collections.Concurrent;
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

/// <summary>
/// The tasks of this pod: the work on its systems, composed nodes and firmware. A view on the runner; kept here are only the
/// requests that started tasks and when the end of a task was first told by its monitor.
/// </summary>
internal sealed class PodTasks(Pod pod, WorkRunner runner, UpdateWork updates, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TaskRequest> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _endTold = new(StringComparer.Ordinal);

    public TaskSettings Settings { get; set; } = new();

    public IReadOnlyList<WorkItem> All => [.. runner.Items.Where(IsShown)];

    public DateTimeOffset Now => clock.GetUtcNow();

    public WorkItem? Find(string id) => runner.Find(id) is { } item && IsShown(item) ? item : null;

    /// <summary>A task of this pod, also when its time to be shown is over.</summary>
    public WorkItem? FindOld(string id) => runner.Find(id) is { } item && IsOurs(item) ? item : null;

    /// <summary>The request that started the task; null when it is unknown, or none.</summary>
    public TaskRequest? RequestOf(string id) => _requests.GetValueOrDefault(id);

    public IReadOnlyList<RedfishMessage> MessagesOf(WorkItem task) => TaskMessages.Of(task, updates.Find(task.Id));

    /// <summary>Remembers what started a task, for its <c>Payload</c>.</summary>
    public void Remember(string id, TaskRequest request)
    {
        foreach (var forgotten in _requests.Keys.Where(known => runner.Find(known) is null).ToList())
        {
            _requests.TryRemove(forgotten, out _);
            _endTold.TryRemove(forgotten, out _);
        }

        _requests[id] = request;
    }

    /// <summary>
    /// True while the task has a monitor: until it was cancelled, until some time after its end was first told there, and no
    /// longer than the task itself.
    /// </summary>
    public bool HasMonitor(WorkItem task) =>
        IsShown(task) && task.State != WorkState.Cancelled
        && (!_endTold.TryGetValue(task.Id, out var told) || clock.GetUtcNow() - told < Settings.MonitorExpiry);

    /// <summary>From now on the monitor of an ended task lives on borrowed time.</summary>
    public void EndIsTold(WorkItem task) => _endTold.TryAdd(task.Id, clock.GetUtcNow());

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

        if (!CanBeLeft(task))
        {
            return TaskCancel.Refused;
        }

        runner.Cancel(task.Id);
        await runner.EndOf(task.Id);
        if (runner.Find(task.Id) is not { State: WorkState.Cancelled })
        {
            return TaskCancel.Ended;
        }

        // A release that was stopped had stopped the assembly before.
        if (task.Kind is CompositionWork.AssembleKind or CompositionWork.ReleaseKind)
        {
            pod.Happened(task.Subject, ComposedNodeEvent.AssemblyFailed, "The assembly was cancelled.");
        }

        return TaskCancel.Cancelled;
    }

    // A system halfway between on and off would stay there, and so would firmware half written, a drive half erased, a volume half initialized.
    private static bool CanBeLeft(WorkItem task) => task.Kind switch
    {
        PowerWork.Kind or StorageWork.InitializeKind or StorageWork.EraseKind => false,
        UpdateWork.Kind => task.Steps.All(s => s.Name is UpdateWork.DownloadStep or UpdateWork.VerifyStep || s.State == WorkStepState.Waiting),
        _ => true,
    };

    private bool IsShown(WorkItem item) =>
        IsOurs(item) && (item.Ended is not { } ended || clock.GetUtcNow() - ended < Settings.KeptAfterEnd);

    // The runner also moves work of other faces, which no pod manager would know of.
    private bool IsOurs(WorkItem item) => item.Kind switch
    {
        PowerWork.Kind => pod.Systems.ContainsKey(item.Subject),
        CompositionWork.AssembleKind or CompositionWork.ReleaseKind or UpdateWork.Kind or StorageWork.InitializeKind or StorageWork.EraseKind => true,
        _ => false,
    };
}
