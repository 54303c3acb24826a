namespace Simulator.Redfish;

/// <summary>AccountService.HTTPBasicAuth.</summary>
internal enum BasicAuthentication
{
    Enabled,

    /// <summary>Accepted, but a 401 does not offer it.</summary>
    Unadvertised,
    Disabled,
}

/// <summary>What the account service asks of passwords and logins; changed by PATCH of AccountService.</summary>
internal sealed record AccountPolicy
{
    public const int MaxPasswordLength = 128;

    public int MinPasswordLength { get; init; } = 8;

    public BasicAuthentication BasicAuthentication { get; init; }

    /// <summary>Failed logins that lock an account; 0 locks none. Default 0: a rack on a desk is not lost to a mistyped password.</summary>
    public int LockoutThreshold { get; init; }

    /// <summary>Seconds that an account stays locked; 0 until somebody unlocks it.</summary>
    public int LockoutSeconds { get; init; } = 30;

    /// <summary>Seconds after the last failed login when its count begins anew.</summary>
    public int CounterResetSeconds { get; init; } = 30;

    /// <summary>False counts failed logins until one succeeds or somebody unlocks the account.</summary>
    public bool IsCounterReset { get; init; } = true;

    public bool IsLocked(Account account, DateTimeOffset now) =>
        account.LockedSince is { } since && (LockoutSeconds == 0 || now - since < TimeSpan.FromSeconds(LockoutSeconds));

    /// <summary>The account after one more failed login; the count begins anew after a pause and after a lockout that is over.</summary>
    public Account AfterFailure(Account account, DateTimeOffset now)
    {
        if (IsLocked(account, now))
        {
            return account;
        }

        var isFresh = account.LockedSince is not null
            || (IsCounterReset && now - account.LastFailure >= TimeSpan.FromSeconds(CounterResetSeconds));
        var failures = isFresh ? 1 : account.FailedLogins + 1;
        return account with
        {
            FailedLogins = failures,
            LastFailure = now,
            LockedSince = LockoutThreshold > 0 && failures >= LockoutThreshold ? now : null,
        };
    }
}
