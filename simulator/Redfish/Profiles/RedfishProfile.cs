using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Which pod manager the face looks like. The default serves everything in the form of the newest standard, with Intel's
/// sections in it; the others serve what that one kind had: its resources, its schema versions, its spellings.
/// Source: Intel RSD pod manager, releases 1.2 to 2.4 (what tells them apart); Redfish 2025.4.
/// </summary>
public sealed record RedfishProfile
{
    /// <summary>As <c>--profile</c> names it.</summary>
    public required string Name { get; init; }

    /// <summary>Of the Intel RSD pod manager; null for what is none, and takes the requests of all.</summary>
    internal Version? Release { get; init; }

    /// <summary>Value of <c>RedfishVersion</c> in the root; empty leaves it.</summary>
    internal string RedfishVersion { get; init; } = "";

    /// <summary>Value of <c>Oem.Intel_RackScale.ApiVersion</c> in the root; null has no section of Intel's anywhere.</summary>
    internal string? ApiVersion { get; init; } = "";

    /// <summary>What is served below the root: <c>*</c> is one segment, <c>**</c> any number; null serves everything.</summary>
    internal IReadOnlyList<string>? Serves { get; init; }

    /// <summary>What is not, although <see cref="Serves"/> has it.</summary>
    internal IReadOnlyList<string> ServesNot { get; init; } = [];

    /// <summary>Versions of schemas by type; null keeps the newest.</summary>
    internal SchemaVersions? Schemas { get; init; }

    /// <summary>The annotation for the values that an action takes had another name before 2.0; that of the boot settings had not.</summary>
    internal bool OldAllowableValues { get; init; }

    /// <summary>Composed nodes and Ethernet switches hang from the root itself, not from Intel's section of it.</summary>
    internal bool NodesAtTop { get; init; }

    /// <summary>The shelves are <c>Services</c> with logical drives (up to 2.2), not <c>StorageServices</c> with pools.</summary>
    internal bool HasLogicalDrives { get; init; }

    /// <summary>Telemetry hangs from Intel's section of the root (2.4), not from the root itself.</summary>
    internal bool TelemetryInSection { get; init; }

    /// <summary>Racks have power zones and drawers thermal zones (1.2, 2.1).</summary>
    internal bool HasZones { get; init; }

    /// <summary>Power and Thermal have sections of Intel's (since 2.1).</summary>
    internal bool HasPowerSections { get; init; }

    internal DeepDiscoveryForm DeepDiscovery { get; init; }

    internal ReleasePolicy AtRelease { get; init; } = ReleasePolicy.Newest;

    /// <summary>What lies elsewhere than here; the first that fits counts.</summary>
    internal IReadOnlyList<MovedUri> Moved { get; init; } = [];

    /// <summary>Actions that had another name: the one here → the one there.</summary>
    internal IReadOnlyDictionary<string, string> ActionNames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Query parameters that the release knew; null knows all.</summary>
    internal IReadOnlyList<string>? Queries { get; init; }

    /// <summary>How composed nodes look; null is the newest form.</summary>
    internal NodeForm? Node { get; init; }

    /// <summary>Requests in the form of the first releases are understood (up to 2.2).</summary>
    internal bool TakesOldAllocations => HasLogicalDrives;

    /// <summary>Devices come to a node as endpoints (2.1 and 2.2), and not as resources.</summary>
    internal bool AttachesEndpoints => Node is { AttachesEndpoints: true };

    /// <summary>A Location header names the host as well (up to 2.3).</summary>
    internal bool AbsoluteLocation { get; init; }

    /// <summary>True for the pod managers of Intel: general error ids, contexts, no sessions link in the root.</summary>
    internal bool IsRackScale => Node is not null;

    // What no pod manager of Intel had, below what it had.
    private static string[] NeverServed =>
    [
        "**/ProcessorMetrics", "**/MemoryMetrics", "**/EnvironmentMetrics", "**/NetworkDeviceFunctionMetrics", "**/Actions/Drive.Reset",
        "**/Actions/Manager.ResetToDefaults", "Systems/*/Storage/*/Controllers/**", "EventService/SSE", "Fabrics/ethernet/**",
        "Fabrics/*/EndpointGroups/**",
    ];

    /// <summary>Everything, newest form.</summary>
    public static RedfishProfile Union { get; } = new() { Name = "union" };

    /// <summary>By the names of <c>--profile</c>.</summary>
    public static IReadOnlyList<RedfishProfile> All { get; } = [Union, Dmtf(), RackScale12(), RackScale21(), RackScale22(), RackScale23(), RackScale24()];

    public static RedfishProfile? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    public override string ToString() => Name;

    private static RedfishProfile Dmtf() => new()
    {
        Name = "dmtf",
        ApiVersion = null,
        Serves = ["**"],
        ServesNot = ["Nodes/**", "EthernetSwitches/**", "StorageServices/**"],
    };

    private static RedfishProfile RackScale12() => new()
    {
        Name = "rsd-1.2",
        Release = new Version(1, 2),
        RedfishVersion = "1.0.0",
        ApiVersion = "1.2.0",
        Serves =
        [
            "$metadata", "Chassis", "Chassis/*", "Chassis/*/PowerZones/**", "Chassis/*/ThermalZones/**", "Systems", "Systems/*", "Systems/*/Actions/**",
            "Systems/*/Processors/**", "Systems/*/Memory/**", "Systems/*/SimpleStorage/**", "Systems/*/EthernetInterfaces/**", "Managers", "Managers/*",
            "Managers/*/NetworkProtocol", "Managers/*/EthernetInterfaces/**", "Nodes/**", "EthernetSwitches/**", "EventService/**", "Services/**",
        ],
        ServesNot =
        [
            .. NeverServed,
            "Nodes/*/Actions/ComposedNode.AttachResource", "Nodes/*/Actions/ComposedNode.DetachResource", "Nodes/*/Actions/ComposedNode.ForceDelete",
            "Fabrics/iscsi/**", "Fabrics/nvme-of/**", "Nodes/*/Actions/AttachResourceActionInfo", "Nodes/*/Actions/DetachResourceActionInfo",
        ],
        Schemas = SchemaVersions.RackScale12,
        OldAllowableValues = true,
        NodesAtTop = true,
        HasLogicalDrives = true,
        HasZones = true,
        DeepDiscovery = DeepDiscoveryForm.Plain,
        AtRelease = new ReleasePolicy(PowerAtRelease.Graceful, KeepsVolumes: true, ClearsTpm: false, ClearsMemory: false),
        Moved =
        [
            new("Nodes/Actions/ComposedNodeCollection.Allocate", "Nodes/Actions/Allocate"),
            new("EventService/Actions/EventService.SubmitTestEvent", "EventService/Actions/EventService.SendTestEvent"),
            new("Chassis/pod/**", "Chassis/1-c-1/**"),
        ],
        ActionNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#EventService.SubmitTestEvent"] = "#EventService.SendTestEvent" },
        Queries = [],
        Node = NodeForm.RackScale12,
        AbsoluteLocation = true,
    };

    private static RedfishProfile RackScale21() => RackScale12() with
    {
        Name = "rsd-2.1",
        Release = new Version(2, 1),
        RedfishVersion = "1.0.2",
        // The release announces an older interface than its own (contract of the pod manager, versions).
        ApiVersion = "2.0.0",
        Serves =
        [
            .. RackScale12().Serves!, "odata", "Chassis/*/Actions/**", "Chassis/*/Power", "Chassis/*/Thermal", "Chassis/*/Drives/**",
            "Chassis/*/PCIeDevices/**", "Chassis/*/NetworkAdapters/*/NetworkDeviceFunctions/**", "Systems/*/Storage/**", "Systems/*/NetworkInterfaces/**",
            "Managers/*/Actions/**", "Fabrics/**",
        ],
        ServesNot = [.. RackScale12().ServesNot, "Chassis/*/Drives/*/Metrics"],
        Schemas = SchemaVersions.RackScale21,
        OldAllowableValues = false,
        HasPowerSections = true,
        DeepDiscovery = DeepDiscoveryForm.Oem,
        AtRelease = new ReleasePolicy(PowerAtRelease.OffIfAssembled, KeepsVolumes: true, ClearsTpm: false, ClearsMemory: false, AsksEraseOnDetach: true),
        Moved =
        [
            .. RackScale12().Moved,
            new("Chassis/*/PCIeDevices/*/PCIeFunctions/**", "Chassis/*/PCIeDevices/*/Functions/**"),
            // The functions of a card belonged to its interface before they belonged to its adapter.
            new("Chassis/*/NetworkAdapters/*/NetworkDeviceFunctions/**", "Systems/*/NetworkInterfaces/*/NetworkDeviceFunctions/**"),
        ],
        Node = NodeForm.RackScale21,
    };

    private static RedfishProfile RackScale22() => RackScale21() with
    {
        Name = "rsd-2.2",
        Release = new Version(2, 2),
        RedfishVersion = "1.1.0",
        ApiVersion = "2.2.0",
        Serves =
        [
            .. RackScale21().Serves!, "TelemetryService", "TelemetryService/MetricDefinitions/**", "TelemetryService/MetricReportDefinitions/**",
            "TelemetryService/Triggers/**",
        ],
        Schemas = SchemaVersions.RackScale22,
        NodesAtTop = false,
        HasZones = false,
        AtRelease = RackScale21().AtRelease with { ClearsTpm = true },
    };

    private static RedfishProfile RackScale23() => RackScale22() with
    {
        Name = "rsd-2.3",
        Release = new Version(2, 3),
        ApiVersion = "2.3.0",
        Serves = [.. RackScale22().Serves!, "Chassis/*/NetworkAdapters", "Chassis/*/NetworkAdapters/*", "StorageServices/**"],
        ServesNot = [.. NeverServed, "Nodes/*/Actions/ComposedNode.ForceDelete"],
        Schemas = SchemaVersions.RackScale23,
        HasLogicalDrives = false,
        AtRelease = new ReleasePolicy(PowerAtRelease.Off, KeepsVolumes: false, ClearsTpm: true, ClearsMemory: false, AsksEraseOnDetach: true),
        Moved =
        [
            .. RackScale12().Moved,
            new("Chassis/*/PCIeDevices/*/PCIeFunctions/**", "Chassis/*/PCIeDevices/*/Functions/**"),
            new("Chassis/{shelf}/Drives/**", "StorageServices/{shelf}/Drives/**"),
            new("Systems/*/Actions/ComputerSystem.StartDeepDiscovery", "Systems/*/Actions/Oem/Intel.Oem.StartDeepDiscovery"),
        ],
        Node = NodeForm.RackScale23,
    };

    private static RedfishProfile RackScale24() => RackScale23() with
    {
        Name = "rsd-2.4",
        Release = new Version(2, 4),
        RedfishVersion = "1.5.0",
        ApiVersion = "2.4.0",
        Serves =
        [
            .. RackScale23().Serves!, "Systems/*/LogServices/**", "TaskService/**", "SessionService/**", "AccountService/**", "UpdateService/**", "Registries/**",
        ],
        ServesNot = NeverServed,
        Schemas = SchemaVersions.RackScale24,
        TelemetryInSection = true,
        DeepDiscovery = DeepDiscoveryForm.None,
        AtRelease = ReleasePolicy.Newest with { Power = PowerAtRelease.Left },
        Moved =
        [
            new("Nodes/Actions/ComposedNodeCollection.Allocate", "Nodes/Actions/Allocate"),
            new("EventService/Actions/EventService.SubmitTestEvent", "EventService/Actions/EventService.SendTestEvent"),
            new("UpdateService/Actions/UpdateService.SimpleUpdate", "UpdateService/Actions/SimpleUpdate"),
            new("Chassis/*/PCIeDevices/*/PCIeFunctions/**", "Chassis/*/PCIeDevices/*/Functions/**"),
            new("Chassis/{shelf}/Drives/**", "StorageServices/{shelf}/Drives/**"),
            new("TaskService/TaskMonitors/*", "TaskService/Tasks/*/Monitor"),
            new("TelemetryService/**", "Oem/Intel_RackScale/TelemetryService/**"),
        ],
        Queries = ["$filter"],
        Node = NodeForm.RackScale24,
        AbsoluteLocation = false,
    };
}
