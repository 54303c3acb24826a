using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simulator.Redfish;

/// <summary>SubmitTestEvent: every subscriber whose filter lets it through gets the event that the client describes.</summary>
internal static partial class TestEventAction
{
    private const string Action = "EventService.SubmitTestEvent";

    public static async Task<IResult> RunAsync(HttpContext context, TestEvents tests, TimeProvider clock)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var test = Read(reader, clock);
        reader.NoOtherParameters(Action);
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        tests.Submit(test);
        return Results.NoContent();
    }

    /// <summary>TestEventSubscription: the standard's own test message, without anything to describe.</summary>
    public static async Task<IResult> RunPredefinedAsync(HttpContext context, TestEvents tests, TimeProvider clock)
    {
        if (await NoParameters.RefusalAsync(context, "EventService.TestEventSubscription") is { } refusal)
        {
            return refusal;
        }

        tests.Submit(new PodEvent(0, clock.GetUtcNow(), "Other", MessageRegistries.ResourceEvent.Message("TestMessage", []), EventUris.Service, "EventService"));
        return Results.NoContent();
    }

    private static PodEvent Read(BodyReader reader, TimeProvider clock)
    {
        var id = Text(reader, "MessageId");
        if (!reader.Has("MessageId"))
        {
            reader.Problem(RedfishMessages.ActionParameterMissing(Action, "MessageId"));
        }
        else if (id is not null && !MessageIdForm().IsMatch(id))
        {
            reader.Problem(RedfishMessages.ActionParameterValueFormatError(Action, "MessageId", id, "Registry.Major.Minor.Key"));
        }

        var args = Args(reader);
        var severity = OneOf(reader, "MessageSeverity", EventNames.Severities) ?? OneOf(reader, "Severity", EventNames.Severities) ?? "OK";
        var says = Text(reader, "Message") ?? "This is a test event.";
        var origin = Text(reader, "OriginOfCondition");
        return new PodEvent(
            0, Time(reader) ?? clock.GetUtcNow(), OneOf(reader, "EventType", EventNames.Types) ?? "Other",
            new RedfishMessage(id ?? "", says, args, Related: null, severity, "None."), origin)
        {
            EventId = Text(reader, "EventId"),
        };
    }

    private static string? Text(BodyReader reader, string name)
    {
        if (reader.Find(name) is not { ValueKind: not JsonValueKind.String } other)
        {
            return reader.Find(name)?.GetString();
        }

        reader.Problem(RedfishMessages.ActionParameterValueTypeError(Action, name, other.GetRawText(), "a string"));
        return null;
    }

    private static string? OneOf(BodyReader reader, string name, IReadOnlyList<string> allowed)
    {
        var text = Text(reader, name);
        if (text is not null && !allowed.Contains(text))
        {
            reader.Problem(RedfishMessages.ActionParameterValueNotInList(Action, name, text, allowed));
        }

        return text;
    }

    private static DateTimeOffset? Time(BodyReader reader)
    {
        if (Text(reader, "EventTimestamp") is null)
        {
            return null;
        }

        if (reader.Find("EventTimestamp")!.Value.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        reader.Problem(RedfishMessages.ActionParameterValueFormatError(Action, "EventTimestamp", Text(reader, "EventTimestamp")!, "a date and time with offset"));
        return null;
    }

    private static IReadOnlyList<string> Args(BodyReader reader)
    {
        if (reader.Find("MessageArgs") is not { } list)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(a => a.ValueKind == JsonValueKind.String))
        {
            return [.. list.EnumerateArray().Select(a => a.GetString()!)];
        }

        reader.Problem(RedfishMessages.ActionParameterValueTypeError(Action, "MessageArgs", list.GetRawText(), "an array of strings"));
        return [];
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+\.\d+\.\d+\.[A-Za-z0-9.]+$")]
    private static partial Regex MessageIdForm();
}
