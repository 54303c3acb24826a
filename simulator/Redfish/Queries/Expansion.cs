using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// An <c>$expand</c> at work: puts resources in the place of links to them. A link stays a link when nothing is there, when it
/// leads into a part of a resource, or when it leads back to a resource that it stands in.
/// </summary>
internal sealed class Expansion(ResourceTable resources, HttpContext asker, ExpandQuery query)
{
    // About 15 MB of JSON: what a client can read at once, and no more than the process can spare for each.
    private const int MostResources = 5_000;

    private readonly HashSet<string> _within = new(StringComparer.Ordinal);
    private int _inlined;

    /// <returns>False when the answer would hold too many resources; the object is then half expanded and of no use.</returns>
    public bool Run(JsonObject resource) => Resource(resource, query.Levels);

    private bool Resource(JsonObject resource, int levels)
    {
        var uri = Uri(resource)?.TrimEnd('/') ?? "";
        var isNew = _within.Add(uri);
        var isDone = Walk(resource, isInLinks: false, levels);
        if (isNew)
        {
            _within.Remove(uri);
        }

        return isDone;
    }

    private bool Walk(JsonNode? node, bool isInLinks, int levels) => node switch
    {
        JsonObject inner => inner.ToList().TrueForAll(p => Place(p.Value, isInLinks || p.Key == "Links", levels, inlined => inner[p.Key] = inlined)),
        JsonArray list => Enumerable.Range(0, list.Count).All(i => Place(list[i], isInLinks, levels, inlined => list[i] = inlined)),
        _ => true,
    };

    private bool Place(JsonNode? value, bool isInLinks, int levels, Action<JsonObject> put)
    {
        if (value is not JsonObject { Count: 1 } link || Uri(link) is not { } uri)
        {
            return Walk(value, isInLinks, levels);
        }

        if (!(isInLinks ? query.Links : query.Others) || _within.Contains(uri.TrimEnd('/')) || Read(uri) is not { } resource)
        {
            return true;
        }

        put(resource);
        return ++_inlined <= MostResources && (levels == 1 || Resource(resource, levels - 1));
    }

    private JsonObject? Read(string uri) =>
        uri.StartsWith('/') && !uri.Contains('#') && resources.Read(uri, asker) is { } found ? JsonNode.Parse(found.Bytes) as JsonObject : null;

    private static string? Uri(JsonObject resource) => resource["@odata.id"] is JsonValue id && id.TryGetValue<string>(out var uri) ? uri : null;
}
