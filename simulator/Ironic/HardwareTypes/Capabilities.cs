using System.Text.Json.Nodes;

namespace Simulator.Ironic;

// What a hardware type may be able to do besides power and boot. Each call may be repeated, and fails with a BmcException.

/// <summary>Secure boot. What is set counts from the next boot on.</summary>
internal interface ISecureBoot
{
    /// <summary>Whether the last boot was a secure one; null where the machine knows no secure boot.</summary>
    Task<bool?> GetSecureBootAsync(BmcCall call);

    Task SetSecureBootAsync(BmcCall call, bool isOn);

    /// <param name="call">The machine.</param>
    /// <param name="reset">Redfish <c>ResetKeysType</c>: <c>ResetAllKeysToDefault</c> or <c>DeleteAllKeys</c>.</param>
    Task ResetKeysAsync(BmcCall call, string reset);
}

/// <summary>A non-maskable interrupt.</summary>
internal interface INmi
{
    Task InjectNmiAsync(BmcCall call);
}

/// <summary>Settings of the firmware. What is set counts from the next boot on.</summary>
internal interface IBios
{
    /// <summary>Null where the machine shows none.</summary>
    Task<IReadOnlyList<BiosSetting>?> ReadBiosAsync(BmcCall call);

    /// <param name="call">The machine.</param>
    /// <param name="settings">Name → value.</param>
    Task ApplyBiosAsync(BmcCall call, JsonObject settings);

    Task ResetBiosAsync(BmcCall call);
}

/// <summary>RAID volumes.</summary>
internal interface IRaid
{
    Task<IReadOnlyList<LogicalDisk>> ReadVolumesAsync(BmcCall call);

    /// <summary>One of <c>target_raid_config</c>'s <c>logical_disks</c>, checked.</summary>
    Task CreateVolumeAsync(BmcCall call, JsonObject wanted);

    Task DeleteVolumeAsync(BmcCall call, string volume);
}

/// <summary>Lamps by which people find a machine.</summary>
internal interface IIndicators
{
    Task<IReadOnlyList<Indicator>> ReadIndicatorsAsync(BmcCall call);

    /// <param name="call">The machine.</param>
    /// <param name="indicator">One that was read.</param>
    /// <param name="state"><c>on</c>, <c>off</c> or <c>blinking</c>.</param>
    Task SetIndicatorAsync(BmcCall call, Indicator indicator, string state);
}

/// <summary>Images that the BMC shows to the machine as media.</summary>
internal interface IVirtualMedia
{
    /// <summary>What lies in the drive already is taken out.</summary>
    Task InsertAsync(BmcCall call, string image);

    /// <summary>Takes everything out.</summary>
    Task EjectAsync(BmcCall call);
}

/// <summary>Versions of firmware, and updates of it.</summary>
internal interface IFirmware
{
    Task<IReadOnlyList<FirmwareComponent>> ReadFirmwareAsync(BmcCall call);

    /// <summary>Asks for an update.</summary>
    /// <returns>Where to ask how far it is; null when it is over.</returns>
    Task<string?> UpdateFirmwareAsync(BmcCall call, string image);

    /// <returns>True when the update is over.</returns>
    Task<bool> IsUpdatedAsync(BmcCall call, string monitor);
}

/// <summary>A console that people can be given.</summary>
internal interface IConsole
{
    /// <summary>What <c>console_info</c> shows while it is on: <c>type</c> and <c>url</c>.</summary>
    JsonObject ConsoleOf(IronicNode node);
}

/// <summary>Methods that are the vendor's own, by name.</summary>
internal interface IVendorMethods
{
    IReadOnlyDictionary<string, VendorMethod> NodeMethods { get; }
}

/// <summary>Methods of the driver itself, which concern no node; each is called with its arguments as <c>driver_info</c>.</summary>
internal interface IDriverMethods
{
    IReadOnlyDictionary<string, VendorMethod> DriverMethods { get; }
}

/// <summary>One vendor method.</summary>
/// <param name="HttpMethods">Upper case.</param>
/// <param name="RunAsync">Called with the machine and the arguments; null is answered as no content.</param>
internal sealed record VendorMethod(
    IReadOnlyList<string> HttpMethods, string Description, Func<BmcCall, JsonObject, Task<JsonNode?>> RunAsync, Func<JsonObject, string?>? Check = null)
{
    public bool IsAsync { get; init; }

    public bool NeedsLock { get; init; } = true;
}

/// <param name="Name">Of the attribute.</param>
/// <param name="Value">As the machine writes it.</param>
/// <param name="About">What the registry tells: members as in the answer's detailed form; empty without a registry.</param>
internal sealed record BiosSetting(string Name, string? Value, JsonObject About);

/// <param name="Json">As <c>raid_config</c> shows it.</param>
/// <param name="Uri">Where it is.</param>
internal sealed record LogicalDisk(JsonObject Json, string Uri);

/// <param name="Id">As the machine names it.</param>
/// <param name="Component"><c>system</c> or <c>chassis</c>.</param>
/// <param name="State"><c>on</c>, <c>off</c> or <c>blinking</c>; null when it is not known.</param>
/// <param name="Uri">Where it is.</param>
internal sealed record Indicator(string Id, string Component, string? State, string Uri)
{
    public string Name => $"{Id}@{Component}";
}

/// <param name="Component"><c>bios</c> or <c>bmc</c>.</param>
internal sealed record FirmwareComponent(string Component, string Version);
