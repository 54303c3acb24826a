using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Finds out who asks. One per mode of <see cref="AccessModes"/>.</summary>
internal interface IAuthenticate
{
    /// <summary>What <c>WWW-Authenticate</c> says with a 401 (RFC 9110 11.6.1); null where nothing is asked for.</summary>
    string? Challenge { get; }

    /// <summary>True where a browser shows what is needed by itself, so that any page it has open could ask in its user's name.</summary>
    bool IsShownByBrowsers { get; }

    /// <summary>The caller, a 401, or a 503 when it cannot be found out now.</summary>
    Task<Outcome<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellation);
}
