using System.Net;
using System.Security.Cryptography;

namespace Simulator.Redfish;

/// <summary>
/// Sessions by their tokens. A session ends by logout, by the clock, by a fault, and with its account: when that
/// is removed or disabled or is given another password or role.
/// </summary>
internal sealed class LoginSessions(RedfishSettings settings, KnownAccounts accounts, TimeProvider clock)
{
    public const int LeastTimeoutSeconds = 30;
    public const int MostTimeoutSeconds = 86_400;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoginSession> _byToken = new(TokenComparer.Instance);
    private int _lastId;

    /// <summary>A session ends after so long without a request.</summary>
    public TimeSpan Timeout { get; private set; } = settings.SessionTimeout;

    public int Limit => settings.SessionLimit;

    public IReadOnlyList<LoginSession> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _byToken.Values.Where(IsAlive_NeedsLock).OrderBy(s => s.Created).ThenBy(s => s.Id.Length).ThenBy(s => s.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Seconds until the session that was used longest ago ends by the clock, if nobody uses it; at least one.</summary>
    public int SecondsUntilOneEnds
    {
        get
        {
            lock (_lock)
            {
                var oldest = _byToken.Count == 0 ? clock.GetUtcNow() : _byToken.Values.Min(s => s.LastUsed);
                return Math.Max(1, (int)Math.Ceiling((oldest + Timeout - clock.GetUtcNow()).TotalSeconds));
            }
        }
    }

    public LoginSession? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    /// <summary>Null when it was removed; its sessions are over then.</summary>
    public Account? AccountOf(LoginSession session) => accounts.Now.Find(session.AccountId);

    /// <returns>Null when there are as many sessions as there may be.</returns>
    public (LoginSession Session, string Token)? Open(Account account, IPAddress? origin)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (_lock)
        {
            foreach (var ended in _byToken.Where(s => !IsAlive_NeedsLock(s.Value)).Select(s => s.Key).ToList())
            {
                _byToken.Remove(ended);
            }

            if (_byToken.Count >= Limit)
            {
                return null;
            }

            var now = clock.GetUtcNow();
            var session = new LoginSession($"{++_lastId}", account.Id, account.Generation, origin, now, now);
            _byToken[token] = session;
            return (session, token);
        }
    }

    /// <summary>The account of a living session, whose timeout starts anew; null for any other token.</summary>
    public Account? Accept(string token)
    {
        lock (_lock)
        {
            if (!_byToken.TryGetValue(token, out var session) || !IsAlive_NeedsLock(session))
            {
                return null;
            }

            _byToken[token] = session with { LastUsed = clock.GetUtcNow() };
            return accounts.Now.Find(session.AccountId);
        }
    }

    public bool Close(string id)
    {
        lock (_lock)
        {
            return _byToken.FirstOrDefault(s => s.Value.Id == id) is { Value: not null } found && _byToken.Remove(found.Key);
        }
    }

    /// <summary>Ends sessions before their time.</summary>
    /// <param name="token">Of the one to end; null ends all.</param>
    public void End(string? token)
    {
        lock (_lock)
        {
            if (token is null)
            {
                _byToken.Clear();
            }
            else
            {
                _byToken.Remove(token);
            }
        }
    }

    public void SetTimeout(TimeSpan timeout)
    {
        lock (_lock)
        {
            Timeout = timeout;
        }
    }

    private bool IsAlive_NeedsLock(LoginSession session) =>
        clock.GetUtcNow() - session.LastUsed < Timeout
        && accounts.Now.Find(session.AccountId) is { IsEnabled: true } account
        && account.Generation == session.Generation;
}
