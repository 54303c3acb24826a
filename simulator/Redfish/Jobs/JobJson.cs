using System.Text.Json.Serialization;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>JobService v1_1_0.</summary>
internal sealed class JobServiceJson(DateTimeOffset now) : Resource(JobUris.Service, Type, "JobService", "Job Service"), IResource, IRestless<JobServiceJson>
{
    public static string Type => "#JobService.v1_1_0.JobService";

    public bool ServiceEnabled => true;

    public DateTimeOffset DateTime => now;

    [JsonIgnore]
    public JobServiceJson AtRest => new(default(DateTimeOffset));

    public Status Status => new("Enabled", "OK");

    public JobCapabilities ServiceCapabilities => new();

    public Link Jobs => new(JobUris.Jobs);
}

internal sealed record JobCapabilities
{
    public int MaxJobs => PodJobs.Most;

    public bool Scheduling => true;

    public bool UserSpecifiedJobs => true;

    public bool DocumentBasedJobs => false;
}

/// <summary>Job v1_3_0.</summary>
internal sealed class JobJson(JobOrder order, WorkItem work) : Resource(JobUris.Of(work.Id), Type, work.Id, order.Name ?? work.Title), IResource
{
    public static string Type => "#Job.v1_3_0.Job";

    // The job begins when it no longer waits.
    private readonly WorkStepRecord _wait = work.Steps.First(s => s.Name == JobWork.WaitStep);

    public string JobType => "UserSpecified";

    public string JobState => work.State switch
    {
        WorkState.Running => _wait.State == WorkStepState.Done ? "Running" : "Pending",
        WorkState.Done => "Completed",
        WorkState.Failed => "Exception",
        _ => "Cancelled",
    };

    public string JobStatus => work.State switch
    {
        WorkState.Failed => "Critical",
        WorkState.Cancelled => "Warning",
        _ => "OK",
    };

    public int PercentComplete => work.PercentComplete;

    public string? CreatedBy => order.CreatedBy;

    public DateTimeOffset CreationTime => order.CreatedAt;

    public DateTimeOffset? StartTime => _wait.State == WorkStepState.Done ? _wait.Due : null;

    public DateTimeOffset? EndTime => work.Ended;

    public JobSchedule? Schedule => order.Start is { } start ? new JobSchedule(start) : null;

    public bool HidePayload => false;

    public TaskPayload Payload => new(order.Request.Method, order.Request.Uri, order.Request.Body);

    public IReadOnlyList<RedfishMessage> Messages => work.State switch
    {
        WorkState.Done => [MessageRegistries.JobEvent.Message("JobCompletedOK", [work.Id])],
        WorkState.Failed => [MessageRegistries.JobEvent.Message("JobCompletedException", [work.Id], says: $"The job {work.Id} failed: {work.Error}")],
        WorkState.Cancelled => [MessageRegistries.JobEvent.Message("JobCancelled", [work.Id])],
        _ => [],
    };

    public JobActions Actions => new(new TargetJson($"{ODataId}/Actions/Job.Cancel"));
}

/// <summary>Schedule v1_2_5, as far as a job here has it.</summary>
internal sealed record JobSchedule(DateTimeOffset InitialStartTime);

internal sealed record JobActions([property: JsonPropertyName("#Job.Cancel")] TargetJson Cancel);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobServiceJson))]
[JsonSerializable(typeof(JobJson))]
internal sealed partial class JobsJsonContext : JsonSerializerContext;
