using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// In which version of its schema a property of this tree came (Redfish 2025.4, <c>versionAdded</c>): what a release says that it does not
/// have, it does not show. What Intel RSD had before the standard is not in the table: <c>Drives</c> and <c>PCIeDevices</c> of a Chassis,
/// <c>Memory</c> of a ComputerSystem, <c>Links</c> of an EthernetInterface, <c>OriginResources</c> of an EventDestination.
/// </summary>
internal sealed class AddedProperties(SchemaVersions schemas)
{
    private static readonly FrozenDictionary<string, Added[]> Table = new Dictionary<string, Added[]>
    {
        ["AccountService"] = Read("1.3 LocalAccountAuth; 1.5 AccountLockoutCounterResetEnabled; 1.8 SupportedAccountTypes; 1.15 HTTPBasicAuth"),
        ["Chassis"] = Read(
            "1.1 PhysicalSecurity; 1.2 Links/Drives Links/ManagersInChassis Location; "
            + "1.4 DepthMm HeightMm NetworkAdapters WeightKg WidthMm; 1.5 Links/ResourceBlocks; 1.6 Assembly; 1.7 Links/Switches UUID; 1.8 PCIeSlots; "
            + "1.9 Links/Processors Sensors; 1.11 Links/Facility Memory; 1.14 LocationIndicatorActive; "
            + "1.15 EnvironmentMetrics PowerSubsystem ThermalSubsystem; 1.17 Controls Links/Cables; 1.18 Links/PowerOutlets; "
            + "1.20 FabricAdapters Links/Fans Links/PowerDistribution Links/PowerSupplies PoweredByParent ThermalManagedByParent; 1.21 TrustedComponents; 1.22 Processors; 1.23 Links/CoolingUnits"),
        ["ComputerSystem"] = Read(
            "1.1 Bios Boot/BootSourceOverrideMode MemorySummary/MemoryMirroring SecureBoot Storage TrustedModules; "
            + "1.2 HostingRoles Links/Endpoints MemoryDomains PCIeDevices PCIeFunctions; 1.3 NetworkInterfaces TrustedModules/InterfaceTypeSelection; 1.4 Links/ResourceBlocks; "
            + "1.5 Boot/BootNext Boot/BootOptions Boot/BootOrder ProcessorSummary/LogicalProcessorCount; "
            + "1.6 Boot/BootOrderPropertySelection; 1.9 Boot/HttpBootUri; 1.10 FabricAdapters; "
            + "1.13 BootProgress GraphicalConsole LocationIndicatorActive SerialConsole VirtualMedia; 1.14 ProcessorSummary/CoreCount; 1.18 Composition; 1.19 Links/TrustedComponents"),
        ["Drive"] = Read(
            "1.1 Links/Endpoints Operations; 1.2 Links/Chassis; 1.4 PhysicalLocation; 1.6 Links/PCIeFunctions; "
            + "1.8 Links/StoragePools; 1.12 EnvironmentMetrics; 1.13 Links/Storage; 1.16 Links/ActiveSoftwareImage; "
            + "1.17 FirmwareVersion Metrics"),
        ["Endpoint"] = Read("1.1 Links/NetworkDeviceFunction; 1.2 PciId/ClassCode; 1.4 Links/ConnectedPorts; 1.5 Links/Connections; 1.6 Links/Zones; 1.7 Links/LocalPorts"),
        ["EthernetInterface"] = Read(
            "1.1 LinkStatus Links/Endpoints; 1.3 Links/Chassis; 1.4 DHCPv4; 1.6 EthernetInterfaceType Links/NetworkDeviceFunction; "
            + "1.7 Links/NetworkDeviceFunctions; 1.9 Links/Ports"),
        ["EventDestination"] = Read(
            "1.1 MessageIds; 1.3 SubscriptionType; 1.4 EventFormatType RegistryPrefixes ResourceTypes SubordinateResources; 1.6 DeliveryRetryPolicy Status; "
            + "1.9 Certificates VerifyCertificate; 1.11 ClientCertificates HeartbeatIntervalMinutes SendHeartbeat; 1.12 ExcludeMessageIds ExcludeRegistryPrefixes; 1.13 Severities"),
        ["EventService"] = Read(
            "1.1 ServerSentEventUri; "
            + "1.2 EventFormatTypes RegistryPrefixes ResourceTypes SSEFilterPropertiesSupported SubordinateResourcesSupported; "
            + "1.6 IncludeOriginOfConditionSupported; 1.8 ExcludeMessageId ExcludeRegistryPrefix; 1.9 Severities; "
            + "1.12 OriginResourcesSupported"),
        ["Fabric"] = Read("1.2 Connections; 1.4 Links/ManagedBy"),
        ["LogService"] = Read("1.1 LogEntryType"),
        ["Manager"] = Read("1.1 Links/ManagerInChassis; 1.2 PowerState; 1.6 Links/ActiveSoftwareImage Links/SoftwareImages; 1.7 Manufacturer"),
        ["ManagerAccount"] = Read("1.3 PasswordChangeRequired; 1.4 AccountTypes"),
        ["ManagerNetworkProtocol"] = Read("1.2 NTP; 1.4 HTTPS/Certificates"),
        ["Memory"] = Read("1.1 Status; 1.2 Links; 1.4 Location; 1.11 EnvironmentMetrics Links/Processors; 1.12 Enabled"),
        ["MetricReport"] = Read("1.1 Timestamp"),
        ["MetricReportDefinition"] = Read("1.1 Wildcards/Values; 1.2 MetricReportDefinitionEnabled"),
        ["NetworkAdapter"] = Read(
            "1.2 Controllers/PCIeInterface; 1.4 Location; 1.5 Controllers/Links/Ports Ports; 1.7 Metrics; "
            + "1.10 Controllers/Links/ActiveSoftwareImage Controllers/Links/SoftwareImages"),
        ["NetworkDeviceFunction"] = Read(
            "1.2 Links/Endpoints; 1.3 Ethernet/VLAN Ethernet/VLANs Links/PhysicalPortAssignment; 1.4 Links/EthernetInterface; "
            + "1.5 AssignablePhysicalNetworkPorts Links/PhysicalNetworkPortAssignment; 1.7 Ethernet/EthernetInterfaces Links/EthernetInterfaces"),
        ["NetworkInterface"] = Read("1.2 Ports"),
        ["PCIeDevice"] = Read("1.3 PCIeInterface; 1.4 PCIeFunctions; 1.9 Slot; 1.10 Links/Switch; 1.12 Links/Processors Slot/HotPluggable; 1.19 Links/ConnectedPCIePorts"),
        ["PCIeFunction"] = Read("1.2 Links/NetworkDeviceFunctions; 1.4 Links/Processor; 1.5 FunctionProtocol"),
        ["Port"] = Read(
            "1.2 ActiveWidth InterfaceEnabled LinkNetworkTechnology LinkState LinkStatus Links/ConnectedPorts Metrics; 1.3 Ethernet; "
            + "1.5 Links/Cables; 1.7 Links/EthernetInterfaces"),
        ["Power"] = Read("1.4 PowerControl/PhysicalContext; 1.5 PowerSupplies/PowerInputWatts PowerSupplies/PowerOutputWatts"),
        ["Processor"] = Read(
            "1.1 Links; 1.2 Location; 1.4 Metrics Links/Endpoints Links/PCIeDevice Links/PCIeFunctions; 1.5 TotalEnabledCores; "
            + "1.7 FirmwareVersion SerialNumber; 1.11 EnvironmentMetrics Links/Memory"),
        ["Role"] = Read("1.2 RoleId"),
        ["ServiceRoot"] = Read(
            "1.1 Fabrics StorageServices UpdateService; 1.4 JobService; 1.5 CertificateService; 1.6 Facilities PowerEquipment; "
            + "1.8 AggregationService; 1.9 Storage; 1.11 Cables; 1.16 ThermalEquipment"),
        ["SimpleStorage"] = Read("1.1 Devices/CapacityBytes; 1.2 Links; 1.3 Links/Storage"),
        ["SoftwareInventory"] = Read("1.1 RelatedItem SoftwareId; 1.2 Manufacturer ReleaseDate; 1.9 VersionScheme; 1.12 Active ResetRequiredOnUpdate Staged"),
        ["Storage"] = Read(
            "1.3 StorageControllers/Name; 1.5 StorageControllers/CacheSummary; 1.6 StorageControllers/SupportedRAIDTypes; "
            + "1.8 StoragePools; 1.9 Controllers Identifiers Links/SimpleStorage Links/StorageServices"),
        ["Switch"] = Read("1.1 Location; 1.2 FirmwareVersion; 1.3 Links/Endpoints SupportedProtocols; 1.4 Links/PCIeDevice MaxBandwidthGbps; 1.7 Metrics"),
        ["SwitchMetrics"] = Read("1.1 LifetimeStartDateTime"),
        ["Task"] = Read("1.2 TaskMonitor; 1.3 HidePayload; 1.4 PercentComplete"),
        ["TaskService"] = Read("1.2 TaskAutoDeleteTimeoutMinutes; 1.3 TaskMonitorAutoExpirySeconds"),
        ["TelemetryService"] = Read("1.2 ServiceEnabled"),
        ["Thermal"] = Read("1.1 Fans/Name"),
        ["Triggers"] = Read("1.4 TriggerEnabled"),
        ["UpdateService"] = Read(
            "1.2 HttpPushUriTargets HttpPushUriTargetsBusy; 1.4 HttpPushUriOptions HttpPushUriOptionsBusy; 1.5 MaxImageSizeBytes; 1.6 MultipartHttpPushUri"),
        ["Volume"] = Read(
            "1.1 Capacity CapacitySources; 1.4 Links/OwningStorageService Links/ServerEndpoints; 1.5 Links/OwningStorageResource; "
            + "1.9 Operations/Operation; 1.10 Links/ProvidingStoragePool"),
        ["Zone"] = Read("1.4 ZoneType"),

        // Its boot settings were those three and no more.
        ["ComposedNode"] = Read("9.0 Boot/BootNext Boot/BootOptions Boot/BootOrder Boot/BootOrderPropertySelection Boot/HttpBootUri"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string[][]> _hidden = Table.ToFrozenDictionary(
        t => t.Key, t => t.Value.Where(a => a.Version > Parse(schemas.VersionOf(t.Key))).Select(a => a.Path).ToArray(), StringComparer.Ordinal);

    /// <summary>Takes out of a resource what its version does not have.</summary>
    /// <param name="type">Without a version: <c>Chassis</c>.</param>
    public void Hide(JsonObject resource, string type)
    {
        foreach (var path in _hidden.GetValueOrDefault(type) ?? [])
        {
            Hide(resource, path);
        }
    }

    private static void Hide(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Hide(item, path);
            }
        }
        else if (node is JsonObject owner && path.Length > 1)
        {
            Hide(owner[path[0]], path[1..]);
        }
        else if (node is JsonObject last)
        {
            // A list goes with its count, a value with what may be written there.
            var name = path[0];
            foreach (var gone in last.Select(p => p.Key).Where(n => n == name || n.StartsWith($"{name}@", StringComparison.Ordinal)).ToList())
            {
                last.Remove(gone);
            }
        }
    }

    // "1.2 Location; 1.4 Links/Oem" → a version and a path for each.
    private static Added[] Read(string rows) =>
    [
        .. from row in rows.Split("; ")
           let words = row.Split(' ')
           from path in words[1..]
           select new Added(Version.Parse(words[0]), path.Split('/')),
    ];

    // v1_3_0 or 1.2.0; the third part only mends words.
    private static Version Parse(string version) =>
        version.TrimStart('v').Split('.', '_') is [var major, var minor, ..]
            ? new Version(int.Parse(major, CultureInfo.InvariantCulture), int.Parse(minor, CultureInfo.InvariantCulture))
            : throw new FormatException($"{version} is no version of a schema.");

    private sealed record Added(Version Version, string[] Path);
}
