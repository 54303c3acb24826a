using System.Diagnostics;

namespace ValenceCore.Telemetry;

/// <summary>Begins activities. Nobody may be listening: then there is none, and all that follows costs nothing.</summary>
internal static class Traces
{
    private static readonly ActivitySource Source = new(CoreTelemetry.Name);

    /// <summary>A part of what is under way, or a trace of its own where nothing is.</summary>
    public static Activity? Begin(string name, params ReadOnlySpan<(string Name, string? Value)> tags) => Tagged(Source.StartActivity(name), tags);

    /// <summary>A trace of its own that only points at what set it going (OpenTelemetry, "Links between spans"). Changes what the calling
    /// method has as current activity until that method returns.</summary>
    public static Activity? BeginApart(string name, params ReadOnlySpan<(string Name, string? Value)> tags)
    {
        var cause = Activity.Current;
        Activity.Current = null;
        var apart = Source.StartActivity(
            name, ActivityKind.Internal, parentContext: default,
            links: cause is { IdFormat: ActivityIdFormat.W3C } ? [new ActivityLink(cause.Context)] : []);
        if (apart is null)
        {
            // Nobody listens to us; what traces the requests may go on with that.
            Activity.Current = cause;
        }

        return Tagged(apart, tags);
    }

    /// <summary>A further part of a trace that another process began; a trace of its own where that is not known.</summary>
    public static Activity? Resume(string name, string? traceId, params ReadOnlySpan<(string Name, string? Value)> tags)
    {
        // The span that began it died with its process; any id stands for it.
        var parent = traceId is null
            ? default
            : new ActivityContext(
                ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        return Tagged(Source.StartActivity(name, ActivityKind.Internal, parent), tags);
    }

    /// <summary>The trace that anything done now belongs to; null where nobody traces.</summary>
    public static string? CurrentId => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    /// <summary>Marks a bad end. The reason has to be a fixed phrase: details may hold what a pod or a vendor's driver says.</summary>
    public static void Fail(this Activity? activity, string reason) => activity?.SetStatus(ActivityStatusCode.Error, reason);

    private static Activity? Tagged(Activity? activity, ReadOnlySpan<(string Name, string? Value)> tags)
    {
        foreach (var (name, value) in tags)
        {
            activity?.SetTag(name, value);
        }

        return activity;
    }
}
