using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>POST, PATCH and DELETE of triggers.</summary>
internal sealed class TriggerReader(Triggers triggers, Metrics metrics)
{
    private static readonly string[] ReadOnlyProperties = ["Description", "Status", "Links", "Actions"];

    private static readonly Trigger Blank = new("", "", IsEnabled: true, [], [], new TriggerThresholds(), IsPredefined: false);

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
        reader.OneOf("MetricType", "Numeric");
        Actions(reader);
        var wanted = Read(reader, Blank);
        foreach (var missing in new[] { "MetricProperties", "NumericThresholds" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }

        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (triggers.Add(id, newId => wanted with { Id = newId, Title = name ?? newId }) is not { } added)
        {
            return id is not null && triggers.Find(id) is not null
                ? RedfishErrors.Conflict(AccountMessages.ResourceAlreadyExists("Triggers", "Id", id))
                : RedfishErrors.Answer(StatusCodes.Status503ServiceUnavailable, [RedfishMessages.ResourceExhaustion("trigger", "There are as many triggers as this service keeps.", "Delete one first.")]);
        }

        var json = new TriggerJson(added);
        return Created.Answer(context, json, TelemetryJsonContext.Default.TriggerJson);
    }

    public Task<IResult> ChangeAsync(HttpContext context)
    {
        var id = RedfishRoutes.Id(context);
        return PatchRequest.ApplyAsync(
            context, TelemetryJsonContext.Default.TriggerJson,
            reader =>
            {
                var wanted = Read(reader, triggers.Find(id)!);
                return () => triggers.Change(id, _ => wanted) is null ? RedfishErrors.NotFound(context.Request.Path) : null;
            },
            () => new TriggerJson(triggers.Find(id)!));
    }

    public Task<IResult> RemoveAsync(HttpContext context)
    {
        var id = RedfishRoutes.Id(context);
        return Task.FromResult(triggers.Find(id) is { IsPredefined: true }
            ? RedfishErrors.Answer(StatusCodes.Status403Forbidden, [RedfishMessages.ResourceCannotBeDeleted($"The trigger {id} is the service's own; it can be disabled.")])
            : triggers.Remove(id) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path));
    }

    private Trigger Read(BodyReader reader, Trigger present)
    {
        var wildcards = TelemetryReader.Wildcards(reader) ?? present.Wildcards;
        return present with
        {
            IsEnabled = reader.Flag("TriggerEnabled") ?? present.IsEnabled,
            Wildcards = wildcards,
            Pointers = TelemetryReader.Pointers(reader, metrics, wildcards) ?? present.Pointers,
            Thresholds = Thresholds(reader, present.Thresholds),
        };
    }

    private static void Actions(BodyReader reader)
    {
        foreach (var action in (TelemetryReader.Texts(reader, "TriggerActions") ?? []).Where(a => a != "RedfishEvent"))
        {
            reader.Problem(RedfishMessages.PropertyValueNotInList(reader.Pointer("TriggerActions"), action, ["RedfishEvent"]));
        }
    }

    private static TriggerThresholds Thresholds(BodyReader reader, TriggerThresholds present)
    {
        if (reader.Object("NumericThresholds") is not { } given)
        {
            return present;
        }

        var wanted = new TriggerThresholds
        {
            UpperCritical = Threshold(given, "UpperCritical", present.UpperCritical, "Increasing"),
            UpperWarning = Threshold(given, "UpperWarning", present.UpperWarning, "Increasing"),
            LowerWarning = Threshold(given, "LowerWarning", present.LowerWarning, "Decreasing"),
            LowerCritical = Threshold(given, "LowerCritical", present.LowerCritical, "Decreasing"),
        };
        given.NothingElse();
        if (given.Problems.Count == 0 && !wanted.Any)
        {
            reader.Problem(RedfishMessages.PropertyMissing(given.Pointer("UpperWarning")));
        }
        else if (!wanted.AreInOrder)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("NumericThresholds"), "NumericThresholds: they must rise from LowerCritical to UpperCritical"));
        }

        return wanted;
    }

    // Null takes a threshold away; an upper one acts on the way up and a lower one on the way down.
    private static double? Threshold(BodyReader thresholds, string name, double? present, string activation)
    {
        if (thresholds.Find(name) is not { } value)
        {
            return present;
        }

        if (value.ValueKind == JsonValueKind.Null || thresholds.Object(name) is not { } threshold)
        {
            return null;
        }

        threshold.OneOf("Activation", activation);
        var reading = threshold.Find("Reading");
        threshold.NothingElse();
        if (reading is { ValueKind: JsonValueKind.Number } number && double.IsFinite(number.GetDouble()))
        {
            return number.GetDouble();
        }

        threshold.Problem(reading is { } other
            ? RedfishMessages.PropertyValueTypeError(threshold.Pointer("Reading"), other.GetRawText(), "a number that this service can hold")
            : RedfishMessages.PropertyMissing(threshold.Pointer("Reading")));
        return null;
    }
}
