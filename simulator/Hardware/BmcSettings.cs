using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>What a BMC offers on its own port, by the names of Redfish ManagerNetworkProtocol.</summary>
[Flags]
public enum BmcProtocols
{
    None = 0,
    HTTP = 1,
    HTTPS = 2,
    SSH = 4,
    IPMI = 8,
    SNMP = 16,
    KVMIP = 32,
    VirtualMedia = 64,
    NTP = 128,
}

/// <summary>Redfish <c>ResetToDefaultsType</c> (Manager v1_24_0), by its spelling.</summary>
public enum DefaultsReset
{
    ResetAll,
    PreserveNetworkAndUsers,
    PreserveNetwork,
}

/// <summary>What a BMC keeps over its restart.</summary>
/// <param name="HostName">Null for the name of the factory.</param>
/// <param name="ClockAhead">How far its clock is ahead of the world's.</param>
/// <param name="LocalOffset">Of its local time to UTC.</param>
public sealed record BmcSettings(BmcProtocols Enabled, ImmutableList<string> NtpServers, string? HostName, TimeSpan ClockAhead, TimeSpan LocalOffset)
{
    public static BmcSettings Factory { get; } = new(
        BmcProtocols.HTTPS | BmcProtocols.KVMIP | BmcProtocols.VirtualMedia, [], HostName: null, ClockAhead: TimeSpan.Zero, LocalOffset: TimeSpan.Zero);

    public bool Has(BmcProtocols protocol) => (Enabled & protocol) != 0;

    public BmcSettings With(BmcProtocols protocol, bool isEnabled) => this with { Enabled = isEnabled ? Enabled | protocol : Enabled & ~protocol };

    public BmcSettings After(DefaultsReset reset) =>
        reset == DefaultsReset.ResetAll ? Factory : this with { ClockAhead = TimeSpan.Zero, LocalOffset = TimeSpan.Zero };
}
