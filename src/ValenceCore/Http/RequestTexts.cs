using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Http;

/// <summary>Finds text that JSON can write and nothing behind it can keep: half a surrogate pair, or the character U+0000.</summary>
internal static class RequestTexts
{
    /// <summary>The first problem with its path, or null.</summary>
    public static string? Problem(JsonNode? node, string path = "") => node switch
    {
        JsonObject body => OfObject(body, path),
        JsonArray array => array.Select((item, position) => Problem(item, $"{path}[{position}]")).FirstOrDefault(found => found is not null),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => OfText(value, path),
        _ => null,
    };

    private static string? OfObject(JsonObject body, string path) => body
        .Select(pair => IsBad(pair.Key)
            ? $"{(path.Length == 0 ? "the body" : path)}: has a name with the character U+0000"
            : Problem(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}"))
        .FirstOrDefault(found => found is not null);

    private static string? OfText(JsonValue value, string path)
    {
        try
        {
            return IsBad(value.GetValue<string>()) ? $"{path}: must not hold the character U+0000" : null;
        }
        catch (InvalidOperationException)
        {
            return $"{path}: is not text, half of a surrogate pair is missing";
        }
    }

    private static bool IsBad(string text) => text.Contains('\0', StringComparison.Ordinal);
}
