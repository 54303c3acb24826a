using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ValenceCore.Access;

/// <summary>Reads what a request carries to say who sent it.</summary>
internal static class Credentials
{
    public static string? Token(HttpRequest request)
    {
        var token = request.Headers["X-Auth-Token"].ToString();
        return token.Length > 0 ? token : Parameter(request, "Bearer");
    }

    /// <summary>Name and password (RFC 7617), or null for anything that is not such a pair.</summary>
    public static (string Name, string Password)? Basic(HttpRequest request)
    {
        var parameter = Parameter(request, "Basic");
        var bytes = new byte[parameter?.Length ?? 0];
        if (parameter is null || !Convert.TryFromBase64String(parameter, bytes, out var count))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (pair[..colon], pair[(colon + 1)..]);
    }

    private static string? Parameter(HttpRequest request, string scheme) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, scheme, StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { Length: > 0 } parameter
            ? parameter
            : null;
}
