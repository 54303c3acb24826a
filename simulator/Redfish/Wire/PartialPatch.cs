using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// A PATCH in which some properties cannot be updated whatever their value is (read-only, unknown): the rest is done as one, and each of
/// them is told of beside its place in the answer (DSP0266, PATCH). A wrong value is another matter: it refuses the whole request.
/// </summary>
internal static class PartialPatch
{
    private const string ExtendedInfo = "@Message.ExtendedInfo";

    private static readonly string[] NeverUpdated = ["PropertyNotWritable", "PropertyUnknown"];

    /// <param name="context">The request.</param>
    /// <param name="change">Changes all that the body asks for, or nothing; it is called again with what remains of the body.</param>
    public static async Task<IResult> RunAsync(HttpContext context, Func<HttpContext, Task<IResult>> change)
    {
        var answer = await change(context);
        if (answer is not RedfishErrorResult { Status: StatusCodes.Status400BadRequest, Messages: var refused }
            || !refused.All(IsNeverUpdated)
            || Rest(RequestBody.Read(context), refused) is not { } rest)
        {
            return answer;
        }

        RequestBody.Replace(context, rest);
        return await change(context) switch
        {
            RedfishErrorResult other => RedfishErrors.Answer(other.Status, [.. other.Messages, .. refused]),
            IChangedResource changed => changed.Telling(refused),
            var done => done,
        };
    }

    /// <summary>Puts each message beside the property that it is about, or beside the nearest object that the resource has, and all at the top.</summary>
    public static void Annotate(JsonObject resource, IReadOnlyList<RedfishMessage> refused)
    {
        foreach (var message in refused)
        {
            var (place, name) = Nearest(resource, Steps(message));
            if (place[name + ExtendedInfo] is JsonArray notes)
            {
                notes.Add(Json(message));
            }
            else
            {
                place[name + ExtendedInfo] = new JsonArray(Json(message));
            }
        }

        resource[ExtendedInfo] = new JsonArray([.. refused.Select(Json)]);
    }

    private static bool IsNeverUpdated(RedfishMessage message) =>
        message.Related is [_] && NeverUpdated.Contains(message.Id[(message.Id.LastIndexOf('.') + 1)..]);

    // Null when nothing would be left to do.
    private static JsonElement? Rest(JsonElement body, IReadOnlyList<RedfishMessage> refused)
    {
        var rest = JsonObject.Create(body)!;
        foreach (var message in refused)
        {
            var steps = Steps(message);
            if (Find(rest, steps[..^1]) is not JsonObject place || !place.Remove(steps[^1]))
            {
                return null;
            }

            Prune(place);
        }

        return rest.All(p => p.Key.StartsWith("@odata.", StringComparison.Ordinal)) ? null : JsonElement.Parse(rest.ToJsonString());
    }

    // What asked for nothing else asks for nothing now: an object without properties, an array of such objects.
    private static void Prune(JsonNode place)
    {
        while (IsEmpty(place) && place.Parent is { } parent)
        {
            (parent as JsonObject)?.Remove(place.GetPropertyName());
            place = parent;
        }
    }

    private static bool IsEmpty(JsonNode place) => place switch
    {
        JsonObject item => item.Count == 0,
        JsonArray items => items.All(i => i is JsonObject { Count: 0 }),
        _ => false,
    };

    private static JsonNode? Find(JsonNode? node, IEnumerable<string> steps) => steps.Aggregate(node, Step);

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject item => item[step],
        JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        _ => null,
    };

    private static (JsonObject Place, string Name) Nearest(JsonObject resource, string[] steps)
    {
        for (var depth = steps.Length - 1; depth > 0; depth--)
        {
            if (Find(resource, steps[..depth]) is JsonObject place)
            {
                return (place, steps[depth]);
            }
        }

        return (resource, steps[0]);
    }

    private static string[] Steps(RedfishMessage message) => message.Related![0]["#/".Length..].Split('/');

    private static JsonNode? Json(RedfishMessage message) => JsonSerializer.SerializeToNode(message, WireJson.Default.RedfishMessage);
}
