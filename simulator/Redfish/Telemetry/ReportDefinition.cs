using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Redfish <c>MetricReportDefinitionType</c>, as far as reports are made here.</summary>
internal enum ReportType
{
    /// <summary>Made again and again, at an interval of simulated time.</summary>
    Periodic,

    /// <summary>Made when somebody reads it.</summary>
    OnRequest,
}

/// <summary>Redfish <c>ReportUpdatesEnum</c>: what a new collection does to the one before.</summary>
internal enum ReportUpdates
{
    Overwrite,
    AppendWrapsWhenFull,
    AppendStopsWhenFull,
}

/// <summary>What is collected, and when.</summary>
/// <param name="Interval">Of a periodic one.</param>
/// <param name="IsPredefined">The service's own; it can be changed and not deleted.</param>
internal sealed record ReportDefinition(
    string Id,
    string Title,
    ReportType Type,
    bool IsEnabled,
    TimeSpan? Interval,
    ReportUpdates Updates,
    IReadOnlyList<MetricPointer> Pointers,
    IReadOnlyList<MetricSelection> Metrics,
    IReadOnlyList<MetricWildcard> Wildcards,
    bool IsPredefined)
{
    /// <summary>Whether it can be read in the collection of reports.</summary>
    public bool IsLogged { get; init; } = true;

    /// <summary>Whether each report is sent to the subscribers of reports.</summary>
    public bool IsSent { get; init; }

    public IEnumerable<MetricSelection> Selections => Metrics.Prepend(new MetricSelection(null, Pointers));

    /// <summary>What a pod starts with.</summary>
    public static IReadOnlyList<ReportDefinition> Predefined(Pod pod) =>
    [
        Of("Power", "Power of the racks", ReportType.Periodic, TimeSpan.FromMinutes(10), pod.Racks.Select(r => r.Id), "PowerWatts", "power"),
        Of("Thermal", "Temperatures of the drawers", ReportType.OnRequest, null, pod.Drawers.Keys, "TemperatureCelsius", "intake", "exhaust"),
        Of("Processors", "Load of the processors", ReportType.OnRequest, null, pod.Systems.Keys, "ProcessorLoadPercent", "load"),
    ];

    private static ReportDefinition Of(
        string id, string title, ReportType type, TimeSpan? interval, IEnumerable<string> chassis, string metric, params IReadOnlyList<string> sensors) =>
        new(id, title, type, IsEnabled: true, interval, ReportUpdates.Overwrite, [],
            [new MetricSelection(metric, [.. sensors.Select(s => MetricPointer.TryParse($"/redfish/v1/Chassis/{{ChassisId}}/Sensors/{s}#/Reading")!)])],
            [new MetricWildcard("ChassisId", [.. chassis])], IsPredefined: true);
}

/// <summary>MetricReportDefinition v1_4_7.</summary>
internal sealed class ReportDefinitionJson(ReportDefinition definition)
    : Resource($"{TelemetryUris.ReportDefinitions}/{definition.Id}", Type, definition.Id, definition.Title), IResource
{
    public static string Type => "#MetricReportDefinition.v1_4_7.MetricReportDefinition";

    public string MetricReportDefinitionType => definition.Type.ToString();

    public bool MetricReportDefinitionEnabled => definition.IsEnabled;

    public ScheduleJson? Schedule => definition.Interval is { } interval ? new ScheduleJson(interval) : null;

    public const string Log = "LogToMetricReportsCollection";

    public const string Send = "RedfishEvent";

    public IReadOnlyList<string> ReportActions => [.. definition.IsLogged ? [Log] : Array.Empty<string>(), .. definition.IsSent ? [Send] : Array.Empty<string>()];

    public string ReportUpdates => definition.Updates.ToString();

    public int AppendLimit => MetricReports.AppendLimit;

    public IReadOnlyList<string> MetricProperties => [.. definition.Pointers.Select(p => p.ToString())];

    public IReadOnlyList<MetricJson> Metrics => [.. definition.Metrics.Select(m => new MetricJson(m.MetricId, [.. m.Pointers.Select(p => p.ToString())]))];

    public IReadOnlyList<WildcardJson> Wildcards => [.. definition.Wildcards.Select(w => new WildcardJson(w.Name, w.Values))];

    public Status Status => new(definition.IsEnabled ? "Enabled" : "Disabled", "OK");

    public Link? MetricReport => definition.IsLogged ? new($"{TelemetryUris.Reports}/{definition.Id}") : null;
}

internal sealed record ScheduleJson(TimeSpan RecurrenceInterval);

internal sealed record MetricJson(string? MetricId, IReadOnlyList<string> MetricProperties);

/// <summary>MetricReport v1_5_2.</summary>
internal sealed class MetricReportJson(ReportDefinition definition, MetricReport report)
    : Resource($"{TelemetryUris.Reports}/{definition.Id}", Type, definition.Id, $"Report: {definition.Title}"), IResource
{
    public static string Type => "#MetricReport.v1_5_2.MetricReport";

    /// <summary>A subscriber's word, in what is sent to it.</summary>
    public string? Context { get; init; }

    public DateTimeOffset Timestamp => report.At;

    public Link MetricReportDefinition => new($"{TelemetryUris.ReportDefinitions}/{definition.Id}");

    public IReadOnlyList<MetricValueJson> MetricValues => report.Values;

    public MetricReportJson For(string? context) => new(definition, report) { Context = context };
}

/// <summary>What was collected.</summary>
internal sealed record MetricReport(DateTimeOffset At, IReadOnlyList<MetricValueJson> Values);

internal sealed record MetricValueJson(string? MetricId, string MetricProperty, string MetricValue, DateTimeOffset Timestamp);
