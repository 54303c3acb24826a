using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Everybody who reaches the address may do everything, as in Valence (valence-api 1.1).</summary>
internal sealed class NoAuthentication : IAuthenticate
{
    public string? Challenge => null;

    public bool IsShownByBrowsers => true;

    public Task<Outcome<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(Outcome<Caller>.Of(Caller.Anyone));
}
