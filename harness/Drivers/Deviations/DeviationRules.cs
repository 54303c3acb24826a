using System.Text.Json.Nodes;
using Harness.Drivers.Wire;

namespace Harness.Drivers.Deviations;

/// <summary>What is usual in an answer, after DSP0266 (Redfish specification): status codes, headers, links, errors.</summary>
internal static class DeviationRules
{
    // DSP0266, Status codes: those that the standard names.
    private static readonly int[] Named =
        [200, 201, 202, 204, 301, 302, 304, 400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 415, 428, 431, 500, 501, 503, 507];

    public static IEnumerable<(string Kind, string Seen, string Usual)> Judge(Exchange exchange, JsonObject? body, TimeSpan slow) =>
        [.. Statuses(exchange), .. Headers(exchange, body, slow), .. Links(exchange, body), .. Values(body), .. Errors(exchange, body)];

    private static IEnumerable<(string, string, string)> Statuses(Exchange exchange)
    {
        var (method, status) = (exchange.Method, exchange.Status);
        if (!Named.Contains(status))
        {
            yield return ("status", $"answers {status} to {method}", "one of the status codes that DSP0266 names");
        }
        else if (status >= 500 && status != 501)
        {
            yield return ("status", $"answers {status} to {method}", "answers below 500; an error of the service's own is not the caller's to mend");
        }
        else if (status is >= 200 and < 300 && Usual(exchange) is { } usual && !usual.Contains(status))
        {
            yield return ("status", $"answers {status} to {Verb(exchange)}", $"{string.Join(", ", usual)} (DSP0266, HTTP methods)");
        }
    }

    private static int[]? Usual(Exchange exchange) => (exchange.Method, Verb(exchange)) switch
    {
        ("GET", _) when exchange.Path.Contains("/Monitor", StringComparison.Ordinal) => null,
        ("GET" or "HEAD", _) => [200, 202, 204],
        ("POST", "a POST that makes something") => [201, 202],
        ("POST", _) => [200, 202, 204],
        ("PATCH" or "PUT" or "DELETE", _) => [200, 202, 204],
        _ => null,
    };

    /// <summary>Allocate is an action and makes something (Intel RSD pod manager API).</summary>
    private static string Verb(Exchange exchange) => exchange.Method != "POST"
        ? exchange.Method
        : !exchange.Path.Contains("/Actions/", StringComparison.Ordinal) || exchange.Path.EndsWith("Allocate", StringComparison.Ordinal)
            ? "a POST that makes something"
            : "an action";

    private static IEnumerable<(string, string, string)> Headers(Exchange exchange, JsonObject? body, TimeSpan slow)
    {
        if (exchange.Status is 201 or 202 && exchange.Location is null)
        {
            yield return ("missing-location", $"answers {exchange.Status} without a Location header", "the address of what was made, or of the task monitor (DSP0266, Response headers)");
        }

        if (exchange.Took > slow)
        {
            yield return ("slow", $"takes more than {slow.TotalSeconds:0.#} s for {Verb(exchange)}", "an answer, or 202 with a task, within seconds");
        }

        if (exchange is { Method: "GET", Status: 200 } && TypeOf(body) is "ComputerSystem" or "ComposedNode"
            && exchange.ETag is null && body?["@odata.etag"] is null)
        {
            yield return ("missing-etag", $"shows a {TypeOf(body)} without an ETag", "an ETag, so that two clients cannot overwrite each other (DSP0266, ETags)");
        }

        if (exchange is { Method: "GET", Status: 200, Body.Length: > 0 } && exchange.MediaType != "application/json")
        {
            yield return ("media-type", $"sends a resource as {exchange.MediaType ?? "nothing named"}", "application/json (DSP0266, Media types)");
        }

        if (exchange is { Method: "GET", Status: 200 } && body is null)
        {
            yield return ("no-json", "answers 200 to GET without a JSON object", "the resource");
        }
    }

    private static IEnumerable<(string, string, string)> Links(Exchange exchange, JsonObject? body)
    {
        if (exchange is { Method: "GET", Status: 200 } && body is not null)
        {
            foreach (var property in new[] { "@odata.id", "target" })
            {
                if (Texts(body, property).Any(link => !link.StartsWith('/')))
                {
                    yield return ("relative-link", $"writes a {property} that is no absolute path", "a path from the root, beginning with / (DSP0266, Resource identifier)");
                }
            }
        }
    }

    private static IEnumerable<(string, string, string)> Values(JsonObject? body)
    {
        if (body?["Actions"] is not JsonObject actions)
        {
            yield break;
        }

        foreach (var name in new[] { "#ComputerSystem.Reset", "#ComposedNode.Reset" })
        {
            if (actions[name] is JsonObject action && action["@Redfish.ActionInfo"] is null
                && action["ResetType@Redfish.AllowableValues"] is null && action["ResetType@DMTF.AllowableValues"] is null)
            {
                yield return ("missing-allowable-values", $"offers {name} without saying which reset types it takes", "ResetType@Redfish.AllowableValues or an ActionInfo (DSP0266, Allowable values)");
            }
        }
    }

    private static IEnumerable<(string, string, string)> Errors(Exchange exchange, JsonObject? body)
    {
        if (exchange.Status >= 400 && exchange.Method != "HEAD" && body?["error"] is not JsonObject)
        {
            yield return ("silent-error", $"answers {exchange.Status} without an error object", "an error with code, message and @Message.ExtendedInfo (DSP0266, Error responses)");
        }
    }

    private static string? TypeOf(JsonObject? body) => (body?["@odata.type"] as JsonValue)?.ToString().TrimStart('#').Split('.')[0];

    private static IEnumerable<string> Texts(JsonNode? node, string property) => node switch
    {
        JsonObject resource => resource.SelectMany(one =>
            one.Key == property && one.Value is JsonValue value && value.TryGetValue<string>(out var text) ? [text] : Texts(one.Value, property)),
        JsonArray array => array.SelectMany(item => Texts(item, property)),
        _ => [],
    };
}
