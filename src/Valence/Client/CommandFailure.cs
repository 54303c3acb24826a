using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>Ends a command with a line or two for a person and a code for a script.</summary>
internal sealed class CommandFailure(int exitCode, string detail, string? more = null) : Exception(detail)
{
    /// <summary>What an error body says beside its detail, by key and the word it is shown under.</summary>
    private static readonly (string Key, string Word)[] Particulars =
        [("stage", "stage"), ("fault", "fault"), ("next", "next"), ("operation_id", "operation"), ("request_id", "request")];

    public int Code => exitCode;

    public string? More => more;

    public IEnumerable<string> Lines => more is null ? [Message] : [Message, more];

    public static CommandFailure Usage(string detail) => new(ExitCode.Usage, detail);

    /// <summary>From the flat error body of valence-api 1.2; a body that is none still has a status.</summary>
    public static CommandFailure Refused(int status, JsonNode? body, string path)
    {
        var error = body as JsonObject;
        var detail = error?["detail"]?.ToString() ?? $"The service answered {status} to {path} and gave no reason.";

        // An error with an operation is the end of that operation, whatever status it is told with.
        return new CommandFailure(
            error?["operation_id"] is null ? ExitCode.Of(status) : ExitCode.OperationFailed, detail, ParticularsOf(error));
    }

    public static CommandFailure Ended(JsonObject operation)
    {
        var error = operation["error"] as JsonObject;
        var state = operation["state"]?.ToString();
        var reason = error?["detail"]?.ToString();
        var note = operation["note"]?.ToString();
        var detail = string.Join(' ', ((string?[])[reason, note]).OfType<string>());
        var particulars = new JsonObject
        {
            ["stage"] = error?["stage"]?.DeepClone(),
            ["fault"] = error?["fault"]?.DeepClone(),
            ["next"] = error?["next"]?.DeepClone(),
            ["operation_id"] = operation["id"]?.DeepClone(),
        };
        return new CommandFailure(
            ExitCode.OperationFailed, detail.Length > 0 ? detail : $"The operation is '{state}'.", ParticularsOf(particulars, state));
    }

    private static string? ParticularsOf(JsonObject? error, string? state = null)
    {
        var parts = Particulars
            .Select(pair => (pair.Word, Value: error?[pair.Key]?.ToString()))
            .Where(pair => pair.Value is { Length: > 0 })
            .Select(pair => $"{pair.Word}: {pair.Value}")
            .ToList();
        if (state is not null)
        {
            parts.Insert(0, $"state: {state}");
        }

        return parts.Count == 0 ? null : string.Join("; ", parts);
    }
}
