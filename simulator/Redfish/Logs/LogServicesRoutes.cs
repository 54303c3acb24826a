using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>LogService v1_9_0 and LogEntry v1_21_0: the log of a system, below it; what its BMC did, below the BMC.</summary>
internal static class LogServicesRoutes
{
    public static RedfishRoutes MapLogServices(this RedfishRoutes routes, Pod pod) => routes
        .MapBelow($"{SystemUris.Systems}/{{id}}", pod, SystemsRoutes.Find, s => new LogView(s, SystemUris.Of(s), OfBmc: false))
        .MapBelow($"{ManagerUris.Managers}/{{id}}", pod, ManagersRoutes.FindManaged, s => new LogView(s, ManagerUris.Bmc(s.Id), OfBmc: true));

    private static RedfishRoutes MapBelow(
        this RedfishRoutes routes, string path, Pod pod, Func<Pod, HttpContext, ComputerSystem?> find, Func<ComputerSystem, LogView> view)
    {
        return routes
            .Collection($"{path}/LogServices", "LogService", context => View(context) is { } log
                ? ResourceCollection.Of($"{log.Owner}/LogServices", $"Logs of {log.Name}", [LogView.Id]) : null)
            .Resource($"{path}/LogServices/{LogView.Id}", LogJsonContext.Default.LogServiceJson, context => View(context) is { } log ? new LogServiceJson(log) : null)
            .Action($"{path}/LogServices/{LogView.Id}/Actions/LogService.ClearLog", context => ClearAsync(context, pod, View(context)))
            .Collection($"{path}/LogServices/{LogView.Id}/Entries", LogJsonContext.Default.LogEntriesJson, context =>
                View(context) is { } log ? new LogEntriesJson(log) : null)
            .Resource($"{path}/LogServices/{LogView.Id}/Entries/{{entry}}", LogJsonContext.Default.LogEntryJson, context =>
                View(context) is { } log ? new LogEntriesJson(log).Members.FirstOrDefault(e => e.Id == RedfishRoutes.Id(context, "entry")) : null);

        LogView? View(HttpContext context) => find(pod, context) is { } system ? view(system) : null;
    }

    private static async Task<IResult> ClearAsync(HttpContext context, Pod pod, LogView? log)
    {
        if (log is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "LogService.ClearLog");
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.ClearLog(log.System, log.Shows);
        return Results.NoContent();
    }
}
