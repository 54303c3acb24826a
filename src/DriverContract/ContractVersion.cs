namespace Valence.DriverContract;

/// <summary>
/// The version of this contract. A driver built against another major version is not loaded; one built against a newer minor version of the
/// same major needs a newer core.
/// </summary>
public static class ContractVersion
{
    public static Version Current => typeof(ContractVersion).Assembly.GetName().Version!;

    /// <summary>Says why a driver built against <paramref name="built"/> cannot be used here, or null.</summary>
    public static string? Problem(Version built) =>
        built.Major != Current.Major
            ? $"it was built against contract {built.ToString(2)}, this core has {Current.ToString(2)}; build it against {Current.Major}.x"
            : built.Minor > Current.Minor
                ? $"it was built against contract {built.ToString(2)}, newer than {Current.ToString(2)} of this core; use a newer core"
                : null;
}
