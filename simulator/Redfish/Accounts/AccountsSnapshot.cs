using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Redfish;

/// <summary>All accounts, roles and the policy as they are at one moment.</summary>
internal sealed record AccountsSnapshot(
    ImmutableSortedDictionary<int, Account> Accounts, ImmutableSortedDictionary<string, AccountRole> Roles, AccountPolicy Policy)
{
    /// <summary>Somebody must be able to mend accounts, else the service is lost.</summary>
    public bool HasAdministrator => Accounts.Values.Any(a => a.IsEnabled && Roles[a.RoleId].Has(Privilege.ConfigureUsers));

    public Account? Find(string id) => int.TryParse(id, CultureInfo.InvariantCulture, out var number) && Accounts.TryGetValue(number, out var account) && account.Id == id ? account : null;

    public Account? Named(string userName) => Accounts.Values.FirstOrDefault(a => a.UserName == userName);

    // Roles differ by more than case, because URIs are routed without regard to it.
    public AccountRole? FindRole(string id) => Roles.GetValueOrDefault(id) is { } role && role.Id == id ? role : null;
}
