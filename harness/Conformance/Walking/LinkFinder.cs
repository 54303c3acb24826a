using System.Text.Json;

namespace Harness.Conformance.Walking;

/// <summary>
/// Everything that leads from a body to another: <c>@odata.id</c>, the next page, ActionInfo, the settings object, and files of
/// registries and schemas. Not followed: URIs that do something or wait when they are read (event streams, task monitors, dumps).
/// </summary>
internal static class LinkFinder
{
    public static IReadOnlyList<Link> Find(string uri, JsonElement body)
    {
        List<Link> links = [];
        var isFileList = TypeName.Of(body) is "MessageRegistryFile" or "JsonSchemaFile";
        foreach (var (pointer, value) in JsonPath.Objects(body))
        {
            foreach (var property in value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
            {
                var isSelf = pointer.Length == 0 && property.Name == "@odata.id";
                if (!isSelf && Kind(property.Name, pointer, isFileList) is { } kind && Local(uri, property.Value.GetString()!) is { } target)
                {
                    links.Add(new Link(JsonPath.Append(pointer, property.Name), target, kind));
                }
            }
        }

        return links;
    }

    private static LinkKind? Kind(string name, string pointer, bool isFileList) => name switch
    {
        "@odata.id" => pointer.Contains("/@Redfish.Settings", StringComparison.Ordinal) ? LinkKind.Settings : LinkKind.Resource,
        "Members@odata.nextLink" => LinkKind.Page,
        "@Redfish.ActionInfo" => LinkKind.ActionInfo,
        "Uri" when isFileList && pointer.StartsWith("/Location/", StringComparison.Ordinal) => LinkKind.File,
        _ => null,
    };

    // Absolute addresses of other hosts are not this service's.
    private static string? Local(string from, string text) =>
        text.StartsWith('/') ? text
        : text.StartsWith('#') ? from + text
        : Uri.TryCreate(text, UriKind.Absolute, out _) ? null : text;
}
