using Microsoft.AspNetCore.Http;

namespace ValenceCore.Access;

/// <summary>Tells a change that a page of another site asks for through its reader's browser. Browsers name the site of the page in
/// <c>Origin</c> (Fetch standard, "origin header"); programs do not send it.</summary>
internal static class ForeignPages
{
    /// <summary>True for a change asked for by a page from elsewhere. Questions are let through: no page can read the answer.</summary>
    public static bool Asks(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        // Not the scheme: TLS may end before us.
        return !(Uri.TryCreate(origin, UriKind.Absolute, out var site)
            && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
