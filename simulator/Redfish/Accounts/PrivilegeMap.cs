using System.Collections.Frozen;

namespace Simulator.Redfish;

/// <summary>A privilege that suffices; one for <paramref name="OwnOnly"/> counts on what is the caller's own alone.</summary>
internal sealed record Grant(Privilege Privilege, bool OwnOnly = false)
{
    public override string ToString() => OwnOnly ? $"{Privilege} (own only)" : $"{Privilege}";
}

/// <summary>Who may read and who may change resources of some kinds. Any one grant suffices.</summary>
internal sealed record PrivilegeRule(IReadOnlyList<Grant> Read, IReadOnlyList<Grant> Change);

/// <summary>Kinds that need something else below certain others.</summary>
/// <param name="Kinds">Whose rule it is.</param>
/// <param name="Above">One of these lies somewhere above.</param>
internal sealed record PrivilegeOverride(IReadOnlyList<string> Kinds, IReadOnlyList<string> Above, PrivilegeRule Rule);

/// <summary>
/// The privileges each kind of resource needs: one table, which decides (<see cref="RedfishAuthorization"/>) and is served
/// (<see cref="PrivilegeRegistryJson"/>). It is that of the standard's privilege registry (DSP8011), as far as this tree has its kinds.
/// </summary>
internal static class PrivilegeMap
{
    /// <summary>The properties of one's own account that ConfigureSelf may change (the registry's property override).</summary>
    public static readonly IReadOnlyList<string> OwnAccountProperties = ["Password"];

    private static readonly Grant Login = new(Privilege.Login);
    private static readonly Grant Components = new(Privilege.ConfigureComponents);
    private static readonly Grant Manager = new(Privilege.ConfigureManager);
    private static readonly Grant Users = new(Privilege.ConfigureUsers);
    private static readonly Grant Self = new(Privilege.ConfigureSelf, OwnOnly: true);

    private static readonly PrivilegeRule ByComponents = new([Login], [Components]);
    private static readonly PrivilegeRule ByManager = new([Login], [Manager]);
    private static readonly PrivilegeRule ByEither = new([Login], [Manager, Components]);

    private static readonly FrozenDictionary<string, PrivilegeRule> Rules = Table(
        (new([Manager], [Manager]), ["Certificate", "CertificateCollection", "CertificateLocations"]),
        (new([Manager, Users, Self], [Users, Self]), ["ManagerAccount"]),
        (new([Login], [Users]), ["AccountService", "ManagerAccountCollection"]),
        (new([Manager, Self], [Manager, Self]), ["Session"]),
        (new([Login], [Login]), ["SessionCollection"]),
        (new([Login], [Manager, Self]), ["EventDestination"]),
        (ByEither, ["Aggregate", "AggregateCollection", "EventDestinationCollection"]),
        (ByManager,
        [
            "ActionInfo", "AggregationService", "AggregationSource", "AggregationSourceCollection", "AttributeRegistry", "Battery", "BatteryCollection",
            "BatteryMetrics", "CertificateService", "ComponentIntegrity", "ComponentIntegrityCollection", "CompositionReservation",
            "CompositionReservationCollection", "CompositionService", "ConnectionMethod", "ConnectionMethodCollection", "Control", "ControlCollection",
            "EnvironmentMetrics", "EventService", "ExternalAccountProvider", "ExternalAccountProviderCollection", "Fan", "FanCollection", "Heater",
            "HeaterCollection", "HeaterMetrics", "HostInterface", "HostInterfaceCollection", "Job", "JobCollection", "JobService", "JsonSchemaFile",
            "JsonSchemaFileCollection", "Key", "KeyCollection", "License", "LicenseCollection", "LicenseService", "LogEntry", "LogEntryCollection",
            "LogService", "LogServiceCollection", "Manager", "ManagerCollection", "ManagerDiagnosticData", "ManagerNetworkProtocol", "MessageRegistry",
            "MessageRegistryFile", "MessageRegistryFileCollection", "MetricDefinition", "MetricDefinitionCollection", "MetricReport",
            "MetricReportCollection", "MetricReportDefinition", "MetricReportDefinitionCollection", "NetworkAdapterMetrics",
            "NetworkDeviceFunctionMetrics", "Power", "PowerDomain", "PowerDomainCollection", "PowerEquipment", "PowerSubsystem", "PowerSupply",
            "PowerSupplyCollection", "PowerSupplyMetrics", "PrivilegeRegistry", "Role", "RoleCollection", "SecurityPolicy", "SerialInterface",
            "SerialInterfaceCollection", "ServiceConditions", "ServiceRoot", "SessionService", "Task", "TaskCollection", "TaskService",
            "TelemetryService", "Thermal", "ThermalEquipment", "ThermalMetrics", "ThermalSubsystem", "Triggers", "TriggersCollection",
            "TrustedComponent", "TrustedComponentCollection", "VLanNetworkInterface", "VLanNetworkInterfaceCollection", "VirtualMedia",
            "VirtualMediaCollection",
        ]));

    /// <summary>The first that fits counts.</summary>
    public static IReadOnlyList<PrivilegeOverride> Overrides { get; } =
    [
        new(["Certificate", "CertificateCollection"], ["ComputerSystem"], new([Components], [Components])),
        new(["EnvironmentMetrics"], ["Processor", "Memory", "Drive", "PCIeDevice", "StorageController", "Port"], ByComponents),
        new(["EthernetInterface"], ["Manager"], ByManager),
        new(["LogServiceCollection", "LogService", "LogEntryCollection", "LogEntry"], ["ComputerSystem", "Chassis"], ByComponents),
    ];

    /// <summary>The rule of a kind wherever nothing else is said: systems, chassis, their parts, fabrics, composed nodes have no row of their own.</summary>
    public static PrivilegeRule Of(string kind) => Rules.GetValueOrDefault(kind, ByComponents);

    /// <param name="chain">See <see cref="RouteKinds.ChainOf"/>; what is not there at all needs what systems need.</param>
    public static PrivilegeRule Find(IReadOnlyList<string> chain) => chain.Count == 0
        ? ByComponents
        : Overrides.FirstOrDefault(o => o.Kinds.Contains(chain[^1]) && o.Above.Any(chain.Contains))?.Rule ?? Of(chain[^1]);

    private static FrozenDictionary<string, PrivilegeRule> Table(params (PrivilegeRule Rule, string[] Kinds)[] rows) =>
        rows.SelectMany(r => r.Kinds, (r, kind) => KeyValuePair.Create(kind, r.Rule)).ToFrozenDictionary(StringComparer.Ordinal);
}
