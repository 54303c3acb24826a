using Simulator.Faces;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class TaskUris
{
    public const string Service = "/redfish/v1/TaskService";
    public const string Tasks = Service + "/Tasks";
    public const string Monitors = Service + "/TaskMonitors";

    public static string Of(string id) => $"{Tasks}/{id}";

    public static string Monitor(string id) => $"{Monitors}/{id}";
}

/// <summary>TaskService v1_3_0, Task v1_7_4 and task monitors: long work as Redfish shows it.</summary>
internal static class TasksRoutes
{
    public static RedfishRoutes MapTasks(this RedfishRoutes routes, PodTasks tasks) => routes
        .Resource(
            TaskUris.Service, TasksJsonContext.Default.TaskServiceJson, _ => new TaskServiceJson(tasks.Settings, tasks.Now),
            patch: context => TaskServicePatch.ApplyAsync(context, tasks))
        .Collection(TaskUris.Tasks, "Task", _ => ResourceCollection.Of(TaskUris.Tasks, "Task Collection", tasks.All.Select(t => t.Id)))
        .Resource(
            $"{TaskUris.Tasks}/{{id}}", TasksJsonContext.Default.TaskJson,
            context => Find(tasks, context) is { } task ? TaskJson.Of(task, tasks) : null,
            delete: context => CancelAsync(context, tasks, Find(tasks, context)))
        .Monitor($"{TaskUris.Monitors}/{{id}}", context => TaskMonitors.Read(context, tasks), context => TaskMonitors.CancelAsync(context, tasks));

    internal static async Task<IResult> CancelAsync(HttpContext context, PodTasks tasks, WorkItem? task)
    {
        if (task is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var cancel = tasks.CancelAsync(task);
        await HoldingPipeline.WaitForAsync(context, cancel);
        switch (await cancel)
        {
            case TaskCancel.Cancelled:
                return Results.NoContent();
            case TaskCancel.Refused:
                return RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{task.Title} cannot be left half done; wait for its end."));
            default:
                context.Response.Headers.Allow = "GET, HEAD";
                return RedfishErrors.Answer(
                    StatusCodes.Status405MethodNotAllowed,
                    [RedfishMessages.ResourceCannotBeDeleted($"The task {task.Id} has ended; it stays readable for a while.")]);
        }
    }

    private static WorkItem? Find(PodTasks tasks, HttpContext context) => tasks.Find(RedfishRoutes.Id(context));
}
