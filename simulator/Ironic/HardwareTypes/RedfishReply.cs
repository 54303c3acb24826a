using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>One answer of a Redfish service.</summary>
/// <param name="Body">Empty when the answer had no JSON object.</param>
internal sealed record RedfishReply(string Request, int Status, JsonObject Body, string? ETag, string? Token, string? Location)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What went wrong, in one sentence: request, status, and the service's own words.</summary>
    public string Problem => $"{Request} returned code {Status}. {Said}".TrimEnd();

    private string Said => Body["error"] is not JsonObject error ? ""
        : error["@Message.ExtendedInfo"] is JsonArray { Count: > 0 } messages && Json.Text((messages[0] as JsonObject)?["Message"]) is { } first ? first
        : Json.Text(error["message"]) ?? "";
}
