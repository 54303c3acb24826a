namespace Simulator.Hardware;

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

    /// <summary>What it is after a boot at <paramref name="now"/>. Secure boot is an affair of UEFI.</summary>
    public FirmwareState AfterBoot(BootMode mode, DateTimeOffset now) => this with
    {
        Bios = PendingBios ?? Bios,
        PendingBios = null,
        BiosApplied = PendingBios is null ? BiosApplied : now,
        SecureBootActive = SecureBootWanted && HasPlatformKey && mode == BootMode.UEFI,
    };
}
