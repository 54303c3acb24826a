namespace Valence.DriverContract;

/// <summary>Where a node is to boot from, in Redfish's words (<c>Boot.BootSourceOverride…</c>).</summary>
/// <param name="Mode"><c>UEFI</c> or <c>Legacy</c>; null leaves it.</param>
public sealed record BootWish(string Enabled, string Target, string? Mode);
