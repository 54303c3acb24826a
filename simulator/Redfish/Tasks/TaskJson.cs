using System.Text.Json.Serialization;
using Simulator.Work;

namespace Simulator.Redfish;

internal sealed class TaskServiceJson() : Resource(TaskUris.Service, Type, "TaskService", "Task Service"), IResource
{
    public static string Type => "#TaskService.v1_3_0.TaskService";

    public bool ServiceEnabled => true;

    /// <summary>The runner forgets the oldest ended work first.</summary>
    public string CompletedTaskOverWritePolicy => "Oldest";

    public bool LifeCycleEventOnTaskStateChange => true;

    public Status Status => new("Enabled", "OK");

    public Link Tasks => new(TaskUris.Tasks);
}

internal sealed class TaskJson(WorkItem task) : Resource(TaskUris.Of(task.Id), Type, task.Id, task.Title), IResource
{
    public static string Type => "#Task.v1_7_4.Task";

    private static readonly Dictionary<WorkState, (string State, string Status)> States = new()
    {
        [WorkState.Running] = ("Running", "OK"),
        [WorkState.Done] = ("Completed", "OK"),
        [WorkState.Failed] = ("Exception", "Critical"),
        [WorkState.Cancelled] = ("Cancelled", "Warning"),
    };

    public string TaskState => States[task.State].State;

    public string TaskStatus => States[task.State].Status;

    public int PercentComplete => task.PercentComplete;

    public DateTimeOffset StartTime => task.Since;

    public DateTimeOffset? EndTime => task.Ended;

    /// <summary>Nobody sent the work as one request that could be shown.</summary>
    public bool HidePayload => true;

    public required IReadOnlyList<RedfishMessage> Messages { get; init; }

    public static TaskJson Of(WorkItem task) => new(task)
    {
        Messages = task.State switch
        {
            WorkState.Failed => [MessageRegistries.TaskEvent.Message("TaskAborted", [task.Id], says: $"The task {task.Id} failed: {task.Error}")],
            WorkState.Cancelled => [MessageRegistries.TaskEvent.Message("TaskCancelled", [task.Id])],
            _ => [],
        },
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TaskServiceJson))]
[JsonSerializable(typeof(TaskJson))]
internal sealed partial class TasksJsonContext : JsonSerializerContext;
