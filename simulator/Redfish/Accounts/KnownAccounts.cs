using System.Collections.Immutable;

namespace Simulator.Redfish;

/// <summary>Why a change of accounts or roles was not made.</summary>
internal enum AccountRefusal
{
    None,
    Missing,
    NameTaken,
    NoSuchRole,
    RoleInUse,

    /// <summary>Nobody would be left who may change accounts.</summary>
    LastAdministrator,
}

/// <summary>The one owner of accounts and roles: swaps whole snapshots, each change made entirely or not at all.</summary>
internal sealed class KnownAccounts
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private volatile AccountsSnapshot _now;
    private int _lastNumber = 1;

    /// <param name="settings">The start account: an administrator.</param>
    /// <param name="clock">Times lockouts.</param>
    public KnownAccounts(RedfishSettings settings, TimeProvider clock)
    {
        _clock = clock;
        var start = new Account(1, settings.User, PasswordHash.Of(settings.Password), AccountRole.Administrator);
        _now = new AccountsSnapshot(
            ImmutableSortedDictionary<int, Account>.Empty.Add(1, start),
            AccountRole.Predefined.ToImmutableSortedDictionary(r => r.Id, r => r, StringComparer.OrdinalIgnoreCase),
            new AccountPolicy());
    }

    public AccountsSnapshot Now => _now;

    public bool IsLocked(Account account) => _now.Policy.IsLocked(account, _clock.GetUtcNow());

    /// <summary>The account of a user and its password; counts failures.</summary>
    /// <returns>Null for a wrong password, an unknown user, a locked or a disabled account: a caller cannot tell which.</returns>
    public Account? Verify(string userName, string password)
    {
        var seen = _now.Named(userName);
        var isRight = (seen?.Password ?? PasswordHash.Nobody).Matches(password);
        if (seen is null)
        {
            return null;
        }

        if (isRight && seen is { FailedLogins: 0, LockedSince: null, IsEnabled: true })
        {
            return seen;
        }

        lock (_lock)
        {
            // The slow check ran without the lock, and the account may be another by now.
            var now = _clock.GetUtcNow();
            if (_now.Find(seen.Id) is not { } account || account.Password != seen.Password || !account.IsEnabled || _now.Policy.IsLocked(account, now))
            {
                return null;
            }

            var next = isRight ? account.Unlocked() : _now.Policy.AfterFailure(account, now);
            _now = _now with { Accounts = _now.Accounts.SetItem(next.Number, next) };
            return isRight ? next : null;
        }
    }

    /// <param name="create">Makes the account from its number.</param>
    public (Account? Account, AccountRefusal Refusal) Add(Func<int, Account> create)
    {
        lock (_lock)
        {
            var account = create(_lastNumber + 1);
            var refusal = Check_NeedsLock(account);
            if (refusal != AccountRefusal.None)
            {
                return (null, refusal);
            }

            _lastNumber = account.Number;
            _now = _now with { Accounts = _now.Accounts.Add(account.Number, account) };
            return (account, AccountRefusal.None);
        }
    }

    public AccountRefusal Edit(string id, Func<Account, Account> edit)
    {
        lock (_lock)
        {
            if (_now.Find(id) is not { } account)
            {
                return AccountRefusal.Missing;
            }

            var next = edit(account);
            var isOther = next.Password != account.Password || next.RoleId != account.RoleId || (account.IsEnabled && !next.IsEnabled);
            next = isOther ? next with { Generation = account.Generation + 1 } : next;
            var refusal = Check_NeedsLock(next);
            return refusal == AccountRefusal.None ? Swap_NeedsLock(_now with { Accounts = _now.Accounts.SetItem(next.Number, next) }) : refusal;
        }
    }

    public AccountRefusal Remove(string id)
    {
        lock (_lock)
        {
            return _now.Find(id) is { } account
                ? Swap_NeedsLock(_now with { Accounts = _now.Accounts.Remove(account.Number) })
                : AccountRefusal.Missing;
        }
    }

    public AccountRefusal AddRole(AccountRole role)
    {
        lock (_lock)
        {
            return _now.Roles.ContainsKey(role.Id)
                ? AccountRefusal.NameTaken
                : Swap_NeedsLock(_now with { Roles = _now.Roles.Add(role.Id, role) });
        }
    }

    public AccountRefusal EditRole(string id, Func<AccountRole, AccountRole> edit)
    {
        lock (_lock)
        {
            return _now.FindRole(id) is { IsPredefined: false } role
                ? Swap_NeedsLock(_now with { Roles = _now.Roles.SetItem(id, edit(role)) })
                : AccountRefusal.Missing;
        }
    }

    public AccountRefusal RemoveRole(string id)
    {
        lock (_lock)
        {
            return _now.FindRole(id) is not { IsPredefined: false } ? AccountRefusal.Missing
                : _now.Accounts.Values.Any(a => a.RoleId == id) ? AccountRefusal.RoleInUse
                : Swap_NeedsLock(_now with { Roles = _now.Roles.Remove(id) });
        }
    }

    public void SetPolicy(Func<AccountPolicy, AccountPolicy> edit)
    {
        lock (_lock)
        {
            _now = _now with { Policy = edit(_now.Policy) };
        }
    }

    private AccountRefusal Check_NeedsLock(Account account) =>
        _now.Named(account.UserName) is { } other && other.Number != account.Number ? AccountRefusal.NameTaken
        : _now.FindRole(account.RoleId) is null ? AccountRefusal.NoSuchRole
        : AccountRefusal.None;

    private AccountRefusal Swap_NeedsLock(AccountsSnapshot next)
    {
        if (!next.HasAdministrator)
        {
            return AccountRefusal.LastAdministrator;
        }

        _now = next;
        return AccountRefusal.None;
    }
}
