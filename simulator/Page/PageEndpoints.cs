using System.Collections.Frozen;

namespace Simulator.Page;

/// <summary>
/// Serves the web page from the assembly, so that any host shows it. The page reads <c>/sim/v1/snapshot</c> and
/// <c>/sim/v1/events</c> of the same origin and changes nothing.
/// </summary>
public static class PageEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // Everything the page needs is its own: no inline script or style, no frame around it, no form that leads elsewhere.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Maps <c>/</c>, <c>/favicon.svg</c> and <c>/page/{file}</c> for GET and HEAD. Answers carry an ETag and
    /// <c>Cache-Control: no-cache</c>: a browser keeps the file and asks whether it changed. An unknown file is a 404 in plain text.
    /// </summary>
    public static IEndpointRouteBuilder MapPage(this IEndpointRouteBuilder app)
    {
        var files = PageFile.LoadAll(typeof(PageEndpoints).Assembly);
        app.MapMethods("/", Reading, (HttpContext context) => Answer(context, files, "index.html")).ExcludeFromDescription();
        app.MapMethods("/favicon.svg", Reading, (HttpContext context) => Answer(context, files, "favicon.svg")).ExcludeFromDescription();
        app.MapMethods("/page/{file}", Reading, (HttpContext context, string file) => Answer(context, files, file)).ExcludeFromDescription();
        return app;
    }

    private static IResult Answer(HttpContext context, FrozenDictionary<string, PageFile> files, string name)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        if (!files.TryGetValue(name, out var file))
        {
            return Results.Text($"The page has no file '{name}'.\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        }

        headers.CacheControl = "no-cache";
        return Results.Bytes(file.Body, file.ContentType, entityTag: file.Tag);
    }
}
