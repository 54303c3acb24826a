using System.Text.Json.Serialization;

namespace BareServer;

// One System as the simulator serves it, as plain records. Made to match its body: an unknown property stops the bench.

internal sealed record Link([property: JsonPropertyName("@odata.id")] string ODataId);

internal sealed record Status(string State, string Health, string HealthRollup);

internal sealed record SystemBody(
    [property: JsonPropertyName("@odata.etag")] string OdataEtag,
    [property: JsonPropertyName("@odata.id")] string OdataId,
    [property: JsonPropertyName("@odata.type")] string OdataType,
    string Id,
    string Name,
    string SystemType,
    string UUID,
    string Manufacturer,
    string Model,
    string SerialNumber,
    string PartNumber,
    string SKU,
    string HostName,
    IReadOnlyList<string> HostingRoles,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? AssetTag,
    string BiosVersion,
    string PowerState,
    Status Status,
    string IndicatorLED,
    bool LocationIndicatorActive,
    BootBody Boot,
    BootProgressBody BootProgress,
    ProcessorSummaryBody ProcessorSummary,
    MemorySummaryBody MemorySummary,
    IReadOnlyList<TrustedModulesBodyItem> TrustedModules,
    GraphicalConsoleBody GraphicalConsole,
    SerialConsoleBody SerialConsole,
    Link Processors,
    Link Memory,
    Link MemoryDomains,
    Link EthernetInterfaces,
    Link Storage,
    Link SimpleStorage,
    Link NetworkInterfaces,
    Link FabricAdapters,
    Link Bios,
    Link SecureBoot,
    Link VirtualMedia,
    Link LogServices,
    IReadOnlyList<Link> PCIeDevices,
    [property: JsonPropertyName("PCIeDevices@odata.count")] int PciedevicesOdataCount,
    IReadOnlyList<Link> PCIeFunctions,
    [property: JsonPropertyName("PCIeFunctions@odata.count")] int PciefunctionsOdataCount,
    LinksBody Links,
    CompositionBody Composition,
    ActionsBody Actions,
    OemBody Oem);

internal sealed record OemBody(
    [property: JsonPropertyName("Intel_RackScale")] OemIntelRackscale IntelRackscale);

internal sealed record OemIntelRackscale(
    [property: JsonPropertyName("@odata.type")] string OdataType,
    IReadOnlyList<OemIntelRackscalePciDevicesItem> PciDevices,
    int ProcessorSockets,
    int MemorySockets,
    IReadOnlyList<string> PCIeConnectionId,
    bool TrustedExecutionTechnologyEnabled,
    OemPerformanceConfiguration PerformanceConfiguration);

internal sealed record OemIntelRackscalePciDevicesItem(
    string VendorId,
    string DeviceId);

internal sealed record ActionsBody(
    [property: JsonPropertyName("#ComputerSystem.Reset")] ActionsComputersystemReset ComputersystemReset,
    [property: JsonPropertyName("#ComputerSystem.AddResourceBlock")] ActionTarget AddResourceBlock,
    [property: JsonPropertyName("#ComputerSystem.RemoveResourceBlock")] ActionTarget RemoveResourceBlock);

internal sealed record ActionTarget([property: JsonPropertyName("target")] string Target);

internal sealed record OemPerformanceConfiguration(IReadOnlyList<string> Configurations);

internal sealed record CompositionBody(IReadOnlyList<string> UseCases);

internal sealed record ActionsComputersystemReset(
    [property: JsonPropertyName("target")] string Target,
    [property: JsonPropertyName("ResetType@Redfish.AllowableValues")] IReadOnlyList<string> ResettypeRedfishAllowablevalues,
    [property: JsonPropertyName("@Redfish.ActionInfo")] string RedfishActioninfo);

internal sealed record LinksBody(
    IReadOnlyList<Link> Chassis,
    IReadOnlyList<Link> ManagedBy,
    IReadOnlyList<Link> Endpoints,
    IReadOnlyList<Link> PoweredBy,
    IReadOnlyList<Link> CooledBy,
    IReadOnlyList<Link> ResourceBlocks,
    IReadOnlyList<Link> TrustedComponents,
    [property: JsonPropertyName("TrustedComponents@odata.count")] int TrustedComponentsOdataCount,
    [property: JsonPropertyName("ResourceBlocks@odata.count")] int ResourceBlockCount);

internal sealed record SerialConsoleBody(
    SerialConsoleSSH SSH,
    SerialConsoleSSH IPMI,
    int MaxConcurrentSessions);

internal sealed record SerialConsoleSSH(
    bool ServiceEnabled,
    int Port);

internal sealed record GraphicalConsoleBody(
    bool ServiceEnabled,
    IReadOnlyList<string> ConnectTypesSupported,
    int MaxConcurrentSessions,
    int Port);

internal sealed record TrustedModulesBodyItem(
    string InterfaceType,
    string InterfaceTypeSelection,
    string FirmwareVersion,
    Status Status);

internal sealed record MemorySummaryBody(
    int TotalSystemMemoryGiB,
    Status Status,
    string MemoryMirroring);

internal sealed record ProcessorSummaryBody(
    int Count,
    int CoreCount,
    int LogicalProcessorCount,
    string Model,
    Status Status);

internal sealed record BootProgressBody(
    string LastState);

internal sealed record BootBody(
    string BootSourceOverrideEnabled,
    string BootSourceOverrideTarget,
    string BootSourceOverrideMode,
    [property: JsonPropertyName("BootSourceOverrideEnabled@Redfish.AllowableValues")] IReadOnlyList<string> BootsourceoverrideenabledRedfishAllowablevalues,
    [property: JsonPropertyName("BootSourceOverrideTarget@Redfish.AllowableValues")] IReadOnlyList<string> BootsourceoverridetargetRedfishAllowablevalues,
    [property: JsonPropertyName("BootSourceOverrideMode@Redfish.AllowableValues")] IReadOnlyList<string> BootsourceoverridemodeRedfishAllowablevalues,
    Link BootOptions,
    IReadOnlyList<string> BootOrder,
    string BootOrderPropertySelection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? BootNext,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? HttpBootUri);

internal sealed record CollectionOfLinks([property: JsonPropertyName("@odata.id")] string ODataId, IReadOnlyList<Link> Members);

internal sealed record CollectionOfSystems([property: JsonPropertyName("@odata.id")] string ODataId, IReadOnlyList<SystemBody> Members);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SystemBody))]
[JsonSerializable(typeof(CollectionOfLinks))]
[JsonSerializable(typeof(CollectionOfSystems))]
internal sealed partial class BodyJson : JsonSerializerContext;
