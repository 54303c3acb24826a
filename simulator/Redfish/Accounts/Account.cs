namespace Simulator.Redfish;

/// <summary>A user of the Redfish face (ManagerAccount).</summary>
internal sealed record Account(int Number, string UserName, PasswordHash Password, string RoleId)
{
    public string Id => $"{Number}";

    public bool IsEnabled { get; init; } = true;

    /// <summary>True lets the account do nothing but read itself and change its password.</summary>
    public bool PasswordChangeRequired { get; init; }

    /// <summary>Failed logins in a row, counted for the lockout.</summary>
    public int FailedLogins { get; init; }

    public DateTimeOffset LastFailure { get; init; }

    /// <summary>When it was locked out; null when it was not.</summary>
    public DateTimeOffset? LockedSince { get; init; }

    /// <summary>Grows when the account is given another password or role or is disabled; a session of an older one is over.</summary>
    public int Generation { get; init; }

    public Account Unlocked() => this with { FailedLogins = 0, LockedSince = null };

    // Records print their members; of this one a log needs no more than its name.
    public override string ToString() => $"Account {{ Id = {Id}, UserName = {UserName}, RoleId = {RoleId} }}";
}
