namespace Simulator.Redfish;

/// <summary>What events can be of and about: the allowed values of filters.</summary>
internal static class EventNames
{
    public static IReadOnlyList<string> Types { get; } = ["StatusChange", "ResourceUpdated", "ResourceAdded", "ResourceRemoved", "Alert", "Other"];

    /// <summary>What is sent: events, or metric reports.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Event, MetricReport];

    public const string Event = "Event";

    public const string MetricReport = "MetricReport";

    public static IReadOnlyList<string> Prefixes { get; } = [.. MessageRegistries.All.Select(r => r.Prefix)];

    /// <summary>Every kind of resource in the tree: clients can change most, and the pod reports on others.</summary>
    public static IReadOnlyList<string> ResourceTypes(RouteKinds kinds) =>
        [.. kinds.All.Select(r => r.Kind).Where(k => !k.EndsWith("Collection", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Severities { get; } = ["OK", "Warning", "Critical"];
}
