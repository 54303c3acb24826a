using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>AccountService v1_18_1.</summary>
internal sealed class AccountServiceJson(AccountPolicy policy)
    : Resource(AccountUris.Service, Type, "AccountService", "Account Service"), IResource
{
    public static string Type => "#AccountService.v1_18_1.AccountService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public int MinPasswordLength => policy.MinPasswordLength;

    public int MaxPasswordLength => AccountPolicy.MaxPasswordLength;

    public int AccountLockoutThreshold => policy.LockoutThreshold;

    public int AccountLockoutDuration => policy.LockoutSeconds;

    public int AccountLockoutCounterResetAfter => policy.CounterResetSeconds;

    public bool AccountLockoutCounterResetEnabled => policy.IsCounterReset;

    [JsonPropertyName("HTTPBasicAuth")]
    public string HttpBasicAuth => policy.BasicAuthentication.ToString();

    public string LocalAccountAuth => "Enabled";

    public IReadOnlyList<string> SupportedAccountTypes => ["Redfish"];

    public Link Accounts => new(AccountUris.Accounts);

    public Link Roles => new(AccountUris.Roles);
}

/// <summary>ManagerAccount v1_14_1.</summary>
internal sealed class AccountJson(Account account, bool isLocked)
    : Resource(AccountUris.Account(account.Id), Type, account.Id, $"Account {account.Id}"), IResource
{
    public static string Type => "#ManagerAccount.v1_14_1.ManagerAccount";

    public string UserName => account.UserName;

    /// <summary>Always null: it is written and never read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Password => null;

    public string RoleId => account.RoleId;

    public bool Enabled => account.IsEnabled;

    public bool Locked => isLocked;

    public bool PasswordChangeRequired => account.PasswordChangeRequired;

    public IReadOnlyList<string> AccountTypes => ["Redfish"];

    public AccountLinks Links => new(new Link(AccountUris.Role(account.RoleId)));
}

internal sealed record AccountLinks(Link Role);

/// <summary>Role v1_3_3.</summary>
internal sealed class RoleJson(AccountRole role)
    : Resource(AccountUris.Role(role.Id), Type, role.Id, $"Role {role.Id}"), IResource
{
    public static string Type => "#Role.v1_3_3.Role";

    public string RoleId => role.Id;

    public bool IsPredefined => role.IsPredefined;

    public IReadOnlyList<string> AssignedPrivileges => [.. role.Privileges.Select(p => p.ToString())];

    public IReadOnlyList<string> OemPrivileges => [];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountServiceJson))]
[JsonSerializable(typeof(AccountJson))]
[JsonSerializable(typeof(RoleJson))]
internal sealed partial class AccountsJsonContext : JsonSerializerContext;
