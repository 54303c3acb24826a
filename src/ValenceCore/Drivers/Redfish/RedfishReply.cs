using System.Net;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>What a pod manager answered.</summary>
/// <param name="Status">200, 201, 202 and 204 are equal success.</param>
/// <param name="Body">The JSON body, or null when there was none.</param>
/// <param name="Location">Path of what was made, without scheme and host (a pod may send either form, redfish-pod 2.3.7).</param>
/// <param name="RetryAfter">The pause the pod asks for, or null.</param>
internal sealed record RedfishReply(HttpStatusCode Status, JsonElement? Body, string? Location, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
