using System.Collections.Concurrent;
using System.Diagnostics;

namespace ValenceCore.Tests.Peers;

/// <summary>Keeps every activity that has ended: the core's, the web server's, and those of outgoing requests.</summary>
internal sealed class SeenActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public SeenActivities()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ValenceCoreApp.TelemetryName or "System.Net.Http" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyCollection<Activity> All => [.. ended];

    /// <summary>The core's own activities of one trace, in the order they began.</summary>
    public IReadOnlyList<Activity> Of(string traceId) =>
    [
        .. ended.Where(one => one.Source.Name == ValenceCoreApp.TelemetryName && one.TraceId.ToHexString() == traceId)
            .OrderBy(one => one.StartTimeUtc).ThenByDescending(one => one.Duration),
    ];

    /// <summary>Names and tags in one text, as a reader of traces sees them.</summary>
    public static string Text(Activity activity) =>
        $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} "
        + string.Join(' ', activity.Events.Select(one => $"{one.Name} {string.Join(' ', one.Tags)}")) + string.Join(' ', activity.Baggage);

    public void Dispose() => listener.Dispose();
}
