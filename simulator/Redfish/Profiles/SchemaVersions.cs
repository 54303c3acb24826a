namespace Simulator.Redfish;

/// <summary>The schema versions that a release of the pod manager had.</summary>
/// <param name="Others">Of every type that is not in the table.</param>
/// <param name="ByType">For example <c>Chassis</c> → <c>v1_3_0</c>; before 2.0 written <c>1.2.0</c>.</param>
internal sealed record SchemaVersions(string Others, IReadOnlyDictionary<string, string> ByType)
{
    public static SchemaVersions RackScale12 { get; } = new("1.0.0", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Chassis"] = "1.2.0",
        ["Manager"] = "1.1.0",
        ["SimpleStorage"] = "1.1.0",
        ["VLanNetworkInterface"] = "1.0.1",
    });

    public static SchemaVersions RackScale21 { get; } = new("v1_0_0", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ServiceRoot"] = "v1_1_1",
        ["Chassis"] = "v1_3_0",
        ["ComputerSystem"] = "v1_3_0",
        ["Manager"] = "v1_2_0",
        ["Drive"] = "v1_1_1",
        ["Memory"] = "v1_1_0",
        ["RemoteTarget"] = "v1_1_0",
    });

    public static SchemaVersions RackScale22 { get; } = RackScale21.With(("Processor", "v1_1_0"), ("TelemetryService", "v1_1_0"));

    /// <summary>Of the types that came with 2.3 only the versions of later releases are known.</summary>
    public static SchemaVersions RackScale23 { get; } = RackScale22.With(
        ("StoragePool", "v1_1_1"), ("Volume", "v1_1_0"), ("Endpoint", "v1_1_0"), ("ActionInfo", "v1_0_2"));

    public static SchemaVersions RackScale24 { get; } = new("v1_0_0", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ServiceRoot"] = "v1_3_0",
        ["Chassis"] = "v1_7_0",
        ["ComputerSystem"] = "v1_3_0",
        ["Processor"] = "v1_4_0",
        ["Memory"] = "v1_7_0",
        ["Storage"] = "v1_1_0",
        ["StoragePool"] = "v1_1_1",
        ["Volume"] = "v1_1_0",
        ["Manager"] = "v1_4_0",
        ["Drive"] = "v1_2_0",
        ["Endpoint"] = "v1_1_0",
        ["EthernetInterface"] = "v1_1_0",
        ["VLanNetworkInterface"] = "v1_0_1",
        ["EthernetSwitch"] = "v1_1_0",
        ["EthernetSwitchPort"] = "v1_1_0",
        ["Power"] = "v1_1_0",
        ["Thermal"] = "v1_1_0",
        ["EventService"] = "v1_1_0",
        ["EventDestination"] = "v1_1_1",
        ["Event"] = "v1_2_0",
        ["UpdateService"] = "v1_1_0",
        ["AccountService"] = "v1_3_0",
        ["Role"] = "v1_2_1",
        ["Session"] = "v1_1_0",
        ["SessionService"] = "v1_1_2",
        ["LogService"] = "v1_1_1",
        ["LogEntry"] = "v1_4_1",
        ["MessageRegistryFile"] = "v1_1_0",
        ["ActionInfo"] = "v1_0_2",
        ["ComposedNode"] = "v1_1_0",
        ["TelemetryService"] = "v1_1_0",
    });

    /// <param name="type">For example <c>Chassis</c>.</param>
    public string VersionOf(string type) => ByType.GetValueOrDefault(type, Others);

    /// <summary>The type as this release wrote it: <c>#Chassis.v1_28_0.Chassis</c> → <c>#Chassis.1.2.0.Chassis</c>; without a version it stays.</summary>
    public string Translate(string odataType) => TranslateVersion(odataType.Replace("EthernetSwitchVLAN", "VLanNetworkInterface", StringComparison.Ordinal));

    private SchemaVersions With(params IEnumerable<(string Type, string Version)> others) =>
        this with { ByType = ByType.Select(t => (t.Key, t.Value)).Concat(others).ToDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal) };

    private string TranslateVersion(string odataType)
    {
        var (first, last) = (odataType.IndexOf('.', StringComparison.Ordinal), odataType.LastIndexOf('.'));
        return odataType.StartsWith('#') && first > 0 && last > first && odataType[first + 1] == 'v'
            ? $"{odataType[..first]}.{VersionOf(odataType[1..first])}{odataType[last..]}"
            : odataType;
    }
}
