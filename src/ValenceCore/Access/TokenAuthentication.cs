using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Static tokens, in <c>X-Auth-Token</c> as OpenStack clients send them or as a bearer token (RFC 6750 2.1).</summary>
internal sealed class TokenAuthentication(IOptions<ValenceCoreOptions> options) : IAuthenticate
{
    private readonly (byte[] Hash, Caller Caller)[] known =
    [
        .. options.Value.Access.Tokens.Select(token =>
            (Convert.FromHexString(token.Sha256), new Caller(token.Name, Roles.Parse(token.Role)))),
    ];

    public string Challenge => "Bearer realm=\"valence\"";

    public bool IsShownByBrowsers => false;

    public Task<Outcome<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(Authenticate(request));

    private Outcome<Caller> Authenticate(HttpRequest request)
    {
        if (Credentials.Token(request) is not { } token)
        {
            return Refusals.NotKnown("A token is needed: X-Auth-Token, or Authorization: Bearer.");
        }

        // Every hash is compared to its end, so that the time taken tells nothing.
        Caller? found = null;
        var presented = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        foreach (var (hash, caller) in known)
        {
            found = CryptographicOperations.FixedTimeEquals(presented, hash) ? caller : found;
        }

        return found is null ? Refusals.NotKnown("The token is not known.") : found;
    }
}
