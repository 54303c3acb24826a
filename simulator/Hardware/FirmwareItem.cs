namespace Simulator.Hardware;

/// <summary>What firmware can be of. The names of images begin with these words.</summary>
public enum FirmwareKind
{
    Bios,
    Bmc,
    Nic,
    Drive,
    Gpu,
    Fpga,
    Switch,
}

/// <summary>The firmware of one part.</summary>
/// <param name="Owner">Id of the system, pooled device or switch that has the part.</param>
public readonly record struct FirmwareItem(FirmwareKind Kind, string Owner)
{
    /// <summary>Unique in the pod: parts of a system have its id with a suffix, devices and switches their own.</summary>
    public string Id => Owner + SuffixOf(Kind);

    /// <summary>The part works without it until its system boots or its BMC restarts.</summary>
    public bool NeedsReset => Kind is FirmwareKind.Bios or FirmwareKind.Bmc or FirmwareKind.Nic;

    internal static string SuffixOf(FirmwareKind kind) => kind switch
    {
        FirmwareKind.Bios => "-bios",
        FirmwareKind.Bmc => "-bmc",
        FirmwareKind.Nic => "-nic",
        _ => "",
    };
}

/// <summary>Which firmware a part has.</summary>
/// <param name="Version">In use.</param>
/// <param name="Released">When that version was published; null when nobody said.</param>
/// <param name="Staged">Written and waiting for the next reset; null when nothing waits.</param>
public sealed record Firmware(string Version, DateOnly? Released, string? Staged = null)
{
    private static readonly Dictionary<FirmwareKind, Firmware> AsDelivered = new()
    {
        [FirmwareKind.Bios] = new("2.3.0", new DateOnly(2026, 3, 12)),
        [FirmwareKind.Bmc] = new("1.8.2", new DateOnly(2026, 5, 4)),
        [FirmwareKind.Nic] = new("22.31.6", new DateOnly(2025, 11, 20)),
        [FirmwareKind.Drive] = new("1.4.0", new DateOnly(2025, 9, 1)),
        [FirmwareKind.Gpu] = new("94.2.1", new DateOnly(2026, 1, 26)),
        [FirmwareKind.Fpga] = new("5.0.1", new DateOnly(2025, 6, 16)),
        [FirmwareKind.Switch] = new("4.28.3", new DateOnly(2026, 2, 9)),
    };

    /// <summary>What a part of that kind is delivered with.</summary>
    public static Firmware Factory(FirmwareKind kind) => AsDelivered[kind];
}
