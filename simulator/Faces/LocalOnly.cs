namespace Simulator.Faces;

/// <summary>
/// For faces without a login. A web page that resolves its own name to loopback (DNS rebinding) is told by its Host header,
/// one that posts across origins by its Origin header.
/// </summary>
public static class LocalOnly
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next, Func<HttpContext, int, string, Task> writeError)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var isLocal = LoopbackAddress.IsLoopback(new UriBuilder("http", context.Request.Host.Host is { Length: > 0 } host ? host : "localhost").Uri)
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && LoopbackAddress.IsLoopback(from)));
        return isLocal
            ? next(context)
            : writeError(context, StatusCodes.Status403Forbidden, "Without a login only this machine is served: Host and Origin must be on loopback.");
    }
}
