using Simulator.Faces;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class JobUris
{
    public const string Service = "/redfish/v1/JobService";
    public const string Jobs = Service + "/Jobs";

    public static string Of(string id) => $"{Jobs}/{id}";
}

/// <summary>JobService v1_1_0, Job v1_3_0: resets of systems that a client orders for now or for later.</summary>
internal static class JobsRoutes
{
    public static RedfishRoutes MapJobs(this RedfishRoutes routes, Pod pod, PodJobs jobs) => routes
        .Resource(JobUris.Service, JobsJsonContext.Default.JobServiceJson, _ => new JobServiceJson(jobs.Now))
        .Collection(
            JobUris.Jobs, "Job", _ => ResourceCollection.Of(JobUris.Jobs, "Job Collection", jobs.Ids),
            context => PostAsync(context, pod, jobs))
        .Resource(
            $"{JobUris.Jobs}/{{id}}", JobsJsonContext.Default.JobJson, context => Show(jobs, RedfishRoutes.Id(context)),
            delete: context => DeleteAsync(context, jobs))
        .Action($"{JobUris.Jobs}/{{id}}/Actions/Job.Cancel", context => CancelAsync(context, jobs));

    private static JobJson? Show(PodJobs jobs, string id) => jobs.Find(id) is { } found ? new JobJson(found.Order, found.Work) : null;

    private static async Task<IResult> PostAsync(HttpContext context, Pod pod, PodJobs jobs)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var (order, problems) = new JobReader(pod, jobs.Now).Read(body);
        if (order is null)
        {
            return RedfishErrors.BadRequest(problems);
        }

        if (jobs.Start(order with { CreatedBy = Caller.Of(context)?.Account.UserName }) is not { } id || Show(jobs, id) is not { } job)
        {
            return RedfishErrors.Conflict(RedfishMessages.CreateLimitReachedForResource());
        }

        return Created.Answer(context, job, JobsJsonContext.Default.JobJson);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, PodJobs jobs)
    {
        var id = RedfishRoutes.Id(context);
        await StopAsync(context, jobs, id);
        jobs.Remove(id);
        return Results.NoContent();
    }

    private static async Task<IResult> CancelAsync(HttpContext context, PodJobs jobs)
    {
        var id = RedfishRoutes.Id(context);
        if (jobs.Find(id) is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Job.Cancel");
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return await StopAsync(context, jobs, id)
            ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"The job {id} has ended."));
    }

    private static async Task<bool> StopAsync(HttpContext context, PodJobs jobs, string id)
    {
        var cancel = jobs.CancelAsync(id);
        await HoldingPipeline.WaitForAsync(context, cancel);
        return await cancel;
    }
}
