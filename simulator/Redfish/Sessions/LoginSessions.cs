using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Redfish;

/// <summary>A login at the Redfish face.</summary>
internal sealed record LoginSession(string Id, string UserName, DateTimeOffset Created, DateTimeOffset LastUsed);

/// <summary>Sessions and the check of user and password. Tokens are kept as hashes.</summary>
internal sealed class LoginSessions(RedfishSettings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LoginSession> _byTokenHash = new(StringComparer.Ordinal);
    private int _lastId;

    public IReadOnlyList<LoginSession> All => [.. _byTokenHash.Values.Where(IsAlive).OrderBy(s => s.Created).ThenBy(s => s.Id.Length).ThenBy(s => s.Id, StringComparer.Ordinal)];

    public LoginSession? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    /// <returns>Null when user or password is wrong; which of the two is not told.</returns>
    public (LoginSession Session, string Token)? Login(string user, string password)
    {
        if (!IsAccount(user, password))
        {
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var session = new LoginSession($"{Interlocked.Increment(ref _lastId)}", user, now, now);
        foreach (var (hash, old) in _byTokenHash)
        {
            if (!IsAlive(old))
            {
                _byTokenHash.TryRemove(hash, out _);
            }
        }

        _byTokenHash[Hash(token)] = session;
        return (session, token);
    }

    /// <summary>True for the token of a living session, whose timeout starts anew.</summary>
    public bool Accept(string token)
    {
        var hash = Hash(token);
        if (!_byTokenHash.TryGetValue(hash, out var session) || !IsAlive(session))
        {
            return false;
        }

        _byTokenHash.TryUpdate(hash, session with { LastUsed = clock.GetUtcNow() }, session);
        return true;
    }

    public bool IsAccount(string user, string password) =>
        AreEqual(user, settings.User) & AreEqual(password, settings.Password);

    public bool Logout(string id)
    {
        foreach (var (hash, session) in _byTokenHash)
        {
            if (session.Id == id)
            {
                return _byTokenHash.TryRemove(hash, out _);
            }
        }

        return false;
    }

    private bool IsAlive(LoginSession session) => clock.GetUtcNow() - session.LastUsed < settings.SessionTimeout;

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static bool AreEqual(string given, string known) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(known)));
}
