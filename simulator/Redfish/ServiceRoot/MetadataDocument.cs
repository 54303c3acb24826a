using System.Xml;
using System.Xml.Linq;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace Simulator.Redfish;

/// <summary>
/// The <c>$metadata</c> document: references to the standard's schemas that this service uses, and an entity container.
/// Written by the OData library from an EDM model.
/// </summary>
internal static class MetadataDocument
{
    public const string Publisher = "http://redfish.dmtf.org/schemas/v1/";

    // Namespaces of DMTF release 2025.4; versionless for collections.
    private static readonly (string Type, string? Version)[] Used =
    [
        ("ServiceRoot", "v1_20_0"),
        ("Resource", "v1_23_0"),
        ("ChassisCollection", null),
        ("Chassis", "v1_28_0"),
        ("ComputerSystemCollection", null),
        ("ComputerSystem", "v1_27_0"),
        ("ProcessorCollection", null),
        ("Processor", "v1_22_0"),
        ("MemoryCollection", null),
        ("Memory", "v1_23_0"),
        ("EthernetInterfaceCollection", null),
        ("EthernetInterface", "v1_12_4"),
        ("StorageCollection", null),
        ("Storage", "v1_21_0"),
        ("DriveCollection", null),
        ("Drive", "v1_22_0"),
        ("ManagerCollection", null),
        ("Manager", "v1_24_0"),
        ("AccountService", "v1_18_1"),
        ("ManagerAccountCollection", null),
        ("ManagerAccount", "v1_14_1"),
        ("RoleCollection", null),
        ("Role", "v1_3_3"),
        ("SessionService", "v1_2_0"),
        ("SessionCollection", null),
        ("Session", "v1_8_0"),
        ("Bios", "v1_2_3"),
        ("SecureBoot", "v1_1_2"),
        ("BootOptionCollection", null),
        ("BootOption", "v1_0_6"),
        ("VirtualMediaCollection", null),
        ("VirtualMedia", "v1_6_5"),
        ("LogServiceCollection", null),
        ("LogService", "v1_9_0"),
        ("LogEntryCollection", null),
        ("LogEntry", "v1_21_0"),
        ("SimpleStorageCollection", null),
        ("SimpleStorage", "v1_3_2"),
        ("StorageControllerCollection", null),
        ("StorageController", "v1_11_0"),
        ("NetworkAdapterCollection", null),
        ("NetworkAdapter", "v1_14_0"),
        ("NetworkInterfaceCollection", null),
        ("NetworkInterface", "v1_2_3"),
        ("PortCollection", null),
        ("Port", "v1_18_0"),
        ("PowerSubsystem", "v1_1_3"),
        ("PowerSupplyCollection", null),
        ("PowerSupply", "v1_6_0"),
        ("Power", "v1_7_3"),
        ("ThermalSubsystem", "v1_5_0"),
        ("FanCollection", null),
        ("Fan", "v1_6_0"),
        ("Thermal", "v1_7_3"),
        ("SensorCollection", null),
        ("Sensor", "v1_12_0"),
        ("EnvironmentMetrics", "v1_5_0"),
        ("ManagerNetworkProtocol", "v1_12_0"),
        ("FabricCollection", null),
        ("Fabric", "v1_4_0"),
        ("SwitchCollection", null),
        ("Switch", "v1_11_0"),
        ("EndpointCollection", null),
        ("Endpoint", "v1_8_2"),
        ("ZoneCollection", null),
        ("Zone", "v1_6_3"),
        ("Settings", "v1_4_0"),
        ("Message", "v1_3_0"),
        ("TaskService", "v1_3_0"),
        ("TaskCollection", null),
        ("Task", "v1_7_4"),
        ("EventService", "v1_12_0"),
        ("EventDestinationCollection", null),
        ("EventDestination", "v1_16_0"),
        ("Event", "v1_13_0"),
        ("MessageRegistryFileCollection", null),
        ("MessageRegistryFile", "v1_1_5"),
        ("JsonSchemaFileCollection", null),
        ("JsonSchemaFile", "v1_1_5"),
    ];

    /// <summary>The schemas in use, as the publisher names their files: <c>Chassis.v1_28_0</c>, <c>ChassisCollection</c>.</summary>
    public static IReadOnlyList<string> Schemas { get; } = [.. Used.Select(u => u.Version is null ? u.Type : $"{u.Type}.{u.Version}")];

    public static byte[] Write()
    {
        var model = new EdmModel();
        model.AddElement(new EdmEntityContainer("Service", "Service"));
        model.SetEdmReferences(Used.Select(Reference));
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true }))
        {
            if (!CsdlWriter.TryWriteCsdl(model, writer, CsdlTarget.OData, out var errors))
            {
                throw new InvalidOperationException($"$metadata cannot be written: {string.Join("; ", errors)}");
            }
        }

        return WithoutEmptyAliases(buffer.ToArray());
    }

    // The library writes the alias of an include even when it has none, and an empty one is not a legal name.
    private static byte[] WithoutEmptyAliases(byte[] csdl)
    {
        var document = XDocument.Parse(System.Text.Encoding.UTF8.GetString(csdl));
        document.Descendants().Attributes("Alias").Where(a => a.Value.Length == 0).Remove();
        return System.Text.Encoding.UTF8.GetBytes($"{document.Declaration}\n{document}\n");
    }

    private static EdmReference Reference((string Type, string? Version) used)
    {
        var reference = new EdmReference(new Uri($"{Publisher}{used.Type}_v1.xml"));
        reference.AddInclude(new EdmInclude(alias: null, used.Type));
        if (used.Version is { } version)
        {
            reference.AddInclude(new EdmInclude(alias: null, $"{used.Type}.{version}"));
        }

        return reference;
    }
}
