using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ValenceCore.Http;

/// <summary>What a driver tells beyond the documents of this API. A name that the document has itself stays the document's.</summary>
internal static class ExtraJson
{
    private static readonly ConcurrentDictionary<Type, IReadOnlySet<string>> OwnNames = new();

    /// <summary>Null when there is nothing to tell.</summary>
    public static Dictionary<string, JsonElement>? Of(IReadOnlyDictionary<string, string?>? extra, Type document)
    {
        if (extra is null or { Count: 0 })
        {
            return null;
        }

        var own = OwnNames.GetOrAdd(document, Names);
        return extra.Where(pair => !own.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value, ExtraJsonContext.Default.String!));
    }

    private static HashSet<string> Names(Type document) =>
        [.. document.GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).OfType<string>()];
}

[JsonSerializable(typeof(string))]
internal sealed partial class ExtraJsonContext : JsonSerializerContext;
