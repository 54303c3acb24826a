namespace Simulator.Hardware;

/// <summary>Redfish <c>BootSourceOverrideEnabled</c>.</summary>
public enum BootEnabled
{
    Disabled,
    Once,
    Continuous,
}

/// <summary>Redfish <c>BootSource</c>, as far as a system here offers it.</summary>
public enum BootTarget
{
    None,
    Pxe,
    Hdd,
    Cd,
    BiosSetup,
    UefiHttp,
    RemoteDrive,
    UefiBootNext,
}

public enum BootMode
{
    UEFI,
    Legacy,
}

/// <summary>Where a system boots from next.</summary>
public sealed record BootOverride(BootEnabled Enabled, BootTarget Target, BootMode Mode)
{
    public static BootOverride Default { get; } = new(BootEnabled.Disabled, BootTarget.None, BootMode.UEFI);

    /// <summary>What remains after a boot: <c>Once</c> is used up.</summary>
    public BootOverride AfterBoot() => Enabled == BootEnabled.Once ? this with { Enabled = BootEnabled.Disabled, Target = BootTarget.None } : this;
}
