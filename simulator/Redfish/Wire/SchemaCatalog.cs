namespace Simulator.Redfish;

/// <summary>
/// The schemas in use. Mapping a resource adds its own, so that <c>$metadata</c> and <c>JsonSchemas</c> follow the tree;
/// what is only ever embedded in resources is listed here. Some are of the standard, some this service's own (<see cref="OemSchema"/>).
/// </summary>
internal sealed class SchemaCatalog
{
    private readonly SortedSet<string> _all = new(StringComparer.Ordinal)
    {
        "Event.v1_13_0", "Intel.Oem", "Capacity", "DataStorageLoSCapabilities", "Message.v1_3_0", "Resource.v1_23_0", "Schedule.v1_2_5", "Settings.v1_4_0",
        "StorageReplicaInfo.v1_4_0",
    };

    // Of old releases of Intel RSD. Nobody publishes them, and only profiles show them.
    private static readonly string[] Unpublished = ["LogicalDrive", "PhysicalDrive", "RemoteTarget", "PowerZone", "ThermalZone"];

    /// <summary>As the publisher names their files: <c>Chassis.v1_28_0</c>; a collection has no version.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <param name="odataType">For example <c>#Chassis.v1_28_0.Chassis</c>.</param>
    public void Add(string odataType)
    {
        if (!Unpublished.Any(u => odataType.StartsWith($"#{u}", StringComparison.Ordinal)))
        {
            _all.Add(NameOf(odataType));
        }
    }

    /// <summary>The value of the <c>Link</c> header of a resource of that type (DSP0266, response headers, <c>rel=describedby</c>).</summary>
    public static string LinkTo(string odataType) => $"<{RegistryUris.SchemaFile(NameOf(odataType))}>; rel=describedby";

    // #Chassis.v1_28_0.Chassis → Chassis.v1_28_0; #ChassisCollection.ChassisCollection → ChassisCollection.
    public static string NameOf(string odataType) => odataType[1..odataType.LastIndexOf('.')];
}
