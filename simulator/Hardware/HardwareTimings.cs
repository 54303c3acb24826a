namespace Simulator.Hardware;

/// <summary>How long things take, in simulated time. Defaults lie in the ranges that real pods show.</summary>
public sealed record HardwareTimings
{
    /// <summary>From <c>PoweringOn</c> to <c>On</c>. Default 8 s.</summary>
    public TimeSpan PowerOn { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>From <c>PoweringOff</c> to <c>Off</c>, graceful. Default 4 s.</summary>
    public TimeSpan PowerOff { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A BMC that is reset does not answer for so long. Default 30 s.</summary>
    public TimeSpan BmcReset { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Settings of one system while a node is assembled. Default 4 s.</summary>
    public TimeSpan ConfigureSystem { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Adding one pooled device to the zone of a system. Default 2 s.</summary>
    public TimeSpan ZoneDevice { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Setting the VLANs of one switch port while a node is assembled. Default 1 s.</summary>
    public TimeSpan ConfigurePort { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Showing a volume of a pool to a system. Default 2 s.</summary>
    public TimeSpan ConnectVolume { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Clearing a trusted module, or the persistent memory of a system. Default 3 s.</summary>
    public TimeSpan ClearSecrets { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the making of a volume until all of it is initialized. Default 20 s.</summary>
    public TimeSpan InitializeVolume { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Secure erase of one drive: of a pooled one also when it is given back. Default 6 s.</summary>
    public TimeSpan EraseDrive { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Booting the image that looks at a system, until it has told what it saw. Default 60 s.</summary>
    public TimeSpan DeepDiscovery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Fetching a firmware image. Default 5 s.</summary>
    public TimeSpan FirmwareDownload { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Checking a firmware image. Default 2 s.</summary>
    public TimeSpan FirmwareVerify { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Writing firmware to the parts of one update, all at the same time. Default 10 s.</summary>
    public TimeSpan FirmwareApply { get; init; } = TimeSpan.FromSeconds(10);
}
