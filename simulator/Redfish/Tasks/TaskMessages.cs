using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>What a task says of itself: how it went, in the words of its kind of work, and how it ended.</summary>
internal static class TaskMessages
{
    public static IReadOnlyList<RedfishMessage> Of(WorkItem task, FirmwareUpdate? update) =>
    [
        .. update is null ? [] : UpdateMessages.Of(task, update),
        .. End(task) is { } end ? [end] : Array.Empty<RedfishMessage>(),
    ];

    private static RedfishMessage? End(WorkItem task) => task.State switch
    {
        WorkState.Failed => MessageRegistries.TaskEvent.Message("TaskAborted", [task.Id], says: $"The task {task.Id} failed: {task.Error}"),
        WorkState.Cancelled => MessageRegistries.TaskEvent.Message("TaskCancelled", [task.Id]),
        WorkState.Done => MessageRegistries.TaskEvent.Message("TaskCompletedOK", [task.Id]),
        _ => null,
    };
}
