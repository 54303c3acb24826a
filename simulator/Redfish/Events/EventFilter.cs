using System.Globalization;

namespace Simulator.Redfish;

/// <summary>
/// What a subscriber wants to hear (EventDestination v1_16_0): events, of which every list that is not empty must hold the event, or
/// metric reports.
/// </summary>
internal sealed record EventFilter
{
    public static EventFilter Everything { get; } = new();

    public IReadOnlyList<string> EventTypes { get; init; } = [];

    public IReadOnlyList<string> RegistryPrefixes { get; init; } = [];

    public IReadOnlyList<string> ExcludeRegistryPrefixes { get; init; } = [];

    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>With or without the version of the registry.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <inheritdoc cref="MessageIds"/>
    public IReadOnlyList<string> ExcludeMessageIds { get; init; } = [];

    public IReadOnlyList<string> OriginResources { get; init; } = [];

    /// <summary>True also lets through what happens to resources below <see cref="OriginResources"/>; null was not asked for.</summary>
    public bool? SubordinateResources { get; init; }

    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>True for metric reports and no events.</summary>
    public bool WantsReports { get; init; }

    /// <summary>URIs of the definitions whose reports are wanted; none means all.</summary>
    public IReadOnlyList<string> ReportDefinitions { get; init; } = [];

    public bool Lets(PodEvent happened)
    {
        if (happened.Report is { } report)
        {
            return WantsReports && Has(ReportDefinitions, report.MetricReportDefinition.ODataId);
        }

        if (WantsReports)
        {
            return false;
        }

        var (prefix, _) = Parts(happened.Message.Id);
        return Has(EventTypes, happened.Type)
            && Has(RegistryPrefixes, prefix)
            && !ExcludeRegistryPrefixes.Contains(prefix)
            && Has(ResourceTypes, happened.OriginType)
            && (MessageIds.Count == 0 || MessageIds.Any(id => IsSame(id, happened.Message.Id)))
            && !ExcludeMessageIds.Any(id => IsSame(id, happened.Message.Id))
            && (OriginResources.Count == 0 || OriginResources.Any(origin => IsFrom(happened, origin, SubordinateResources == true)))
            && Has(Severities, happened.Message.Severity);
    }

    /// <summary>True for an id that this service sends, in whatever version.</summary>
    public static bool IsKnown(string messageId)
    {
        var (prefix, key) = Parts(messageId);
        var version = messageId.Split('.')[1..^1];
        return MessageRegistries.All.Any(r => r.Prefix == prefix && r.Has(key))
            && (version.Length == 0 || (version.Length == 2 && version.All(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _))));
    }

    /// <summary>Prefix and key agree; versions are not compared, as the schema asks.</summary>
    public static bool IsSame(string messageId, string other) => Parts(messageId) == Parts(other);

    public static bool IsFrom(PodEvent happened, string origin, bool orBelow) =>
        happened.Origin is { } uri && (uri == origin || (orBelow && uri.StartsWith(origin.TrimEnd('/') + '/', StringComparison.Ordinal)));

    public static (string Prefix, string Key) Parts(string messageId)
    {
        var parts = messageId.Split('.');
        return (parts[0], parts[^1]);
    }

    private static bool Has(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));
}
