using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// <c>http_basic</c>: all but discovery and the ramdisk's side ask for user and password. Its 401 is the one error of
/// the API with a body of its own form.
/// </summary>
internal sealed class BasicAuthentication(IronicSettings settings)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.Auth != IronicAuth.HttpBasic || PublicPaths.Include(context.Request.Path) || IsKnown(context.Request.Headers.Authorization.ToString()))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Baremetal API\"";
        var error = new JsonObject { ["message"] = "Authorization required", ["code"] = 401 };
        return new JsonReply(StatusCodes.Status401Unauthorized, new JsonObject { ["error"] = error }).ExecuteAsync(context);
    }

    private bool IsKnown(string header)
    {
        const string scheme = "Basic ";
        var given = new byte[header.Length];
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[scheme.Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(
                given.AsSpan(0, length), Encoding.UTF8.GetBytes($"{settings.Username}:{settings.Password}"));
    }
}
