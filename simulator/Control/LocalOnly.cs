using Simulator.Faces;

namespace Simulator.Control;

/// <summary>
/// The control face has no login. A web page that resolves its own name to loopback (DNS rebinding) is told by its Host
/// header, one that posts across origins by its Origin header.
/// </summary>
internal static class LocalOnly
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var isLocal = LoopbackAddress.IsLoopback(new UriBuilder("http", context.Request.Host.Host is { Length: > 0 } host ? host : "localhost").Uri)
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && LoopbackAddress.IsLoopback(from)));
        return isLocal
            ? next(context)
            : ControlProblem.Answer(StatusCodes.Status403Forbidden, "The control face answers loopback only.", []).ExecuteAsync(context);
    }
}
