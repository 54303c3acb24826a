using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Ironic;

/// <summary>A token that was given out.</summary>
/// <param name="Methods">How its holder said who he is.</param>
/// <param name="Roles">What he may: <c>admin</c>, <c>member</c>, <c>reader</c>.</param>
/// <param name="IsScoped">To the one project; without, it opens nothing but Keystone.</param>
internal sealed record Token(string Id, IReadOnlyList<string> Methods, IReadOnlyList<string> Roles, bool IsScoped, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>An application credential: a secret with some of its user's roles.</summary>
internal sealed record ApplicationCredential(string Id, string Name, string? Description, string SecretHash, IReadOnlyList<string> Roles, DateTimeOffset? ExpiresAt);

/// <summary>One domain, one project, one user, and what was given out to him. Secrets are not drawn from the seed.</summary>
internal sealed class Identity(IronicSettings settings, SimulatorWorld world)
{
    public const string DomainId = "default";
    public const string DomainName = "Default";
    public const string ProjectName = "admin";

    public static readonly string[] AllRoles = ["admin", "member", "reader"];

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ApplicationCredential> _credentials = new(StringComparer.Ordinal);

    public string UserName => settings.Username;

    public string UserId { get; } = world.Seed.Uuid("ironic/identity/user").ToString("N");

    public string ProjectId { get; } = world.Seed.Uuid("ironic/identity/project").ToString("N");

    public IReadOnlyList<ApplicationCredential> Credentials => [.. _credentials.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    public bool IsPassword(string password) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(settings.Password));

    public ApplicationCredential? Credential(string idOrName) =>
        _credentials.GetValueOrDefault(idOrName) ?? _credentials.Values.FirstOrDefault(c => c.Name == idOrName);

    /// <summary>The credential, if the secret is its own and it has not expired.</summary>
    public ApplicationCredential? Open(string idOrName, string secret) =>
        Credential(idOrName) is { } found && found.SecretHash == Hash(secret) && !(found.ExpiresAt <= world.Clock.GetUtcNow()) ? found : null;

    /// <returns>The credential and its secret, which is told once; null when the name is taken.</returns>
    public (ApplicationCredential Credential, string Secret)? Create(string name, string? description, IReadOnlyList<string> roles, string? secret, DateTimeOffset? expires)
    {
        if (Credentials.Any(c => c.Name == name))
        {
            return null;
        }

        secret ??= NewSecret();
        var made = new ApplicationCredential(NewSecret()[..32], name, description, Hash(secret), roles, expires);
        _credentials[made.Id] = made;
        return (made, secret);
    }

    public bool Delete(ApplicationCredential credential) => _credentials.TryRemove(credential.Id, out _);

    public Token Issue(IReadOnlyList<string> methods, IReadOnlyList<string> roles, bool isScoped)
    {
        var now = world.Clock.GetUtcNow();
        var token = new Token(NewSecret(), methods, roles, isScoped, now, now + Life);
        _tokens[token.Id] = token;
        return token;
    }

    /// <summary>The token, unless it is unknown or has expired.</summary>
    public Token? Find(string? id)
    {
        if (id is null || !_tokens.TryGetValue(id, out var token))
        {
            return null;
        }

        if (token.ExpiresAt > world.Clock.GetUtcNow())
        {
            return token;
        }

        _tokens.TryRemove(id, out _);
        return null;
    }

    public void Revoke(string id) => _tokens.TryRemove(id, out _);

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
