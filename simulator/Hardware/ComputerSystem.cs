namespace Simulator.Hardware;

/// <summary>What changes about a system, replaced whole so that a reader always sees one moment.</summary>
/// <param name="Health">Set by the operator of the bench, not by the system.</param>
public sealed record SystemState(PowerState Power, BootOverride Boot, Health Health, string? AssetTag, bool IndicatorLit, DateTimeOffset? LastReset)
{
    public static SystemState Initial { get; } = new(PowerState.Off, BootOverride.Default, Health.OK, AssetTag: null, IndicatorLit: false, LastReset: null);

    /// <summary>When <see cref="Power"/> was reached; null while it is as delivered.</summary>
    public DateTimeOffset? PowerSince { get; init; }

    /// <summary>When the BMC, which is restarting, is expected back; null while it answers.</summary>
    public DateTimeOffset? BmcDarkUntil { get; init; }

    /// <summary>False while no power supply of its rack has input; the system is off then.</summary>
    public bool HasMains { get; init; } = true;

    /// <summary>The most it may take; null for no limit.</summary>
    public double? PowerLimitWatts { get; init; }

    /// <summary>When the limit was last set or lifted; null before.</summary>
    public DateTimeOffset? PowerLimitSince { get; init; }

    public Metered Metered { get; init; } = Metered.Nothing;

    public FirmwareState Firmware { get; init; } = FirmwareState.Initial;

    public BootMenu Menu { get; init; } = BootMenu.Factory;

    public BmcSettings Bmc { get; init; } = BmcSettings.Factory;

    /// <summary>Null for the name that the system has of itself.</summary>
    public string? HostName { get; init; }

    /// <summary>Only while <see cref="IndicatorLit"/>.</summary>
    public bool IndicatorBlinks { get; init; }

    public Locator Locator => !IndicatorLit ? Locator.Off : IndicatorBlinks ? Locator.Blinking : Locator.Lit;

    public LocalStorage Storage { get; init; } = LocalStorage.Initial;

    /// <summary>Null while it is the physical system that it was delivered as.</summary>
    public ComposedIdentity? ComposedAs { get; init; }

    /// <summary>Whoever ran on it has left secrets in its trusted module.</summary>
    public bool TpmHasSecrets { get; init; }

    /// <summary>Likewise data in its persistent memory.</summary>
    public bool MemoryHasData { get; init; }

    /// <summary>Its firmware lets software of its user at what it keeps back otherwise: while a node has it (Intel RSD 2.2).</summary>
    public bool UserModeEnabled { get; init; }

    /// <summary>Which of <see cref="ComputerSystem.PerformanceConfigurations"/> is chosen, counted from 1; null for none.</summary>
    public int? PerformanceConfiguration { get; init; }

    /// <summary>What clients have noted on it.</summary>
    public Tags Tags { get; init; } = Tags.None;

    /// <summary>False while it is no resource block, only a physical system.</summary>
    public bool IsBlock { get; init; } = true;

    public VirtualMedium? Cd { get; init; }

    public VirtualMedium? UsbStick { get; init; }

    public VirtualMedium? MediumIn(VirtualDrive drive) => drive == VirtualDrive.Cd ? Cd : UsbStick;

    public SystemState WithMedium(VirtualDrive drive, VirtualMedium? medium) =>
        drive == VirtualDrive.Cd ? this with { Cd = medium } : this with { UsbStick = medium };
}

/// <summary>What a system is called while it is part of a composed system.</summary>
/// <param name="Id">Unique among all systems of the pod.</param>
public sealed record ComposedIdentity(string Id, string Name, string? Description);

/// <summary>A compute sled: one physical system with its built-in parts.</summary>
public sealed class ComputerSystem
{
    private SystemState _state = SystemState.Initial;
    private SystemLog _log = SystemLog.Empty;
    private SystemConsole _console = SystemConsole.Empty;

    public required string Id { get; init; }

    public required string RackId { get; init; }

    public required string DrawerId { get; init; }

    /// <summary>Place in the drawer, from 1.</summary>
    public required int Slot { get; init; }

    public required string Name { get; init; }

    public required Guid Uuid { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    /// <summary>The same for systems that are alike in all but ids, numbers and addresses; null for one that is like no other.</summary>
    public object? Kind { get; init; }

    public required IReadOnlyList<Processor> Processors { get; init; }

    public required IReadOnlyList<MemoryModule> Memory { get; init; }

    public required IReadOnlyList<EthernetInterface> EthernetInterfaces { get; init; }

    public required IReadOnlyList<LocalDrive> Drives { get; init; }

    /// <summary>Redfish <c>InterfaceType</c> of its trusted module; null without one.</summary>
    public string? TpmInterface { get; init; } = "TPM2_0";

    /// <summary>Trusted execution (Intel TXT) is on.</summary>
    public bool HasTxt { get; init; }

    /// <summary>Ways of setting its speed, in the words of Intel RSD 2.5.</summary>
    public IReadOnlyList<string> PerformanceConfigurations { get; init; } = [];

    public int TotalCores => Processors.Sum(p => p.Cores);

    public int TotalMemoryMiB => Memory.Sum(m => m.CapacityMiB);

    /// <summary>Of the BMC's own port: locally administered, apart from those of the NICs.</summary>
    public string BmcMacAddress => string.Join(':', Uuid.ToByteArray()[..5].Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)).Prepend("06"));

    /// <summary>Of the BMC as a Redfish service of its own.</summary>
    public Guid BmcUuid
    {
        get
        {
            var bytes = Uuid.ToByteArray();
            bytes[0] ^= 0xFF;
            return new Guid(bytes);
        }
    }

    public ComposedIdentity? ComposedAs => State.ComposedAs;

    /// <summary>Its <c>Id</c> among the systems of the pod: another one while it is composed. <see cref="Id"/> stays, for its sled and its BMC.</summary>
    public string ResourceId => ComposedAs?.Id ?? Id;

    public SystemState State => Volatile.Read(ref _state);

    public SystemLog Log => Volatile.Read(ref _log);

    public SystemConsole Console => Volatile.Read(ref _console);

    /// <summary>The one way to change state; only <see cref="Pod"/> calls it, under its lock.</summary>
    internal void Become_NeedsLock(SystemState state) => Volatile.Write(ref _state, state);

    /// <summary>Likewise for the log.</summary>
    internal void Write_NeedsLock(SystemLog log) => Volatile.Write(ref _log, log);

    /// <summary>Likewise for the console.</summary>
    internal void Write_NeedsLock(SystemConsole console) => Volatile.Write(ref _console, console);
}
