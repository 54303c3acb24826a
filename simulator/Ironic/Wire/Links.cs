using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Where the answers' links point to, and the version they are written in.</summary>
/// <param name="Base">Public endpoint without a trailing slash, for example <c>http://127.0.0.1:6385</c>.</param>
internal sealed record WireContext(string Base, ApiVersion Version)
{
    public static WireContext Of(HttpContext context, IronicSettings settings)
    {
        var configured = settings.PublicEndpoint?.ToString().TrimEnd('/');
        return new(configured ?? $"{context.Request.Scheme}://{context.Request.Host}", context.Version());
    }

    /// <summary>Link pair of a resource; <paramref name="path"/> is relative, for example <c>nodes/U</c>.</summary>
    public JsonArray Links(string path) => [Link($"{Base}/v1/{path}", "self"), Link($"{Base}/{path}", "bookmark")];

    public static JsonObject Link(string href, string rel) => new() { ["href"] = href, ["rel"] = rel };
}
