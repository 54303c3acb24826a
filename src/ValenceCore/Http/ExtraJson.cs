using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ValenceCore.Http;

/// <summary>What a driver tells beyond the documents of this API. A name that the document has itself stays the document's.</summary>
internal static class ExtraJson
{
    private static readonly ConcurrentDictionary<Type, IReadOnlySet<string>> OwnNames = new();

    /// <summary>Null when there is nothing to tell.</summary>
    public static JsonObject? Of(IReadOnlyDictionary<string, string?>? extra, Type document)
    {
        if (extra is null or { Count: 0 })
        {
            return null;
        }

        var own = OwnNames.GetOrAdd(document, Names);
        return new JsonObject(extra.Where(pair => !own.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
    }

    private static HashSet<string> Names(Type document) =>
        [.. document.GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).OfType<string>()];
}
