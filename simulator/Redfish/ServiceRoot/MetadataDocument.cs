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
    private const string Schemas = "http://redfish.dmtf.org/schemas/v1/";

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
        ("Message", "v1_3_0"),
    ];

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
        var reference = new EdmReference(new Uri($"{Schemas}{used.Type}_v1.xml"));
        reference.AddInclude(new EdmInclude(alias: null, used.Type));
        if (used.Version is { } version)
        {
            reference.AddInclude(new EdmInclude(alias: null, $"{used.Type}.{version}"));
        }

        return reference;
    }
}
