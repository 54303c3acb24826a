using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>One entry of <c>@Message.ExtendedInfo</c> (Message v1_3_0).</summary>
/// <param name="Args">As many as the registry's message takes, in its order.</param>
/// <param name="Related">JSON pointers into the request.</param>
internal sealed record RedfishMessage(
    [property: JsonPropertyName("MessageId")] string Id,
    string Message,
    [property: JsonPropertyName("MessageArgs")] IReadOnlyList<string> Args,
    [property: JsonPropertyName("RelatedProperties")] IReadOnlyList<string>? Related,
    [property: JsonPropertyName("MessageSeverity")] string Severity,
    string Resolution)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Message.v1_3_0.Message";

    /// <summary>The deprecated twin of <c>MessageSeverity</c>, still read by clients.</summary>
    [JsonPropertyName("Severity")]
    public string OldSeverity => Severity;
}

/// <summary>The body of every Redfish error (DSP0266, error responses).</summary>
internal sealed record RedfishErrorBody([property: JsonPropertyName("error")] RedfishErrorContent Error);

internal sealed record RedfishErrorContent(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("@Message.ExtendedInfo")] IReadOnlyList<RedfishMessage> ExtendedInfo);
