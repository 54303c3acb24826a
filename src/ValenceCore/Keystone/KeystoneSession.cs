using System.Text.Json.Nodes;

namespace ValenceCore.Keystone;

/// <summary>A login at Keystone: the token to show to services, and the catalogue of where these are.</summary>
/// <param name="Catalogue">Null where the login brought none.</param>
internal sealed record KeystoneSession(string Token, JsonArray? Catalogue)
{
    /// <summary>Address of a service by the catalogue (Identity API v3); null when it is not in there.</summary>
    /// <param name="type">E.g. <c>baremetal</c>.</param>
    /// <param name="kind"><c>public</c>, <c>internal</c> or <c>admin</c>.</param>
    /// <param name="region">Null: whichever comes first.</param>
    public string? EndpointOf(string type, string kind, string? region) => (Catalogue ?? [])
        .Where(service => Text(service, "type") == type)
        .SelectMany(service => service!["endpoints"] as JsonArray ?? [])
        .Where(endpoint => Text(endpoint, "interface") == kind && (region is null || Text(endpoint, "region_id") == region || Text(endpoint, "region") == region))
        .Select(endpoint => Text(endpoint, "url")).FirstOrDefault(url => url is not null);

    private static string? Text(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
