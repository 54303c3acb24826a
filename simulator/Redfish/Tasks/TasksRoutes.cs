using Simulator.Faces;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class TaskUris
{
    public const string Service = "/redfish/v1/TaskService";
    public const string Tasks = Service + "/Tasks";

    public static string Of(string id) => $"{Tasks}/{id}";
}

/// <summary>TaskService v1_3_0, Task v1_7_4: long work as Redfish shows it.</summary>
internal static class TasksRoutes
{
    public static RedfishRoutes MapTasks(this RedfishRoutes routes, PodTasks tasks) => routes
        .Resource(TaskUris.Service, TasksJsonContext.Default.TaskServiceJson, _ => new TaskServiceJson())
        .Collection(TaskUris.Tasks, "Task", _ => ResourceCollection.Of(TaskUris.Tasks, "Task Collection", tasks.All.Select(t => t.Id)))
        .Resource(
            $"{TaskUris.Tasks}/{{id}}", TasksJsonContext.Default.TaskJson,
            context => Find(tasks, context) is { } task ? TaskJson.Of(task) : null,
            delete: context => CancelAsync(context, tasks));

    private static WorkItem? Find(PodTasks tasks, HttpContext context) => tasks.Find(RedfishRoutes.Id(context));

    private static async Task<IResult> CancelAsync(HttpContext context, PodTasks tasks)
    {
        if (Find(tasks, context) is not { } task)
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
                return RedfishErrors.Conflict(RedfishMessages.ResourceInUse(
                    $"{task.Title} cannot be left half done; wait for its end, or force the system off."));
            default:
                context.Response.Headers.Allow = "GET, HEAD";
                return RedfishErrors.Answer(
                    StatusCodes.Status405MethodNotAllowed,
                    [RedfishMessages.ResourceCannotBeDeleted($"The task {task.Id} has ended; it stays readable until enough newer ones have ended.")]);
        }
    }
}
