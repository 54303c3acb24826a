namespace Simulator.Redfish;

/// <summary>PATCH of the task service: how long ended tasks and their monitors can be read. All or nothing.</summary>
internal static class TaskServicePatch
{
    private const int MostMinutes = 525_600; // a year
    private const int MostSeconds = 86_400;

    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "Status", "ServiceEnabled", "CompletedTaskOverWritePolicy", "LifeCycleEventOnTaskStateChange", "DateTime", "Tasks",
    ];

    public static async Task<IResult> ApplyAsync(HttpContext context, PodTasks tasks)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var minutes = AccountValues.Number(reader, "TaskAutoDeleteTimeoutMinutes", 1, MostMinutes);
        var seconds = AccountValues.Number(reader, "TaskMonitorAutoExpirySeconds", 1, MostSeconds);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var settings = tasks.Settings;
        tasks.Settings = new TaskSettings
        {
            KeptAfterEnd = minutes is { } m ? TimeSpan.FromMinutes(m) : settings.KeptAfterEnd,
            MonitorExpiry = seconds is { } s ? TimeSpan.FromSeconds(s) : settings.MonitorExpiry,
        };
        return new ResourceResult<TaskServiceJson>(new TaskServiceJson(tasks.Settings, tasks.Now), TasksJsonContext.Default.TaskServiceJson);
    }
}
