using Simulator.Hardware;
using Simulator.Time;

namespace Simulator.Redfish;

/// <summary>TelemetryService v1_4_1: what is measured, reports of it, and triggers that watch it.</summary>
internal static class TelemetryRoutes
{
    public static RedfishRoutes MapTelemetry(this RedfishRoutes routes, WebApplication app, Pod pod, TestEvents events, SimulatorClock clock)
    {
        var metrics = new Metrics(routes.Read);
        var reports = new MetricReports(metrics, ReportDefinition.Predefined(pod), clock.Background);
        var triggers = new Triggers(metrics, Trigger.Predefined(pod), events, clock.Background);
        reports.Made += (definition, report) => Send(events, definition, report);
        app.Lifetime.ApplicationStopping.Register(reports.Dispose);
        app.Lifetime.ApplicationStopping.Register(triggers.Dispose);
        var definitionReader = new ReportDefinitionReader(reports, metrics);
        var triggerReader = new TriggerReader(triggers, metrics);
        return routes
            .Resource(TelemetryUris.Service, TelemetryJsonContext.Default.TelemetryServiceJson, _ => new TelemetryServiceJson())
            .Collection(TelemetryUris.Definitions, "MetricDefinition", _ => ResourceCollection.Of(
                TelemetryUris.Definitions, "Metric Definitions", MetricDefinition.All.Select(d => d.Id)))
            .Resource($"{TelemetryUris.Definitions}/{{id}}", TelemetryJsonContext.Default.MetricDefinitionJson, context =>
                MetricDefinition.All.FirstOrDefault(d => d.Id == RedfishRoutes.Id(context)) is { } found ? new MetricDefinitionJson(found) : null)
            .Collection(
                TelemetryUris.ReportDefinitions, "MetricReportDefinition",
                _ => ResourceCollection.Of(TelemetryUris.ReportDefinitions, "Metric Report Definitions", reports.Ids), definitionReader.AddAsync)
            .Resource(
                $"{TelemetryUris.ReportDefinitions}/{{id}}", TelemetryJsonContext.Default.ReportDefinitionJson,
                context => reports.Find(RedfishRoutes.Id(context)) is { } found ? new ReportDefinitionJson(found) : null,
                patch: definitionReader.ChangeAsync, delete: definitionReader.RemoveAsync)
            .Collection(TelemetryUris.Reports, "MetricReport", _ => ResourceCollection.Of(TelemetryUris.Reports, "Metric Reports", reports.LoggedIds))
            .Resource($"{TelemetryUris.Reports}/{{id}}", TelemetryJsonContext.Default.MetricReportJson, context =>
                reports.Report(RedfishRoutes.Id(context)) is var (definition, report) ? new MetricReportJson(definition, report) : null)
            .Collection(
                TelemetryUris.Triggers, "Triggers",
                _ => ResourceCollection.Of(TelemetryUris.Triggers, "Triggers", triggers.All.Select(t => t.Id)), triggerReader.AddAsync)
            .Resource(
                $"{TelemetryUris.Triggers}/{{id}}", TelemetryJsonContext.Default.TriggerJson,
                context => triggers.Find(RedfishRoutes.Id(context)) is { } found ? new TriggerJson(found) : null,
                patch: triggerReader.ChangeAsync, delete: triggerReader.RemoveAsync);
    }

    private static void Send(TestEvents events, ReportDefinition definition, MetricReport report)
    {
        if (definition.IsSent)
        {
            var json = new MetricReportJson(definition, report);
            events.Tell(
                new PodEvent(0, report.At, "Other", MessageRegistries.ResourceEvent.Message("ResourceChanged", []), json.ODataId, "MetricReport") { Report = json },
                "MetricReport", $"The report {definition.Title} is made and sent.");
        }
    }
}
