using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

/// <summary>What Ironic answered; any status.</summary>
internal sealed record IronicReply(int Status, JsonNode? Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A member of the body, or null; one of another type than the reader wants counts as absent.</summary>
    public JsonNode? Field(string name) => (Body as JsonObject)?[name];

    /// <summary>The message for people. An error body is a JSON object whose only member is text that is JSON again;
    /// the inner object has <c>faultstring</c> or <c>description</c> and <c>title</c> (ironic-api 2).</summary>
    public string Message
    {
        get
        {
            var error = Field("error_message") ?? Field("error");
            if (error is JsonValue value && value.TryGetValue<string>(out var text))
            {
                return ReadInner(text);
            }

            return error is JsonObject inner ? Words(inner) ?? $"status {Status}" : $"status {Status} without a reason";
        }
    }

    private static string ReadInner(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject inner ? Words(inner) ?? text : text;
        }
        catch (JsonException)
        {
            // Some versions put plain text there.
            return text;
        }
    }

    private static string? Words(JsonObject inner) =>
        Word(inner, "faultstring") ?? Word(inner, "description") ?? Word(inner, "message") ?? Word(inner, "title");

    private static string? Word(JsonObject inner, string name) =>
        inner[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}

internal static class IronicJson
{
    /// <summary>A text in an object, or null.</summary>
    public static string? Text(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
