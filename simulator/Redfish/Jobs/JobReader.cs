using System.Globalization;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Reads what a client orders (Job v1_3_0): the reset of a system, now or later.</summary>
internal sealed class JobReader(Pod pod, DateTimeOffset now)
{
    // The longest that a wait can be told to a timer.
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(30);

    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "JobState", "JobStatus", "JobType", "PercentComplete", "CreatedBy", "CreationTime", "StartTime", "EndTime", "Messages", "HidePayload", "Actions",
    ];

    public (JobOrder? Order, IReadOnlyList<RedfishMessage> Problems) Read(JsonElement body)
    {
        var reader = new BodyReader(body, []);
        var name = reader.Text("Name");
        var start = ReadStart(reader);
        var order = ReadPayload(reader);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        return reader.Problems.Count == 0 && order is not null ? (order with { Name = name, Start = start }, []) : (null, reader.Problems);
    }

    private DateTimeOffset? ReadStart(BodyReader reader)
    {
        if (reader.Object("Schedule") is not { } schedule)
        {
            return null;
        }

        var text = schedule.Text("InitialStartTime");
        schedule.NothingElse();
        if (text is null)
        {
            return null;
        }

        var pointer = schedule.Pointer("InitialStartTime");
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(pointer, text, "a date and time like 2026-11-20T10:00:00Z"));
            return null;
        }

        if (start - now > Farthest)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(pointer, text, $"no more than {Farthest.TotalDays} days away"));
        }

        return start;
    }

    private JobOrder? ReadPayload(BodyReader reader)
    {
        if (!reader.Has("Payload"))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("Payload")));
        }

        if (reader.Object("Payload") is not { } payload)
        {
            return null;
        }

        foreach (var missing in new[] { "HttpOperation", "TargetUri", "JsonBody" }.Where(p => !payload.Has(p)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(payload.Pointer(missing)));
        }

        payload.OneOf("HttpOperation", HttpMethods.Post);
        payload.Find("HttpHeaders");
        var system = ReadTarget(payload);
        var reset = ReadBody(payload, out var json);
        payload.NothingElse();
        return system is null || reset is null
            ? null
            : new JobOrder(
                Name: null, new TaskRequest(HttpMethods.Post, $"{SystemUris.Of(system)}/Actions/ComputerSystem.Reset", json), system.Id, reset.Value, Start: null);
    }

    private ComputerSystem? ReadTarget(BodyReader payload)
    {
        if (payload.Text("TargetUri") is not { } uri)
        {
            return null;
        }

        const string Action = "/Actions/ComputerSystem.Reset";
        var isReset = uri.StartsWith($"{SystemUris.Systems}/", StringComparison.Ordinal) && uri.EndsWith(Action, StringComparison.Ordinal);
        if (isReset && uri.Length > SystemUris.Systems.Length + 1 + Action.Length
            && pod.FindSystem(uri[(SystemUris.Systems.Length + 1)..^Action.Length]) is { } system)
        {
            return system;
        }

        payload.Problem(RedfishMessages.PropertyValueNotInList(
            payload.Pointer("TargetUri"), uri, [$"{SystemUris.Systems}/{{id of a system}}{Action}"]));
        return null;
    }

    // The body of the later request stands in this one as text; it is read now, so that what is wrong is told at once.
    private static ResetType? ReadBody(BodyReader payload, out string json)
    {
        json = payload.Text("JsonBody") ?? "";
        if (json.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var action = new ActionReader(document.RootElement, "ComputerSystem.Reset");
                var reset = action.OneOf<ResetType>("ResetType", isRequired: true);
                action.NothingElse();
                foreach (var problem in action.Problems)
                {
                    payload.Problem(problem with { Related = [payload.Pointer("JsonBody")] });
                }

                return reset;
            }
        }
        catch (JsonException)
        {
            // Told below, as for text that is JSON and no object.
        }

        payload.Problem(RedfishMessages.PropertyValueFormatError(payload.Pointer("JsonBody"), json, "the text of a JSON object"));
        return null;
    }
}
