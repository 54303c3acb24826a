namespace Simulator.Redfish;

/// <summary>POST, PATCH and DELETE of report definitions.</summary>
internal sealed class ReportDefinitionReader(MetricReports reports, Metrics metrics)
{
    private static readonly string[] ReadOnlyProperties = ["Description", "AppendLimit", "Status", "MetricReport", "Links", "Actions"];

    private static readonly ReportDefinition Blank =
        new("", "", ReportType.OnRequest, IsEnabled: true, Interval: null, ReportUpdates.Overwrite, [], [], [], IsPredefined: false);

    public async Task<IResult> AddAsync(HttpContext context)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var id = TelemetryReader.Id(reader);
        var name = reader.Text("Name");
        var wanted = Read(reader, Blank);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (reports.Add(id, newId => wanted with { Id = newId, Title = name ?? newId }) is not { } added)
        {
            return id is not null && reports.Find(id) is not null
                ? RedfishErrors.Conflict(AccountMessages.ResourceAlreadyExists("MetricReportDefinition", "Id", id))
                : RedfishErrors.Answer(StatusCodes.Status503ServiceUnavailable, [RedfishMessages.ResourceExhaustion("report definition", "There are as many report definitions as this service keeps.", "Delete one first.")]);
        }

        var json = new ReportDefinitionJson(added);
        return Created.Answer(context, json, TelemetryJsonContext.Default.ReportDefinitionJson);
    }

    public Task<IResult> ChangeAsync(HttpContext context)
    {
        var id = RedfishRoutes.Id(context);
        return PatchRequest.ApplyAsync(
            context, TelemetryJsonContext.Default.ReportDefinitionJson,
            reader =>
            {
                var wanted = Read(reader, reports.Find(id)!);
                return () => reports.Change(id, _ => wanted) is null ? RedfishErrors.NotFound(context.Request.Path) : null;
            },
            () => new ReportDefinitionJson(reports.Find(id)!));
    }

    public Task<IResult> RemoveAsync(HttpContext context)
    {
        var id = RedfishRoutes.Id(context);
        return Task.FromResult(reports.Find(id) is { IsPredefined: true }
            ? RedfishErrors.Answer(StatusCodes.Status403Forbidden, [RedfishMessages.ResourceCannotBeDeleted($"The report definition {id} is the service's own; it can be disabled.")])
            : reports.Remove(id) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path));
    }

    private ReportDefinition Read(BodyReader reader, ReportDefinition present)
    {
        var wildcards = TelemetryReader.Wildcards(reader) ?? present.Wildcards;
        var pointers = TelemetryReader.Pointers(reader, metrics, wildcards);
        var selections = Selections(reader, wildcards);
        var schedule = reader.Object("Schedule");
        var interval = schedule is null ? present.Interval : TelemetryReader.Interval(schedule, "RecurrenceInterval") ?? present.Interval;
        schedule?.NothingElse();
        var actions = TelemetryReader.Texts(reader, "ReportActions");
        foreach (var action in (actions ?? []).Where(a => a is not (ReportDefinitionJson.Log or ReportDefinitionJson.Send)))
        {
            reader.Problem(RedfishMessages.PropertyValueNotInList(reader.Pointer("ReportActions"), action, [ReportDefinitionJson.Log, ReportDefinitionJson.Send]));
        }

        var wanted = present with
        {
            Type = reader.OneOf<ReportType>("MetricReportDefinitionType") ?? present.Type,
            IsEnabled = reader.Flag("MetricReportDefinitionEnabled") ?? present.IsEnabled,
            Updates = reader.OneOf<ReportUpdates>("ReportUpdates") ?? present.Updates,
            IsLogged = actions?.Contains(ReportDefinitionJson.Log) ?? present.IsLogged,
            IsSent = actions?.Contains(ReportDefinitionJson.Send) ?? present.IsSent,
            Interval = interval,
            Wildcards = wildcards,
            Pointers = pointers ?? present.Pointers,
            Metrics = selections ?? present.Metrics,
        };
        Check(reader, wanted);
        return wanted;
    }

    private static void Check(BodyReader reader, ReportDefinition wanted)
    {
        if (wanted.Type == ReportType.Periodic && wanted.Interval is null && reader.Problems.Count == 0)
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("Schedule/RecurrenceInterval")));
        }

        // One on request is made for whoever reads it, so there is never anything to send.
        if (wanted is { Type: ReportType.OnRequest, IsSent: true } or { Type: ReportType.OnRequest, IsLogged: false } && reader.Problems.Count == 0)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("ReportActions"), "MetricReportDefinitionType"));
        }

        if (reader.Problems.Count == 0 && !wanted.Selections.Any(s => s.Pointers.Count > 0))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("MetricProperties")));
        }
    }

    private List<MetricSelection>? Selections(BodyReader reader, IReadOnlyList<MetricWildcard> wildcards)
    {
        if (!reader.Has("Metrics"))
        {
            return null;
        }

        var selections = new List<MetricSelection>();
        foreach (var item in reader.Objects("Metrics"))
        {
            selections.Add(new MetricSelection(item.Text("MetricId"), TelemetryReader.Pointers(item, metrics, wildcards) ?? []));
            item.NothingElse();
        }

        return selections;
    }
}
