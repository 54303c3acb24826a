using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ComputerSystem v1_27_0, <c>HostGraphicalConsole</c>: there as long as the BMC offers it.</summary>
internal sealed record HostGraphicalConsoleJson(bool ServiceEnabled)
{
    public IReadOnlyList<string> ConnectTypesSupported { get; } = ["KVMIP"];

    public int MaxConcurrentSessions => 4;

    public int Port => BmcPorts.Of(BmcProtocols.KVMIP);
}

/// <summary>ComputerSystem v1_27_0, <c>HostSerialConsole</c>.</summary>
internal sealed record HostSerialConsoleJson(
    [property: JsonPropertyName("SSH")] HostConsole Ssh, [property: JsonPropertyName("IPMI")] HostConsole Ipmi)
{
    public int MaxConcurrentSessions => 1;

    public static HostSerialConsoleJson Of(BmcSettings bmc) => new(
        new HostConsole(bmc.Has(BmcProtocols.SSH), BmcPorts.Of(BmcProtocols.SSH)), new HostConsole(bmc.Has(BmcProtocols.IPMI), BmcPorts.Of(BmcProtocols.IPMI)));
}

internal sealed record HostConsole(bool ServiceEnabled, int Port);

/// <summary>ComputerSystem v1_27_0, <c>TrustedModules</c>.</summary>
internal sealed record TrustedModuleJson(string InterfaceType)
{
    public string InterfaceTypeSelection => "None";

    public string FirmwareVersion => TrustedModule.FirmwareVersion;

    public Status Status { get; } = new("Enabled", "OK");
}

internal sealed record SystemOem([property: JsonPropertyName("Intel_RackScale")] SystemRackScale RackScale);

/// <summary>Intel RSD: what a pod manager tells of a system beside the standard.</summary>
/// <param name="PcieConnectionId">Cables to PCIe switches: see <see cref="PcieSwitch.CableTo"/>.</param>
internal sealed record SystemRackScale(
    IReadOnlyList<PciDevice> PciDevices,
    int ProcessorSockets,
    int MemorySockets,
    [property: JsonPropertyName("PCIeConnectionId")] IReadOnlyList<string> PcieConnectionId,
    bool UserModeEnabled,
    bool TrustedExecutionTechnologyEnabled,
    PerformanceConfigurationJson PerformanceConfiguration)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.ComputerSystem";

    /// <summary>Null when nobody noted any.</summary>
    public IReadOnlyDictionary<string, string>? TaggedValues { get; init; }

    /// <param name="kinds">Of its cards and of those attached to it.</param>
    public static SystemRackScale Of(Pod pod, ComputerSystem system, IEnumerable<PcieKind> kinds) => new(
        [.. kinds.Select(k => new PciDevice(k.VendorId, k.DeviceId))], system.Processors.Count, system.Memory.Count,
        [.. pod.PcieSwitches.ReachedFrom(system.RackId).Select(s => s.CableTo(system.RackId))], system.State.UserModeEnabled, system.HasTxt,
        new PerformanceConfigurationJson(
            system.State.PerformanceConfiguration, [.. system.PerformanceConfigurations.Index().Select(p => new PerformanceConfigurationItem(p.Index + 1, p.Item))]))
    {
        TaggedValues = system.State.Tags.Values.IsEmpty ? null : system.State.Tags.Values,
    };
}

/// <summary>Intel RSD 2.5: ways of setting the speed of a system. None is chosen as delivered.</summary>
internal sealed record PerformanceConfigurationJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? CurrentConfigurationId, IReadOnlyList<PerformanceConfigurationItem> Configurations);

internal sealed record PerformanceConfigurationItem(int ConfigurationId, string Type);

internal sealed record PciDevice(string VendorId, string DeviceId);
