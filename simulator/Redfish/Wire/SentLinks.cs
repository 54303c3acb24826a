using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>A link in a request, with its place there.</summary>
internal readonly record struct SentLink(string Uri, string Pointer);

/// <summary>Links as they come in requests: <c>{"@odata.id": URI}</c>.</summary>
internal static class SentLinks
{
    /// <summary>For people.</summary>
    public const string Form = "a link, {\"@odata.id\": URI}";

    /// <summary>Null when it is no link.</summary>
    public static string? UriOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("@odata.id", out var uri) && uri.ValueKind == JsonValueKind.String ? uri.GetString() : null;

    /// <summary>
    /// An array of links by the rules for arrays (DSP0266, PATCH): an empty object keeps what is at its place, null removes it, a link replaces it
    /// or is added; a shorter array removes the rest. Problems are noted on the reader.
    /// </summary>
    /// <param name="present">URIs that are there now.</param>
    /// <returns>All that is to be there; null when nothing was sent, or no array.</returns>
    public static IReadOnlyList<SentLink>? ReadArray(BodyReader owner, string name, IReadOnlyList<string> present)
    {
        if (owner.Find(name) is not { } array)
        {
            return null;
        }

        if (array.ValueKind != JsonValueKind.Array)
        {
            owner.Problem(RedfishMessages.PropertyValueTypeError(owner.Pointer(name), array.GetRawText(), "an array of links"));
            return null;
        }

        var links = new List<SentLink>();
        foreach (var (index, item) in array.EnumerateArray().Index().Where(i => i.Item.ValueKind != JsonValueKind.Null))
        {
            var pointer = $"{owner.Pointer(name)}/{index}";
            if (UriOf(item) is { } uri)
            {
                links.Add(new SentLink(uri, pointer));
            }
            else if (index < present.Count && item.ValueKind == JsonValueKind.Object && !item.EnumerateObject().Any())
            {
                links.Add(new SentLink(present[index], pointer));
            }
            else
            {
                owner.Problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), $"{Form}, {{}} for what is at its place, or null"));
            }
        }

        return links;
    }
}
