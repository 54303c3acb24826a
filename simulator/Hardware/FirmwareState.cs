using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>The passwords that the setup menu of a system knows.</summary>
public enum BiosPassword
{
    AdministratorPassword,
    UserPassword,
}

/// <summary>Redfish <c>ResetKeysType</c> of SecureBoot.</summary>
public enum KeyReset
{
    ResetAllKeysToDefault,
    DeleteAllKeys,
    DeletePK,
}

/// <summary>What the firmware of a system keeps over a loss of power.</summary>
/// <param name="PendingBios">What the next boot makes of <paramref name="Bios"/>; null when nothing waits.</param>
/// <param name="BiosApplied">When a boot last took over waiting settings.</param>
/// <param name="SecureBootWanted">In effect from the next boot on.</param>
/// <param name="SecureBootActive">The last boot was a secure one.</param>
/// <param name="HasPlatformKey">Without it the firmware is in setup mode and verifies nothing.</param>
public sealed record FirmwareState(
    BiosSettings Bios, BiosSettings? PendingBios, DateTimeOffset? BiosApplied, bool SecureBootWanted, bool SecureBootActive, bool HasPlatformKey)
{
    public static FirmwareState Initial { get; } = new(
        BiosSettings.Factory, PendingBios: null, BiosApplied: null, SecureBootWanted: false, SecureBootActive: false, HasPlatformKey: true);

    /// <summary>What was set as passwords of the setup menu, by name; kept as what they hash to.</summary>
    public ImmutableDictionary<BiosPassword, string> Passwords { get; init; } = ImmutableDictionary<BiosPassword, string>.Empty;

    /// <summary>The next boot brings the factory settings.</summary>
    public bool IsFactoryPending => ReferenceEquals(PendingBios, BiosSettings.Factory);

    /// <summary>What it is after a boot at <paramref name="now"/>. Secure boot is an affair of UEFI.</summary>
    public FirmwareState AfterBoot(BootMode mode, DateTimeOffset now) => this with
    {
        Bios = PendingBios ?? Bios,
        PendingBios = null,
        BiosApplied = PendingBios is null ? BiosApplied : now,
        SecureBootActive = SecureBootWanted && HasPlatformKey && mode == BootMode.UEFI,
    };
}
