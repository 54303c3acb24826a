using System.Collections.Immutable;

namespace Simulator.Redfish;

/// <summary>A named set of privileges. Predefined roles never change (DSP0266, roles).</summary>
internal sealed record AccountRole(string Id, ImmutableArray<Privilege> Privileges, bool IsPredefined = false)
{
    public const string Administrator = "Administrator";

    public static IReadOnlyList<AccountRole> Predefined { get; } =
    [
        new(Administrator,
            [Privilege.Login, Privilege.ConfigureManager, Privilege.ConfigureUsers, Privilege.ConfigureComponents, Privilege.ConfigureSelf], true),
        new("Operator", [Privilege.Login, Privilege.ConfigureComponents, Privilege.ConfigureSelf], true),
        new("ReadOnly", [Privilege.Login, Privilege.ConfigureSelf], true),
    ];

    public bool Has(Privilege privilege) => Privileges.Contains(privilege);
}
