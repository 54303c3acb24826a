using System.Security.Cryptography;
using System.Text;

namespace Simulator.Eem;

/// <summary>Basic authentication; EEM has no sessions.</summary>
internal sealed class EemLogin(EemSettings settings)
{
    private const string Scheme = "Basic ";

    private readonly byte[] _expected = Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!settings.Authentication || IsKnown(context.Request.Headers.Authorization.ToString()))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"EEM\"";
        return EemError.WriteAsync(context, StatusCodes.Status401Unauthorized, "User and password are needed.");
    }

    private bool IsKnown(string header)
    {
        var given = new byte[header.Length];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Scheme.Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), _expected);
    }
}
