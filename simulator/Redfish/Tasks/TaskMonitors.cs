using System.Globalization;
using System.Text.Json;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Long-running operations (DSP0266, asynchronous operations). A handler whose work goes on answers with
/// <see cref="Accepted"/>; the client then asks the monitor.
/// </summary>
internal static class TaskMonitors
{
    /// <summary>
    /// 202 with the monitor's address and no body: clients of the field take an <c>@odata.id</c> in it for the monitor (see
    /// the decision in the simulator's README).
    /// </summary>
    /// <param name="context">The request that started it.</param>
    /// <param name="tasks">Remembers the request.</param>
    /// <param name="work">Must be of a kind that the task service shows.</param>
    /// <param name="body">Of the request; its secrets are left out. Null when it was no JSON: such a request is not shown.</param>
    public static IResult Accepted(HttpContext context, PodTasks tasks, WorkItem work, JsonElement? body)
    {
        if (body is { } shown)
        {
            tasks.Remember(work.Id, TaskRequest.Of(context, shown));
        }

        // Here alone, not when the monitor is asked again: sushy 4.3 sleeps by that header and cannot read it as a number.
        var left = work.Steps.FirstOrDefault(s => s.State == WorkStepState.Running)?.Due - tasks.Now;
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(left?.TotalSeconds ?? 1)).ToString("0", CultureInfo.InvariantCulture);
        return StillRunning(context, work);
    }

    /// <summary>202 while it runs; once it has ended, 200 with the task that tells how it went.</summary>
    public static IResult Read(HttpContext context, PodTasks tasks)
    {
        if (Find(context, tasks) is not { } task)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (task.State == WorkState.Running)
        {
            return StillRunning(context, task);
        }

        var answer = TaskJson.Of(task, tasks);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            tasks.EndIsTold(task);
        }

        return new ResourceResult<TaskJson>(answer, TasksJsonContext.Default.TaskJson);
    }

    public static Task<IResult> CancelAsync(HttpContext context, PodTasks tasks) =>
        TasksRoutes.CancelAsync(context, tasks, Find(context, tasks));

    private static WorkItem? Find(HttpContext context, PodTasks tasks) =>
        tasks.Find(RedfishRoutes.Id(context)) is { } task && tasks.HasMonitor(task) ? task : null;

    private static IResult StillRunning(HttpContext context, WorkItem work)
    {
        context.Response.Headers.Location = TaskUris.Monitor(work.Id);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
