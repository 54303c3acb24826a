using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Names and passwords (RFC 7617).</summary>
internal sealed class BasicAuthentication(IOptions<ValenceCoreOptions> options, RememberedCallers remembered) : IAuthenticate
{
    /// <summary>Checked for a name nobody has, so that the time taken does not tell which names there are.</summary>
    private static readonly string NobodysHash = PasswordHashes.Make(Guid.NewGuid().ToString());

    private readonly Dictionary<string, AccessUserOptions> users = options.Value.Access.Users.ToDictionary(user => user.Name);

    public string Challenge => "Basic realm=\"valence\", charset=\"UTF-8\"";

    public bool IsShownByBrowsers => true;

    public Task<Outcome<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(Authenticate(request));

    private Outcome<Caller> Authenticate(HttpRequest request)
    {
        if (Credentials.Basic(request) is not var (name, password))
        {
            return Refusals.NotKnown("A name and a password are needed: Authorization: Basic.");
        }

        var credentials = $"{name}:{password}";
        if (remembered.Find(credentials) is { } caller)
        {
            return caller;
        }

        var user = users.GetValueOrDefault(name);
        if (!PasswordHashes.Fits(user?.PasswordHash ?? NobodysHash, password) || user is null)
        {
            return Refusals.NotKnown("Name or password is wrong.");
        }

        caller = new Caller(user.Name, Roles.Parse(user.Role));
        remembered.Remember(credentials, caller);
        return caller;
    }
}
