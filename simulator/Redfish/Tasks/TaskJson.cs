using System.Text.Json.Serialization;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>TaskService v1_3_0.</summary>
internal sealed class TaskServiceJson(TaskSettings settings, DateTimeOffset now)
    : Resource(TaskUris.Service, Type, "TaskService", "Task Service"), IResource, IRestless<TaskServiceJson>
{
    public static string Type => "#TaskService.v1_3_0.TaskService";

    public bool ServiceEnabled => true;

    /// <summary>The runner forgets the oldest ended work first.</summary>
    public string CompletedTaskOverWritePolicy => "Oldest";

    public bool LifeCycleEventOnTaskStateChange => true;

    public int TaskAutoDeleteTimeoutMinutes => (int)settings.KeptAfterEnd.TotalMinutes;

    public int TaskMonitorAutoExpirySeconds => (int)settings.MonitorExpiry.TotalSeconds;

    public DateTimeOffset DateTime => now;

    [JsonIgnore]
    public TaskServiceJson AtRest => new(settings, default);

    public Status Status => new("Enabled", "OK");

    public Link Tasks => new(TaskUris.Tasks);
}

/// <summary>Task v1_7_4.</summary>
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

    /// <summary>Null when it is over with the monitor.</summary>
    public string? TaskMonitor { get; init; }

    /// <summary>True for work that nobody asked for in a request of its own, or in one that is no JSON.</summary>
    public bool HidePayload => Payload is null;

    public TaskPayload? Payload { get; init; }

    public required IReadOnlyList<RedfishMessage> Messages { get; init; }

    public static TaskJson Of(WorkItem task, PodTasks tasks) => new(task)
    {
        TaskMonitor = tasks.HasMonitor(task) ? TaskUris.Monitor(task.Id) : null,
        Payload = tasks.RequestOf(task.Id) is { } request ? new TaskPayload(request.Method, request.Uri, request.Body) : null,
        Messages = tasks.MessagesOf(task),
    };
}

internal sealed record TaskPayload(string HttpOperation, string TargetUri, string JsonBody)
{
    public IReadOnlyList<string> HttpHeaders => ["Content-Type: application/json"];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TaskServiceJson))]
[JsonSerializable(typeof(TaskJson))]
internal sealed partial class TasksJsonContext : JsonSerializerContext;
