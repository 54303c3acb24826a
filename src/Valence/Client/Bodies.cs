using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>Makes request bodies out of options; what is not given is not sent.</summary>
internal static class Bodies
{
    public static void Put(JsonObject body, string key, JsonNode? value)
    {
        if (value is not null)
        {
            body[key] = value;
        }
    }

    public static void NeedSomething(JsonObject body)
    {
        if (body.Count == 0)
        {
            throw CommandFailure.Usage("Nothing to change; give at least one option.");
        }
    }

    /// <summary>The authentication of valence-api 1.6.</summary>
    public static JsonArray Basic(string username, string password) =>
        [new JsonObject { ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = username, ["password"] = password } }];

    /// <summary>A JSON object given in place, as <c>@FILE</c>, or as <c>-</c> for the standard input.</summary>
    public static JsonObject Json(Terminal terminal, string option, string given)
    {
        try
        {
            var text = given == "-" ? terminal.In.ReadToEnd() : given.StartsWith('@') ? File.ReadAllText(given[1..]) : given;
            return JsonNode.Parse(text) as JsonObject ?? throw CommandFailure.Usage($"{option}: must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw CommandFailure.Usage($"{option}: is not valid JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Usage($"{option}: {exception.Message}");
        }
    }

    /// <summary>An object of <c>key=value</c>s whose values are texts.</summary>
    public static JsonObject OfPairs(string option, IEnumerable<string> pairs)
    {
        var texts = new JsonObject();
        foreach (var pair in pairs)
        {
            texts[pair.Split('=', 2) is [{ Length: > 0 } key, _] ? key : throw CommandFailure.Usage($"{option}: '{pair}' is not of the form key=value.")] = pair.Split('=', 2)[1];
        }

        return texts;
    }

    /// <summary>Puts <c>key=value</c> where a dotted key says; a value that is JSON is taken as JSON, anything else as text.</summary>
    public static void PutAt(JsonObject body, string option, string pair)
    {
        var cut = pair.IndexOf('=', StringComparison.Ordinal);
        var keys = cut > 0 ? pair[..cut].Split('.') : [];
        if (keys.Length == 0 || keys.Any(key => key.Length == 0))
        {
            throw CommandFailure.Usage($"{option}: '{pair}' is not of the form key=value or key.inner=value.");
        }

        foreach (var key in keys[..^1])
        {
            body = body[key] switch
            {
                null => (JsonObject)(body[key] = new JsonObject()),
                JsonObject inner => inner,
                _ => throw CommandFailure.Usage($"{option}: '{pair}' goes below '{key}', which is a plain value already."),
            };
        }

        body[keys[^1]] = Value(pair[(cut + 1)..]);
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
