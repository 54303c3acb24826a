using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Simulator.Page;

/// <summary>One file of the page as it lies in the assembly; its tag changes exactly when its bytes do.</summary>
/// <param name="Name">Without a folder: <c>index.html</c>, <c>page.js</c>.</param>
/// <param name="ContentType">From the extension.</param>
/// <param name="Body">The bytes that are served.</param>
/// <param name="Tag">A strong entity tag over <paramref name="Body"/>.</param>
internal sealed record PageFile(string Name, string ContentType, byte[] Body, EntityTagHeaderValue Tag)
{
    private const string Folder = "page/";

    /// <summary>All files of the page by name. The build embeds them, see <c>Page.targets</c>.</summary>
    public static FrozenDictionary<string, PageFile> LoadAll(Assembly assembly) =>
        assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);

    private static PageFile Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        var name = resource[Folder.Length..];
        return new PageFile(name, ContentTypeOf(name), body, TagOf(body));
    }

    private static EntityTagHeaderValue TagOf(byte[] body) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has no content type for '{other}' ({name})."),
    };
}
